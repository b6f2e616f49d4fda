import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createViteServer } from 'vitest/node'
import type { simulate } from '../simulation.js'
import type { Change } from './mutants.js'

const ROOT = resolve(fileURLToPath(import.meta.url), '../../../..')

export interface MutatedSimulation {
  readonly simulate: typeof simulate
  readonly close: () => Promise<void>
}

/** The simulation with everything that it stands on, some of the source changed on its way in. */
export async function mutatedSimulation(changes: readonly Change[]): Promise<MutatedSimulation> {
  const texts = new Map<string, string>()
  for (const change of changes) {
    const file = resolve(ROOT, change.file)
    texts.set(file, changed(texts.get(file) ?? readFileSync(file, 'utf8'), change))
  }
  const server = await createViteServer({
    configFile: resolve(ROOT, 'vitest.config.ts'),
    root: ROOT,
    logLevel: 'error',
    server: { middlewareMode: true, watch: null, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true },
    plugins: [{ name: 'mutant', enforce: 'pre', load: (id) => texts.get(id) ?? null }],
  })
  const module = await server.ssrLoadModule(resolve(ROOT, 'test/simulation/simulation.ts'))
  return { simulate: module.simulate, close: () => server.close() }
}

/** Throws where the source has moved on and the mutant is none any more. */
function changed(text: string, { file, find, put }: Change): string {
  if (text.split(find).length !== 2) throw new Error(`a mutant does not find its place in ${file}: ${find}`)
  return text.replace(find, () => put)
}
