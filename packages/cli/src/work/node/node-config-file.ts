import { readFile } from 'node:fs/promises'
import type { SettingReport } from '@jazzgrid/node/api'
import { type ConfigReading, type ConfigSource, nodeConfigJsonSchema, nodeConfigSchema } from '@jazzgrid/node/daemon'
import {
  assignmentPatch,
  child,
  dataOf,
  formatPlace,
  type JsonSchema,
  Mistakes,
  type Path,
  patchTree,
  placeAt,
  readYaml,
  reportIssues,
  type Tree,
} from '@jazzgrid/sim'

type Environment = Readonly<Record<string, string | undefined>>

/** What stands over the file: flags as `path=value`, and environment variables such as `JAZZGRID_API_PORT`. */
export interface Overrides {
  readonly set?: readonly string[]
  readonly environment?: Environment
}

/** The config of a node: `node.yaml` with environment and flags over it, the stronger last. */
export function nodeConfigFile(file: string, overrides: Overrides = {}): ConfigSource {
  return {
    file,
    async read() {
      try {
        return readNodeConfig(await readFile(file, 'utf8'), file, overrides)
      } catch (cause) {
        const problem = `cannot be read: ${cause instanceof Error ? cause.message : cause}`
        const remedy = 'Write it, or point to another folder; an empty file means the defaults'
        const { settings } = readNodeConfig('', file, overrides)
        return unsound([{ place: file, path: '', problem, remedy }], settings, undefined)
      }
    },
  }
}

/** Read the text of a `node.yaml`; pure. */
export function readNodeConfig(text: string, file: string, { set = [], environment = {} }: Overrides): ConfigReading {
  const mistakes = new Mistakes()
  const written = readYaml(text, file, mistakes)
  const schema = nodeConfigJsonSchema() as JsonSchema
  let tree = rootOf(written, file, mistakes)
  for (const path of settingPaths(schema)) {
    const name = variableOf(path)
    const value = environment[name]
    if (value === undefined || value === '') continue
    const patch = assignmentPatch(`${path.join('.')}=${value}`, mistakes, name)
    if (patch !== undefined) tree = patchTree(tree, patch, mistakes)
  }
  for (const flag of set) {
    const patch = assignmentPatch(flag, mistakes)
    if (patch !== undefined) tree = patchTree(tree, patch, mistakes)
  }
  const data = dataOf(tree)
  const parsed = nodeConfigSchema.safeParse(data)
  if (!parsed.success) reportIssues(parsed.error.issues, { tree, data, schema }, mistakes)
  const settings = settingPaths(schema).flatMap((path): SettingReport[] => {
    const value = valueAt(parsed.success ? parsed.data : data, path)
    const at = path.reduce<Tree | undefined>(child, tree)
    if (value === undefined) return []
    const name = path.join('.')
    if (at === undefined) return [{ path: name, value, origin: 'default', from: '' }]
    const place = placeAt(tree, path)
    const origin = place.source === file ? 'file' : place.source.startsWith('--set ') ? 'flag' : 'env'
    return [{ path: name, value, origin, from: formatPlace(place) }]
  })
  if (parsed.success && mistakes.count === 0) return { sound: true, config: parsed.data, settings }
  const found = mistakes.list().map(({ place, ...mistake }) => ({ place: formatPlace(place), ...mistake }))
  return unsound(found, settings, (data as { api?: unknown }).api)
}

/** The API says what is wrong, so it is served where the sound part of the file wants it. */
function unsound(
  mistakes: Extract<ConfigReading, { sound: false }>['mistakes'],
  settings: readonly SettingReport[],
  api: unknown,
): ConfigReading {
  const found = nodeConfigSchema.safeParse({ api })
  return { sound: false, mistakes, settings, api: found.success ? found.data.api : nodeConfigSchema.parse({}).api }
}

function rootOf(written: Tree | undefined, file: string, mistakes: Mistakes): Tree {
  const empty: Tree = { kind: 'map', place: { source: file, line: 1, column: 1 }, entries: new Map() }
  if (written === undefined || (written.kind === 'scalar' && written.value === null)) return empty
  if (written.kind === 'map') return written
  mistakes.add(written.place, '', 'expected a map of settings', 'Write settings as key: value')
  return empty
}

/** Every setting: maps are taken apart, lists are one setting. */
export function settingPaths(schema: JsonSchema, base: readonly string[] = []): string[][] {
  const { properties } = schema
  if (properties === undefined) return base.length === 0 ? [] : [[...base]]
  return Object.entries(properties).flatMap(([key, inner]) => settingPaths(inner, [...base, key]))
}

/** `clock.alarmAboveMs` is `JAZZGRID_CLOCK_ALARM_ABOVE_MS`. */
export const variableOf = (path: readonly string[]): string =>
  `JAZZGRID_${path.map((key) => key.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()).join('_')}`

const valueAt = (data: unknown, path: Path): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<string | number, unknown> | undefined)?.[key], data)
