import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import { imports, isRelative, packageOf, takesValues } from './program-syntax.js'
import { isTest, type Package, type RepositoryFile } from './repository.js'

/**
 * Who may import whom, by folder. Everything else is forbidden. A new package gets a row here before it gets code; the
 * reasons are in docs/adr.
 */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  'packages/units': [],
  'packages/market': ['packages/units'],
  'packages/ledger': ['packages/units', 'packages/market'],
  'packages/consensus': ['packages/units', 'packages/market', 'packages/ledger'],
  'packages/network': ['packages/units'],
  'packages/node': ['packages/units', 'packages/market', 'packages/ledger', 'packages/consensus', 'packages/network'],
  'packages/devices': ['packages/units'],
  'packages/agent': ['packages/units', 'packages/market', 'packages/devices'],
  'agents/pv': ['packages/units', 'packages/market', 'packages/devices', 'packages/agent'],
  'agents/battery': ['packages/units', 'packages/market', 'packages/devices', 'packages/agent'],
  'agents/ev': ['packages/units', 'packages/market', 'packages/devices', 'packages/agent'],
  'agents/household': ['packages/units', 'packages/market', 'packages/devices', 'packages/agent'],
  'packages/sim': [
    'packages/units',
    'packages/market',
    'packages/ledger',
    'packages/consensus',
    'packages/network',
    'packages/node',
    'packages/devices',
    'packages/agent',
    'agents/pv',
    'agents/battery',
    'agents/ev',
    'agents/household',
  ],
  'packages/cli': [
    'packages/units',
    'packages/market',
    'packages/ledger',
    'packages/consensus',
    'packages/network',
    'packages/node',
    'packages/devices',
    'packages/agent',
    'packages/sim',
  ],
}

/** Libraries that may live only in the folders that are named; `types` where nothing but types may be taken from them. */
export const CONFINED: Readonly<
  Record<string, { readonly to: readonly string[]; readonly types?: readonly string[] }>
> = {
  xstate: {
    to: ['packages/agent', 'packages/sim'],
    types: ['agents/pv', 'agents/battery', 'agents/ev', 'agents/household'],
  },
  rxjs: {
    to: ['packages/agent', 'packages/sim'],
    types: ['agents/pv', 'agents/battery', 'agents/ev', 'agents/household'],
  },
  level: { to: ['packages/ledger/src/level'] },
  libp2p: { to: ['packages/network/src/libp2p'] },
  '@libp2p': { to: ['packages/network/src/libp2p'] },
  '@chainsafe/libp2p-gossipsub': { to: ['packages/network/src/libp2p'] },
  ws: { to: ['packages/network/src/libp2p'] },
}

const scopeOrName = (name: string): string => (name.startsWith('@libp2p/') ? '@libp2p' : name)

/** Whether the package has a door of this name: itself, or a subpath of its exports. */
function exported({ manifest }: Package, from: string): boolean {
  return from === manifest.name || `.${from.slice(manifest.name.length)}` in Object(manifest.exports)
}

/**
 * Imports of one file that follow no arrow.
 * @param development packages that tests may use; by an arrow they may also use a neighbour that is not a dependency
 */
export function forbiddenImports(
  file: RepositoryFile,
  packages: readonly Package[],
  development: ReadonlySet<string>,
): string[] {
  const home = packages.find(({ folder }) => file.path.startsWith(`${folder}/`))
  if (!home) return []
  const test = isTest(file.path)
  const allowed = ARROWS[home.folder] ?? []
  // an optional peer is brought by whoever opens the door that needs it
  const declared = { ...home.manifest.dependencies, ...home.manifest.peerDependencies }
  const found: string[] = []
  for (const { at, from } of imports(file)) {
    const say = (rule: string) => found.push(`${at} imports ${from}: ${rule}`)
    if (isRelative(from)) {
      const target = posix.join(posix.dirname(file.path), from)
      if (!target.startsWith(`${home.folder}/`)) say(`a relative import stays within ${home.folder}`)
      continue
    }
    const name = packageOf(from)
    const neighbour = packages.find(({ manifest }) => manifest.name === name)
    if (neighbour) {
      if (!exported(neighbour, from)) say(`take what ${name} exports, not its inner files`)
      if (neighbour !== home && !allowed.includes(neighbour.folder)) {
        say(`${home.folder} may import ${allowed.join(', ') || 'nothing'}`)
      }
    }
    const confined = CONFINED[scopeOrName(name)]
    if (confined && !test && !confined.to.some((folder) => file.path.startsWith(`${folder}/`))) {
      if (!confined.types?.includes(home.folder))
        say(`${name} lives only in ${confined.to.join(', ') || 'no package yet'}`)
      else if (takesValues(file, from)) say(`${home.folder} may take only types from ${name}`)
    }
    const builtin = from.startsWith('node:') || builtinModules.includes(name)
    const known = builtin || neighbour === home || name in declared
    const testOnly = test && (neighbour !== undefined || development.has(name))
    if (!known && !testOnly) say(`${name} is not among the dependencies of ${home.folder}/package.json`)
  }
  return found
}
