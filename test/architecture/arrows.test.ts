import { describe, expect, it } from 'vitest'
import { ARROWS, forbiddenImports } from './arrows.js'
import { imports, packageOf } from './program-syntax.js'
import { isSource, type Manifest, type Package, packages, programs, read } from './repository.js'

const workspace = packages()
const development = new Set(Object.keys((JSON.parse(read('package.json')) as Manifest).devDependencies ?? {}))
const files = programs().filter(({ path }) => /^(packages|agents)\//.test(path))

/** An application brings what its packages leave to it: their optional peers, and the packages that have them. */
const isWantedByNeighbour = (name: string, { dependencies = {} }: Manifest): boolean =>
  workspace.some(
    ({ manifest }) =>
      manifest.name in dependencies &&
      (name in (manifest.peerDependencies ?? {}) ||
        (manifest.name === name && manifest.peerDependencies !== undefined)),
  )

describe('the arrows between packages', () => {
  it('every package has a row in the table, and every row its package', () => {
    expect(workspace.map(({ folder }) => folder).sort()).toEqual(Object.keys(ARROWS).sort())
  })

  it('make no circle', () => {
    const reach = (folder: string, seen: readonly string[] = []): string[] =>
      seen.includes(folder) ? [...seen, folder] : ARROWS[folder].flatMap((next) => reach(next, [...seen, folder]))
    for (const folder of Object.keys(ARROWS)) expect(reach(folder)).toEqual([])
  })

  it('hold for every import of every file', () => {
    expect(files.flatMap((file) => forbiddenImports(file, workspace, development))).toEqual([])
  })

  it('agree with the dependencies of each package.json: nothing forbidden, nothing idle', () => {
    const wrong: string[] = []
    for (const { folder, manifest } of workspace) {
      const own = files.filter(({ path }) => path.startsWith(`${folder}/`) && isSource(path))
      const used = new Set(own.flatMap((file) => imports(file).map(({ from }) => packageOf(from))))
      for (const [name, version] of Object.entries(manifest.dependencies ?? {})) {
        const neighbour = workspace.find((other) => other.manifest.name === name)
        if (neighbour && !ARROWS[folder].includes(neighbour.folder))
          wrong.push(`${folder} depends on ${name}: no arrow`)
        if (neighbour && version !== 'workspace:*') wrong.push(`${folder}: ${name} is ${version}, not workspace:*`)
        if (!neighbour && !/^(npm:.+@)?\d+\.\d+\.\d+$/.test(version))
          wrong.push(`${folder}: ${name} ${version} is not one version`)
        if (!used.has(name) && !isWantedByNeighbour(name, manifest)) {
          wrong.push(`${folder} depends on ${name} but imports nothing from it`)
        }
      }
    }
    expect(wrong).toEqual([])
  })
})

describe('the check of an import', () => {
  const at = (folder: string, manifest: Manifest): Package => ({ folder, manifest })
  const small = [
    at('packages/units', { name: '@jazzgrid/units' }),
    at('packages/market', { name: '@jazzgrid/market', dependencies: { '@jazzgrid/units': 'workspace:*' } }),
    at('agents/pv', { name: '@jazzgrid/agent-pv', dependencies: { '@jazzgrid/units': 'workspace:*', rxjs: '7.8.2' } }),
  ]
  const check = (path: string, text: string) => forbiddenImports({ path, text }, small, new Set(['vitest']))

  it('follows an arrow', () => {
    expect(check('packages/market/src/a.ts', `import { wh } from '@jazzgrid/units'`)).toEqual([])
  })

  it('names file, line and rule of an import against the arrows', () => {
    expect(check('packages/units/src/a.ts', `\nexport { Book } from '@jazzgrid/market'`)).toEqual([
      'packages/units/src/a.ts:2 imports @jazzgrid/market: packages/units may import nothing',
      'packages/units/src/a.ts:2 imports @jazzgrid/market: @jazzgrid/market is not among the dependencies of packages/units/package.json',
    ])
  })

  it('sees dynamic imports, types and side doors', () => {
    expect(check('packages/units/src/a.ts', `const m = await import('level')`)).toHaveLength(2)
    expect(check('packages/units/src/a.ts', `let x: import('@jazzgrid/market').Book`)).toHaveLength(2)
    expect(check('packages/units/src/a.ts', `import { b } from '../../market/src/b.js'`)).toHaveLength(1)
    expect(check('packages/market/src/a.ts', `import { wh } from '@jazzgrid/units/src/quantity.js'`)).toHaveLength(1)
    expect(check('packages/market/src/a.ts', `import '@libp2p/tcp'`)).toHaveLength(2)
  })

  it('lets a device agent take the types of rxjs and nothing else of it', () => {
    expect(check('agents/pv/src/a.ts', `import type { Observable } from 'rxjs'`)).toEqual([])
    expect(check('agents/pv/src/a.ts', `import { type Observable, of } from 'rxjs'`)).toHaveLength(1)
  })

  it('lets tests use the tools of the workspace, and sources not', () => {
    expect(check('packages/units/src/a.test.ts', `import { it } from 'vitest'`)).toEqual([])
    expect(check('packages/units/src/a.ts', `import { it } from 'vitest'`)).toHaveLength(1)
  })
})
