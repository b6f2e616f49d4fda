import type { z } from 'zod'
import { withoutPaths } from '../file/drop.js'
import { dataOf, type Path, type Tree } from '../file/tree.js'
import type { Mistakes } from '../mistake.js'
import { scenarioJsonSchema } from './json-schema.js'
import { type ScenarioFile, scenarioSchema } from './scenario-schema.js'
import { reportIssues } from './schema-mistake.js'

export interface ValidPart {
  /** What is left of the tree, with its places. */
  readonly tree: Tree
  readonly file: ScenarioFile
  /** Where a default took the place of what was written; not below `sites`, where whole devices and keys are left out. */
  readonly doubts: readonly Path[]
}

/** Leaving something out may take its owner with it, and that the owner's; then nothing is left to look at. */
const ROUNDS = 4

/**
 * What the schema takes of a scenario; the mistakes say what it does not.
 * @returns undefined where that is too little to look further
 */
export function validPart(tree: Tree, mistakes: Mistakes): ValidPart | undefined {
  const doubts: Path[] = []
  let rest = tree
  for (let round = 0; round < ROUNDS; round++) {
    const data = dataOf(rest)
    const parsed = scenarioSchema.safeParse(data)
    if (parsed.success) return { tree: rest, file: parsed.data, doubts }
    const { issues } = parsed.error
    if (round === 0) reportIssues(issues, { tree: rest, data, schema: scenarioJsonSchema() }, mistakes)
    rest = withStandIns(withoutPaths(rest, issues.flatMap(refusedParts)))
    doubts.push(...issues.filter(({ path }) => path[0] !== 'sites' && path[0] !== 'cases').map(doubtOf))
  }
  return undefined
}

/** With something under the two keys that have no default, so that time, market and tariff can be looked at. */
function withStandIns(tree: Tree): Tree {
  if (tree.kind !== 'map') return tree
  const { place } = tree
  const text = (value: string): Tree => ({ kind: 'scalar', place, value })
  const entries = new Map(tree.entries)
  const sites = entries.get('sites')?.value
  if (!entries.has('name')) entries.set('name', { key: place, value: text('unnamed') })
  if (sites === undefined || (sites.kind === 'list' && sites.items.length === 0)) {
    const site: Tree = { kind: 'map', place, entries: new Map([['name', { key: place, value: text('unnamed') }]]) }
    entries.set('sites', { key: place, value: { kind: 'list', place, items: [site] } })
  }
  return { ...tree, entries }
}

/** What to leave out for an issue: a device as a whole, since its parts are judged by each other, otherwise a key. */
function refusedParts(issue: z.core.$ZodIssue): Path[] {
  const path = issue.path as Path
  const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path]
  return paths.map(([part, ...keys]) => {
    if (part !== 'sites') return [part, ...keys.slice(0, 1)]
    return [part, ...keys.slice(0, keys[1] === 'devices' && keys.length > 2 ? 3 : 2)]
  })
}

/** A key that nobody knows may have been meant for any of its neighbours. */
const doubtOf = ({ code, path }: z.core.$ZodIssue): Path =>
  (code === 'unrecognized_keys' ? path : path.slice(0, 2)) as Path
