import { assignmentPatch } from './file/assignment.js'
import { BASE_CASE, caseNames, casePatches } from './file/case-chain.js'
import { patchTree } from './file/patch.js'
import { expandReplicas } from './file/replicate.js'
import { child, dataOf, type Path, pathText, placeAt, type Tree } from './file/tree.js'
import { readYaml } from './file/yaml-tree.js'
import { Mistakes, type Place, ScenarioError } from './mistake.js'
import type { ScenarioFile } from './schema/scenario-schema.js'
import { validPart } from './schema/valid-part.js'

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
  /**
   * Whether a default may stand here, or around or within it, instead of what was meant: the schema refused what was
   * written, which is a mistake already. Never inside a sound scenario.
   */
  doubtful(path: Path): boolean
}

/**
 * Read a scenario; pure.
 * @param source what places in messages are called, usually the file name
 * @throws ScenarioError with every mistake that the schema can see
 */
export function parseScenario(text: string, source: string, variant: Variant = {}): ParsedScenario {
  const mistakes = new Mistakes()
  const parsed = readScenario(text, source, variant, mistakes)
  if (parsed === undefined || mistakes.count > 0) throw new ScenarioError(source, mistakes.list())
  return parsed
}

/**
 * The same for whoever wants to look for more mistakes behind those of the schema: what the schema refuses is left out,
 * and the rest is read.
 * @returns undefined where too little is left
 */
export function readScenario(
  text: string,
  source: string,
  variant: Variant,
  mistakes: Mistakes,
): ParsedScenario | undefined {
  const root = readRoot(text, source, mistakes)
  const name = variant.case ?? BASE_CASE
  const sets = (variant.set ?? []).flatMap((set) => assignmentPatch(set, mistakes) ?? [])
  let tree = withoutKey(root, 'cases')
  for (const patch of [...casePatches(root, name, mistakes), ...sets]) tree = patchTree(tree, patch, mistakes)
  tree = withCases(withReplicas(tree, mistakes), root, mistakes)
  // where a patch or a template went wrong, what it should have made is not there to be looked at
  const whole = mistakes.count === 0
  const valid = validPart(tree, mistakes)
  if (valid === undefined || !whole) return undefined
  const { file, doubts } = valid
  return {
    source,
    case: name,
    seed: String(variant.seed ?? file.seed),
    file,
    place: (path) => placeAt(valid.tree, path),
    text: (path) => pathText(valid.tree, path),
    doubtful: (path) => doubts.some((doubt) => doubt.every((key, i) => i >= path.length || key === path[i])),
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
