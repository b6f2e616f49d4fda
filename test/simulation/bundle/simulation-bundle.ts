import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Rolldown } from 'vite'
import type * as Simulation from '../index.js'

const ROOT = resolve(fileURLToPath(import.meta.url), '../../../..')
const HASHES = '@noble/hashes/sha2.js'

/** One text of the source and what is put in its place; it must stand in its file exactly once. */
export interface Change {
  readonly file: string
  readonly find: string
  readonly put: string
}

/**
 * The simulation with everything that it stands on as one module, half as fast again as modules that a test runner has
 * taken apart. SHA-256 is Node's instead of the one in JavaScript. Texts of the source may be changed on their way in.
 */
export async function bundledSimulation(changes: readonly Change[] = []): Promise<typeof Simulation> {
  const texts = new Map<string, string>()
  for (const change of changes) {
    const file = resolve(ROOT, change.file)
    texts.set(file, changed(texts.get(file) ?? (await readFile(file, 'utf8')), change))
  }
  const output = await build({
    configFile: resolve(ROOT, 'vitest.config.ts'),
    root: ROOT,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: resolve(ROOT, 'test/simulation/index.ts'),
      write: false,
      minify: false,
      target: 'node20',
      rolldownOptions: { output: { codeSplitting: false } },
    },
    plugins: [
      {
        name: 'changed',
        enforce: 'pre',
        resolveId: (id) => (id === HASHES ? resolve(ROOT, 'test/simulation/bundle/native-sha256.ts') : null),
        load: (id) => texts.get(id) ?? null,
      },
    ],
  })
  const [{ code }] = (output as Rolldown.RolldownOutput).output
  return await loaded(code)
}

async function loaded(code: string): Promise<typeof Simulation> {
  const folder = await mkdtemp(join(tmpdir(), 'simulation-'))
  try {
    const file = join(folder, 'simulation.mjs')
    await writeFile(file, code)
    return await import(/* @vite-ignore */ pathToFileURL(file).href)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Throws where the source has moved on and the change finds no place any more. */
function changed(text: string, { file, find, put }: Change): string {
  if (text.split(find).length !== 2) throw new Error(`a mutant does not find its place in ${file}: ${find}`)
  return text.replace(find, () => put)
}
