import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createViteServer } from 'vitest/node'
import type { simulate } from '../simulation.js'
import type { Mutant } from './mutants.js'

const ROOT = resolve(fileURLToPath(import.meta.url), '../../../..')

export interface MutatedSimulation {
  readonly simulate: typeof simulate
  readonly close: () => Promise<void>
}

/** The simulation with everything that it stands on, one source file changed on its way in. */
export async function mutatedSimulation(mutant: Mutant): Promise<MutatedSimulation> {
  const file = resolve(ROOT, mutant.file)
  const text = mutated(mutant, readFileSync(file, 'utf8'))
  const server = await createViteServer({
    configFile: resolve(ROOT, 'vitest.config.ts'),
    root: ROOT,
    logLevel: 'error',
    server: { middlewareMode: true, watch: null, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true },
    plugins: [{ name: 'mutant', enforce: 'pre', load: (id) => (id === file ? text : null) }],
  })
  const module = await server.ssrLoadModule(resolve(ROOT, 'test/simulation/simulation.ts'))
  return { simulate: module.simulate, close: () => server.close() }
}

/** Throws where the source has moved on and the mutant is none any more. */
function mutated({ name, changes }: Mutant, text: string): string {
  return changes.reduce((changed, [find, put]) => {
    if (changed.split(find).length !== 2) throw new Error(`the mutant "${name}" does not find its place: ${find}`)
    return changed.replace(find, () => put)
  }, text)
}
