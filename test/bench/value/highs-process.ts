import { highs } from '../../../packages/agent/test/highs-model.js'
import { textbookStorageLp } from '../../../packages/agent/test/storage-lp.js'
import { byLiveModel, byNewModel, type Method } from './highs-methods.js'
import { leanStorageLp } from './lean-storage-lp.js'
import { GATES, STORES } from './rolling-horizons.js'

/** What is asked of the process, and what it answers. */
export interface Question {
  store: string
  method: string
}
export interface Answer {
  micros: number
  values: Float64Array
}

const solver = await highs()
const methods = new Map<string, Method>()
for (const [store, gates] of STORES) {
  const horizons = gates(GATES)
  for (const [name, model] of [
    ['textbook', textbookStorageLp],
    ['lean', leanStorageLp],
  ] as const) {
    const programmes = horizons.map((h) => model(h))
    methods.set(`${store}: ${name} model, live, from its last basis`, byLiveModel(solver, programmes, false))
    methods.set(`${store}: ${name} model, live, cold start`, byLiveModel(solver, programmes, true))
    methods.set(`${store}: ${name} model, new each time`, byNewModel(solver, programmes))
  }
}
process.on('message', ({ store, method }: Question) => {
  const run = methods.get(`${store}: ${method}`)
  if (run === undefined) throw new Error(`there is no method ${method} for ${store}`)
  const values = new Float64Array(GATES)
  const micros = run(values)
  process.send?.({ micros, values } satisfies Answer)
})
