import type { z } from 'zod'
import { keyPlaceAt, type Path, pathText, placeAt, type Tree } from '../file/tree.js'
import type { Mistakes } from '../mistake.js'
import { nearest, suggestion } from '../spelling.js'
import type { JsonSchema } from './json-schema.js'

type Issue = z.core.$ZodIssue

/** What was read, and the schema that it should follow. */
export interface SchemaReading {
  readonly tree: Tree
  readonly data: unknown
  readonly schema: JsonSchema
}

/** Say every issue of the schema in terms of the file: place, path, what was expected, what was found, what to do. */
export function reportIssues(issues: readonly Issue[], reading: SchemaReading, mistakes: Mistakes): void {
  for (const issue of issues) report(issue, [], reading, mistakes)
}

function report(issue: Issue, base: Path, reading: SchemaReading, mistakes: Mistakes): void {
  const { tree, data } = reading
  const path = [...base, ...(issue.path as (string | number)[])]
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path, reading)
    for (const key of issue.keys) {
      const place = keyPlaceAt(tree, path, key)
      mistakes.add(place, pathText(tree, [...path, key]), 'unknown key', unknownKeyRemedy(key, known, reading))
    }
    return
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branch = closestBranch(issue.errors)
    if (branch) {
      for (const inner of branch) report(inner, path, reading, mistakes)
      return
    }
  }
  const found = valueAt(data, path)
  const problem = found === undefined ? `missing; ${expected(issue)}` : `${expected(issue)}, found ${show(found)}`
  mistakes.add(placeAt(tree, path), pathText(tree, path), problem, remedy(issue, found))
}

/** The branch of a union that was meant: the one that does not already refuse the type of the whole value. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const fitting = branches.filter((issues) => !issues.some(refusesWhole))
  return [...fitting].sort((a, b) => a.length - b.length)[0]
}

const refusesWhole = (issue: Issue): boolean =>
  issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value')

function expected(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${TYPES[issue.expected] ?? `a ${issue.expected}`}`
    case 'invalid_value':
      return `expected ${issue.values.map(show).join(' or ')}`
    case 'invalid_union':
      return `expected ${'options' in issue ? (issue.options as unknown[]).map(show).join(' or ') : oneOf(issue.errors)}`
    case 'too_small':
      if (issue.origin === 'array') return 'expected at least one'
      return `expected ${issue.origin === 'string' ? 'some text' : `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`}`
    case 'too_big':
      return `expected ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}`
    case 'invalid_format':
      return `expected ${issue.message}`
    case 'invalid_key':
      return 'expected another key'
    default:
      return issue.message
  }
}

const TYPES: Record<string, string> = {
  object: 'a map',
  record: 'a map',
  array: 'a list',
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
}

function oneOf(branches: readonly (readonly Issue[])[]): string {
  const words = branches.flatMap(([first]) => (first ? expected(first).replace(/^expected /, '') : []))
  return [...new Set(words)].join(' or ')
}

function remedy(issue: Issue, found: unknown): string {
  if (found === undefined) return 'Add it'
  if (found === null) return 'Give a value, or remove the key'
  if (issue.code === 'invalid_value' || (issue.code === 'invalid_union' && 'options' in issue)) {
    const options = ((issue.code === 'invalid_value' ? issue.values : issue.options) as unknown[]).map(String)
    const near = typeof found === 'string' ? nearest(found, options) : undefined
    return near === undefined ? 'Use one of these' : `Did you mean "${near}"?`
  }
  const wrongType = issue.code === 'invalid_type' || issue.code === 'invalid_union'
  if (wrongType && typeof found === 'string' && Number.isFinite(Number(found))) {
    return 'Remove the quotes'
  }
  if (wrongType && typeof found === 'string' && /^\s*-?[\d.,]+\s*[A-Za-z%]/.test(found)) {
    return 'Give the number alone; the unit is in the name of the key or in its description'
  }
  if (issue.code === 'not_multiple_of') return 'Round it: finer steps cannot be held exactly'
  return 'Change it'
}

function show(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'number') return String(value)
  if (value !== null && typeof value === 'object') return 'a map'
  return value === null ? 'nothing' : JSON.stringify(value)
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string | number, unknown> | null | undefined)?.[key], data)
}

/** The key that was meant, else the part of the file where this key belongs, else the keys there are. */
function unknownKeyRemedy(key: string, known: readonly string[], { schema }: SchemaReading): string {
  if (nearest(key, known) !== undefined) return suggestion(key, known)
  const parts = Object.entries(schema.properties ?? {})
  const homes = parts.flatMap(([part, { properties }]) => (properties?.[key] === undefined ? [] : [part]))
  const isTop = parts.every(([part]) => known.includes(part))
  if (isTop || homes.length === 0) return suggestion(key, known, 'Known keys')
  return `It belongs to ${homes.join(' or ')}: check the indentation`
}

/** The keys that the schema knows at a path, following the data where the schema has alternatives. */
function knownKeys(path: Path, { data, schema }: SchemaReading): string[] {
  let schemas: readonly JsonSchema[] = [schema]
  let at = data
  for (const key of path) {
    schemas = alternatives(schemas, at).flatMap((schema) => {
      const next = typeof key === 'number' ? schema.items : schema.properties?.[key]
      return next === undefined ? [] : [next]
    })
    at = (at as Record<string | number, unknown>)?.[key]
  }
  return [...new Set(alternatives(schemas, at).flatMap((schema) => Object.keys(schema.properties ?? {})))]
}

function alternatives(schemas: readonly JsonSchema[], data: unknown): JsonSchema[] {
  const flat = schemas.flatMap((schema) => schema.anyOf ?? schema.oneOf ?? [schema])
  const kind = (data as { kind?: unknown } | undefined)?.kind
  const meant = flat.filter((schema) => schema.properties?.kind?.const === kind)
  return kind !== undefined && meant.length > 0 ? meant : flat
}
