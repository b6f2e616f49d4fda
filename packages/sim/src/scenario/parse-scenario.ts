import { assignmentPatch } from './file/assignment.js'
import { BASE_CASE, caseNames, casePatches } from './file/case-chain.js'
import { patchTree } from './file/patch.js'
import { expandReplicas } from './file/replicate.js'
import { child, dataOf, type Path, pathText, placeAt, type Tree } from './file/tree.js'
import { readYaml } from './file/yaml-tree.js'
import { Mistakes, type Place } from './mistake.js'
import { type ScenarioFile, scenarioSchema } from './schema/scenario-schema.js'
import { reportIssues } from './schema/schema-mistake.js'

export interface Variant {
  /** A case of the file; `base`, the file as it stands, by default. */
  readonly case?: string
  /** Instead of the seed of the file. */
  readonly seed?: string | number
  /** Overrides as `path=value`, laid over the case in this order. */
  readonly set?: readonly string[]
}

/** A scenario file with case and overrides laid over it, valid by the schema, and with the way back to its lines. */
export interface ParsedScenario {
  readonly source: string
  readonly case: string
  readonly seed: string
  readonly file: ScenarioFile
  place(path: Path): Place
  /** The path for people, with members of lists by name. */
  text(path: Path): string
}

/**
 * Read a scenario; pure.
 * @param source what places in messages are called, usually the file name
 * @throws ScenarioError with every mistake that the schema can see
 */
export function parseScenario(text: string, source: string, variant: Variant = {}): ParsedScenario {
  const mistakes = new Mistakes()
  const root = readRoot(text, source, mistakes)
  const name = variant.case ?? BASE_CASE
  const sets = (variant.set ?? []).flatMap((set) => assignmentPatch(set, mistakes) ?? [])
  let tree = withoutKey(root, 'cases')
  for (const patch of [...casePatches(root, name, mistakes), ...sets]) tree = patchTree(tree, patch, mistakes)
  tree = withCases(withReplicas(tree, mistakes), root, mistakes)
  const data = dataOf(tree)
  const parsed = scenarioSchema.safeParse(data)
  if (!parsed.success) reportIssues(parsed.error.issues, tree, data, mistakes)
  mistakes.check(source)
  const file = parsed.data as ScenarioFile
  return {
    source,
    case: name,
    seed: String(variant.seed ?? file.seed),
    file,
    place: (path) => placeAt(tree, path),
    text: (path) => pathText(tree, path),
  }
}

/** The cases of a file with their descriptions, `base` first. */
export function scenarioCases(text: string, source: string): { name: string; description: string }[] {
  const root = readRoot(text, source, new Mistakes())
  const descriptions = dataOf(child(root, 'cases') ?? root) as Record<string, { description?: string } | undefined>
  return caseNames(root).map((name) => ({
    name,
    description: name === BASE_CASE ? 'the file as it stands' : (descriptions[name]?.description ?? ''),
  }))
}

function readRoot(text: string, source: string, mistakes: Mistakes): Tree {
  const root = readYaml(text, source, mistakes)
  if (root !== undefined && root.kind !== 'map') {
    const found = root.kind === 'scalar' && root.value === null ? 'an empty file' : 'something else'
    mistakes.add(
      root.place,
      '',
      `expected a map with at least name and sites, found ${found}`,
      'Start from a shipped scenario',
    )
  }
  mistakes.check(source)
  return root as Tree
}

function withoutKey(tree: Tree, key: string): Tree {
  if (tree.kind !== 'map') return tree
  return { ...tree, entries: new Map([...tree.entries].filter(([name]) => name !== key)) }
}

/** The cases as written, for the schema to look at; a patch has no say in them. */
function withCases(tree: Tree, root: Tree, mistakes: Mistakes): Tree {
  if (tree.kind !== 'map' || root.kind !== 'map') return tree
  const patched = tree.entries.get('cases')
  if (patched)
    mistakes.add(patched.key, 'cases', 'a case or an override cannot change cases', 'Set the values themselves')
  const cases = root.entries.get('cases')
  return cases === undefined ? tree : { ...tree, entries: new Map(tree.entries).set('cases', cases) }
}

function withReplicas(tree: Tree, mistakes: Mistakes): Tree {
  const sites = child(tree, 'sites')
  if (tree.kind !== 'map' || sites?.kind !== 'list') return tree
  const items = sites.items.flatMap((item) => expandReplicas(item, mistakes))
  return { ...tree, entries: new Map(tree.entries).set('sites', { key: sites.place, value: { ...sites, items } }) }
}
