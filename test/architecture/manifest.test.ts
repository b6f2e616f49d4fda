import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Manifest, packages, paths, ROOT, read } from './repository.js'

const root = JSON.parse(read('package.json')) as Manifest
const everyPackage = packages().map(({ folder, manifest }) => ({ folder, manifest }))

interface ProjectConfig {
  readonly references?: readonly { readonly path: string }[]
  readonly compilerOptions?: { readonly paths?: Readonly<Record<string, readonly string[]>> }
}

const config = (path: string) => JSON.parse(read(path)) as ProjectConfig

describe.each(everyPackage)('$folder', ({ folder, manifest }) => {
  it('says what it is, under which licence and for which Node', () => {
    expect(manifest.name).toMatch(/^@jazzgrid\/[a-z-]+$/)
    expect(manifest).toMatchObject({ type: 'module', license: 'Apache-2.0', engines: root.engines })
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(String(manifest.description).length).toBeGreaterThan(10)
    expect(manifest.private).toBeUndefined()
  })

  it('exports its built program with its types', () => {
    expect(manifest.exports).toMatchObject({
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './package.json': './package.json',
    })
    expect(existsSync(join(ROOT, folder, 'src/index.ts'))).toBe(true)
  })

  it('publishes what was built, the sources that its maps point to, and no tests', () => {
    expect(manifest.files).toEqual(expect.arrayContaining(['dist', 'src', '!src/**/*.test.ts']))
    const inside = paths().filter((path) => path.startsWith(`${folder}/`))
    const folders = new Set(inside.map((path) => path.split('/')[2]).filter((name) => !name.includes('.')))
    for (const name of folders) if (name !== 'test') expect(manifest.files).toContain(name)
  })

  it('has a README with what it is and an example', () => {
    const readme = paths().includes(`${folder}/README.md`) ? read(`${folder}/README.md`) : ''
    expect(readme, `${folder}/README.md`).toContain(`# ${manifest.name}`)
    expect(readme, `${folder}/README.md`).toContain('```')
  })

  it('is built after what it depends on', () => {
    const wanted = everyPackage.filter((other) => other.manifest.name in (manifest.dependencies ?? {}))
    const references = (config(`${folder}/tsconfig.json`).references ?? []).map(({ path }) => join(folder, path))
    expect(references.sort()).toEqual(wanted.map((other) => other.folder).sort())
  })

  it('is known to the build, to the types of tests and to the tests', () => {
    expect(config('tsconfig.json').references).toContainEqual({ path: folder })
    expect(config('tsconfig.test.json').compilerOptions?.paths?.[manifest.name]).toEqual([`./${folder}/src/index.ts`])
  })
})

describe('the workspace', () => {
  it('publishes all its packages under one version', () => {
    expect(new Set(everyPackage.map(({ manifest }) => manifest.version)).size).toBe(1)
  })

  it('has its licence text', () => {
    expect(read('LICENSE')).toContain('Apache License')
  })
})
