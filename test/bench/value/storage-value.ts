import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { StorageHorizon } from '../../../packages/agent/src/value/storage-horizon.js'
import { ValueProgramme } from '../../../packages/agent/src/value/value-programme.js'
import type { Method } from './highs-methods.js'
import type { Answer, Question } from './highs-process.js'
import { GATES, SLOTS, STORES } from './rolling-horizons.js'

const ROUNDS = 9
/** A plan is too short for the clock; this many passes over all gates make one measurement. */
const PASSES = 60
const TARGET = 200

const WARM = {
  textbook: 'textbook model, live, from its last basis',
  lean: 'lean model, live, from its last basis',
}
const COMPETITORS = [
  WARM.textbook,
  WARM.lean,
  'textbook model, live, cold start',
  'lean model, live, cold start',
  'textbook model, new each time',
  'lean model, new each time',
]

const ABOUT = `Planning ${SLOTS} slots at ${GATES} successive gates, medians of ${ROUNDS} rounds, each method in turn. HiGHS with its fastest
options (simplex, no presolve, no log); a live model has its costs and bounds changed from gate to gate.
textbook model: charge, discharge, purchase, sale and stored energy per slot; balances of the store and of the meter.
lean model:     charge and discharge at what they cost or earn, and stored energy; the balance of the store only.`

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]
}

/** Value, schedule, marginal values and thresholds of every gate; with `steps` also what each slot would trade at which price. */
function byProgramme(horizons: StorageHorizon[], withSteps: boolean): Method {
  const programme = new ValueProgramme()
  const prices = new Float64Array(32)
  const quantities = new Float64Array(32)
  return (values) => {
    const start = performance.now()
    for (let pass = 0; pass < PASSES; pass++) {
      for (let gate = 0; gate < horizons.length; gate++) {
        values[gate] = programme.solve(horizons[gate])
        if (!withSteps) continue
        for (let k = 0; k < SLOTS; k++) {
          programme.steps(k, 'buy', prices, quantities)
          programme.steps(k, 'sell', prices, quantities)
        }
      }
    }
    return ((performance.now() - start) * 1000) / (PASSES * horizons.length)
  }
}

function worstGap(ours: Float64Array, theirs: Float64Array): number {
  return Math.max(...ours.map((value, i) => Math.abs(value - theirs[i]) / Math.max(1, Math.abs(theirs[i]))))
}

/**
 * HiGHS runs in a process of its own: its WebAssembly memory grows, which detaches buffers, and from then on V8 checks
 * every access to any typed array; beside it the value programme would be a fifth slower than in an agent.
 */
function highsProcess() {
  const child = fork(fileURLToPath(new URL('./highs-process.ts', import.meta.url)), { serialization: 'advanced' })
  const failed = once(child, 'exit').then(([code]): never => {
    throw new Error(`the process of HiGHS ended with code ${code}`)
  })
  failed.catch(() => {})
  return {
    async run(question: Question): Promise<Answer> {
      child.send(question)
      const [answer] = await Promise.race([once(child, 'message'), failed])
      return answer
    },
    end: () => child.disconnect(),
  }
}

interface Figures {
  times: number[]
  values: Float64Array
}

/**
 * Bench (d): planning 48 slots, gate after gate, by the value programme and by HiGHS. The methods take turns, so that a
 * busy machine slows all alike; prints medians, ratios to the value programme and whether the target is met. Throws where
 * any plan differs by more than a relative 1e-9.
 * @returns the smallest ratios to a live HiGHS model that starts from its last basis.
 */
export async function benchStorageValue(): Promise<{ textbook: number; lean: number }> {
  const solver = highsProcess()
  const table: Record<string, string>[] = []
  const smallest = { textbook: Infinity, lean: Infinity }
  for (const [store, gates] of STORES) {
    const horizons = gates(GATES)
    const own: [string, Method][] = [
      ['value programme', byProgramme(horizons, false)],
      [`and exact demand and supply of all ${SLOTS} slots`, byProgramme(horizons, true)],
    ]
    const figures = new Map<string, Figures>()
    for (let round = -1; round < ROUNDS; round++) {
      for (const [method, run] of own) {
        const values = new Float64Array(GATES)
        note(figures, method, { micros: run(values), values }, round)
      }
      for (const method of COMPETITORS) note(figures, method, await solver.run({ store, method }), round)
    }
    const ours = figures.get('value programme') as Figures
    for (const [method, { times, values }] of figures) {
      const gap = worstGap(ours.values, values)
      if (!(gap <= 1e-9)) throw new Error(`${store}: ${method} differs by a relative ${gap}`)
      const ratio = median(times.map((micros, round) => micros / ours.times[round]))
      if (method === WARM.textbook) smallest.textbook = Math.min(smallest.textbook, ratio)
      if (method === WARM.lean) smallest.lean = Math.min(smallest.lean, ratio)
      const micros = median(times)
      table.push({
        store,
        method,
        'us per plan': micros.toFixed(micros < 100 ? 2 : 0),
        ratio: ratio.toFixed(ratio < 20 ? 1 : 0),
        'worst gap': gap.toExponential(1),
      })
    }
  }
  solver.end()
  // biome-ignore-start lint/suspicious/noConsole: a bench prints its table
  console.log(ABOUT)
  console.table(table)
  for (const model of ['textbook', 'lean'] as const) {
    const verdict = smallest[model] >= TARGET ? 'met    ' : 'NOT MET'
    console.log(
      `${verdict} at least ${TARGET} x as fast as HiGHS with a live ${model} model from its last basis, for every store: ` +
        `${smallest[model].toFixed(0)} x`,
    )
  }
  // biome-ignore-end lint/suspicious/noConsole: a bench prints its table
  return smallest
}

function note(figures: Map<string, Figures>, method: string, { micros, values }: Answer, round: number): void {
  const known = figures.get(method) ?? { times: [], values }
  if (round >= 0) known.times.push(micros)
  figures.set(method, { ...known, values })
}

if (import.meta.url === new URL(process.argv[1] ?? '', 'file:').href) await benchStorageValue()
