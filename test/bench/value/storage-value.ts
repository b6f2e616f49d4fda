import type { Highs } from 'highs'
import type { StorageHorizon } from '../../../packages/agent/src/value/storage-horizon.js'
import { ValueProgramme } from '../../../packages/agent/src/value/value-programme.js'
import { highs, highsModel } from '../../../packages/agent/test/highs-model.js'
import { type Lp, storageLp } from '../../../packages/agent/test/storage-lp.js'
import { leanStorageLp } from './lean-storage-lp.js'
import { battery, car, type Gates, homeBattery, SLOTS } from './rolling-horizons.js'

/** Two days of gates. */
const GATES = 96
const ROUNDS = 7
/** A plan is too short for the clock; this many passes over all gates make one measurement. */
const PASSES = 60
const TARGET = 200

/** One way of planning all gates; returns the microseconds per plan and writes the values. */
type Method = (values: Float64Array) => number

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]
}

/** Value, schedule, marginal values and thresholds of every gate. */
function byProgramme(horizons: StorageHorizon[]): Method {
  const programme = new ValueProgramme()
  return (values) => {
    const start = performance.now()
    for (let pass = 0; pass < PASSES; pass++) {
      for (let gate = 0; gate < horizons.length; gate++) values[gate] = programme.solve(horizons[gate])
    }
    return ((performance.now() - start) * 1000) / (PASSES * horizons.length)
  }
}

/** What an agent with HiGHS would do from gate to gate: change costs and bounds of a live model, run from its last basis. */
function byLiveModel(solver: Highs, programmes: Lp[], options: Record<string, string>): Method {
  const model = highsModel(solver, programmes[0])
  model.options.set(options)
  const columns = { kind: 'range', from: 0, to: programmes[0].cost.length - 1 } as const
  const rows = { kind: 'range', from: 0, to: programmes[0].rows.length - 1 } as const
  const inputs = programmes.map((lp) => ({
    cost: Float64Array.from(lp.cost),
    lower: Float64Array.from(lp.lower),
    upper: Float64Array.from(lp.upper),
    rowLower: Float64Array.from(lp.rows, (row) => row.lower),
    rowUpper: Float64Array.from(lp.rows, (row) => row.upper),
  }))
  return (values) => {
    const start = performance.now()
    inputs.forEach(({ cost, lower, upper, rowLower, rowUpper }, gate) => {
      model.changeColsCost(columns, cost)
      model.changeColsBounds(columns, lower, upper)
      model.changeRowsBounds(rows, rowLower, rowUpper)
      model.run()
      values[gate] = model.getObjectiveValue()
      model.getSolution()
    })
    return ((performance.now() - start) * 1000) / inputs.length
  }
}

/** Without a live model: pass it, solve it, read it. */
function byNewModel(solver: Highs, programmes: Lp[]): Method {
  return (values) => {
    const start = performance.now()
    programmes.forEach((lp, gate) => {
      const model = highsModel(solver, lp)
      model.run()
      values[gate] = model.getObjectiveValue()
      model.getSolution()
      model.dispose()
    })
    return ((performance.now() - start) * 1000) / programmes.length
  }
}

function worstGap(ours: Float64Array, theirs: Float64Array): number {
  return Math.max(...ours.map((value, i) => Math.abs(value - theirs[i]) / Math.max(1, Math.abs(theirs[i]))))
}

const STORES: [string, Gates, (h: StorageHorizon) => Lp][] = [
  ['battery', battery, leanStorageLp],
  ['battery of a home', homeBattery, (h) => storageLp(h)],
  ['car with trips', car, leanStorageLp],
]

/**
 * Bench (d): planning 48 slots, gate after gate, by the value programme and by HiGHS. The methods take turns, so that a
 * busy machine slows all alike; prints medians, the ratio to the value programme and whether the target is met. Throws
 * where any plan differs by more than a relative 1e-9.
 * @returns the smallest ratio to a live HiGHS model.
 */
export async function benchStorageValue(): Promise<number> {
  const solver = await highs()
  const table: Record<string, string>[] = []
  let smallest = Infinity
  for (const [store, gates, programmeOf] of STORES) {
    const horizons = gates(GATES)
    const programmes = horizons.map(programmeOf)
    const methods: [string, Method][] = [
      ['value programme', byProgramme(horizons)],
      [
        'HiGHS, live model, simplex from last basis',
        byLiveModel(solver, programmes, { presolve: 'off', solver: 'simplex' }),
      ],
      ['HiGHS, live model, default options', byLiveModel(solver, programmes, {})],
      ['HiGHS, new model each time', byNewModel(solver, programmes)],
    ]
    const values = methods.map(() => new Float64Array(GATES))
    const times: number[][] = methods.map(() => [])
    for (let round = -1; round < ROUNDS; round++) {
      methods.forEach(([, method], m) => {
        const micros = method(values[m])
        if (round >= 0) times[m].push(micros)
      })
    }
    methods.forEach(([method], m) => {
      const gap = worstGap(values[0], values[m])
      const ratio = median(times[m].map((micros, round) => micros / times[0][round]))
      if (method.includes('live')) smallest = Math.min(smallest, ratio)
      table.push({
        store,
        method,
        'us per plan': median(times[m]).toFixed(m === 0 ? 2 : 0),
        ratio: ratio.toFixed(0),
        'worst gap': gap.toExponential(1),
      })
      if (!(gap <= 1e-9)) throw new Error(`${store}: ${method} differs by a relative ${gap}`)
    })
  }
  // biome-ignore-start lint/suspicious/noConsole: a bench prints its table
  console.log(`Planning ${SLOTS} slots at ${GATES} successive gates: medians of ${ROUNDS} rounds`)
  console.table(table)
  const verdict = smallest >= TARGET ? 'met    ' : 'NOT MET'
  console.log(`${verdict} at least ${TARGET} x as fast as a live HiGHS model: ${smallest.toFixed(0)} x`)
  // biome-ignore-end lint/suspicious/noConsole: a bench prints its table
  return smallest
}

if (import.meta.url === new URL(process.argv[1] ?? '', 'file:').href) await benchStorageValue()
