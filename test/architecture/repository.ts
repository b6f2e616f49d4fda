import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** What is made by tools or kept by git, and what a run leaves behind. */
const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', 'runs', '.git', '.bench', '.vscode', '.idea'])

/** A file of the repository; paths are relative to its root, with slashes. */
export interface RepositoryFile {
  readonly path: string
  readonly text: string
}

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** Paths of all files that we wrote, in one order. */
export function paths(): string[] {
  const found: string[] = []
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (NOT_OURS.has(entry.name)) continue
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (entry.isFile()) found.push(relative(ROOT, path).split(sep).join('/'))
    }
  }
  walk(ROOT)
  return found.sort()
}

/** Every program text: .ts, .js and their module variants. */
export const programs = (): RepositoryFile[] =>
  paths()
    .filter((path) => /\.[cm]?[jt]s$/.test(path))
    .map((path) => ({ path, text: read(path) }))

export const isTest = (path: string): boolean => /\.test\.ts$/.test(path) || /(^|\/)test\//.test(path)

/** What a user runs: the sources of packages and agents without their tests. */
export const isSource = (path: string): boolean => /^(packages|agents)\/[^/]+\/src\//.test(path) && !isTest(path)

export interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

/** A publishable package: its folder, such as `packages/market`, and its package.json. */
export interface Package {
  readonly folder: string
  readonly manifest: Manifest
}

export const packages = (): Package[] =>
  paths()
    .filter((path) => /^(packages|agents)\/[^/]+\/package\.json$/.test(path))
    .map((path) => ({ folder: dirname(path), manifest: JSON.parse(read(path)) as Manifest }))
