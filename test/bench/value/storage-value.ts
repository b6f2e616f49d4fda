import type { Highs } from 'highs'
import type { StorageHorizon } from '../../../packages/agent/src/value/storage-horizon.js'
import { ValueProgramme } from '../../../packages/agent/src/value/value-programme.js'
import { highs, highsModel } from '../../../packages/agent/test/highs-model.js'
import type { Lp } from '../../../packages/agent/test/storage-lp.js'
import { batteryDays, carDays, SLOTS } from './horizon-days.js'
import { leanStorageLp } from './lean-storage-lp.js'

const DAYS = 40
const ROUNDS = 15

interface Measured {
  /** Median over the rounds, per day planned [us]. */
  micros: number
  values: number[]
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1]
}

/** Value, schedule, marginal values and thresholds of every day; `repeat` makes a round long enough for the clock. */
function measureProgramme(days: StorageHorizon[], repeat: number): Measured {
  const programme = new ValueProgramme()
  const values: number[] = []
  const rounds: number[] = []
  for (let round = -3; round < ROUNDS; round++) {
    const start = performance.now()
    for (let i = 0; i < repeat; i++) {
      for (let day = 0; day < days.length; day++) values[day] = programme.solve(days[day])
    }
    if (round >= 0) rounds.push(((performance.now() - start) * 1000) / (repeat * days.length))
  }
  return { micros: median(rounds), values }
}

/** What a caller of HiGHS would do from day to day: change costs and bounds of a live model, run from the last basis. */
function measureHighs(solver: Highs, programmes: Lp[], options: Record<string, string | number>): Measured {
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
  const values: number[] = []
  const times: number[] = []
  try {
    for (let round = -1; round < 3; round++) {
      for (let day = 0; day < inputs.length; day++) {
        const { cost, lower, upper, rowLower, rowUpper } = inputs[day]
        const start = performance.now()
        model.changeColsCost(columns, cost)
        model.changeColsBounds(columns, lower, upper)
        model.changeRowsBounds(rows, rowLower, rowUpper)
        model.run()
        values[day] = model.getObjectiveValue()
        model.getSolution()
        if (round >= 0) times.push((performance.now() - start) * 1000)
      }
    }
  } finally {
    model.dispose()
  }
  return { micros: median(times), values }
}

/** The textbook way without a live model: pass it, solve it, read it. */
function measureColdHighs(solver: Highs, programmes: Lp[]): Measured {
  const values: number[] = []
  const times: number[] = []
  for (let day = 0; day < programmes.length; day++) {
    const start = performance.now()
    const model = highsModel(solver, programmes[day])
    model.run()
    values[day] = model.getObjectiveValue()
    model.getSolution()
    times.push((performance.now() - start) * 1000)
    model.dispose()
  }
  return { micros: median(times), values }
}

function worstGap(ours: number[], theirs: number[]): number {
  return Math.max(...ours.map((value, i) => Math.abs(value - theirs[i]) / Math.max(1, Math.abs(theirs[i]))))
}

/**
 * Bench (d): planning a day of 48 slots by the value programme and by HiGHS. Prints medians and ratios; throws where the
 * two disagree by more than a relative 1e-9 on any day, or where the programme is less than 200 times faster than the
 * fastest way of asking HiGHS.
 */
export async function benchStorageValue(): Promise<void> {
  const solver = await highs()
  const table: Record<string, string | number>[] = []
  let slowest = Infinity
  for (const [store, days] of [
    ['battery', batteryDays(DAYS)],
    ['car with trips', carDays(DAYS)],
  ] as const) {
    const programmes = days.map(leanStorageLp)
    const ours = measureProgramme(days, 100)
    const theirs: [string, Measured][] = [
      ['highs, persistent, warm basis', measureHighs(solver, programmes, { presolve: 'off', solver: 'simplex' })],
      ['highs, persistent, defaults', measureHighs(solver, programmes, {})],
      ['highs, persistent, ipm', measureHighs(solver, programmes, { solver: 'ipm' })],
      ['highs, new model each time', measureColdHighs(solver, programmes)],
    ]
    table.push({ store, method: 'value programme', 'us per day': ours.micros.toFixed(2), ratio: 1, 'worst gap': '' })
    for (const [method, { micros, values }] of theirs) {
      const gap = worstGap(ours.values, values)
      const ratio = micros / ours.micros
      table.push({
        store,
        method,
        'us per day': micros.toFixed(0),
        ratio: Math.round(ratio),
        'worst gap': gap.toExponential(1),
      })
      if (method !== 'highs, persistent, ipm' && !(gap <= 1e-9))
        throw new Error(`${store}: ${method} differs by ${gap}`)
      slowest = Math.min(slowest, ratio)
    }
  }
  // biome-ignore lint/suspicious/noConsole: a bench prints
  console.log(`Planning ${SLOTS} slots: median of ${ROUNDS} rounds over ${DAYS} days`)
  // biome-ignore lint/suspicious/noConsole: a bench prints
  console.table(table)
  if (slowest < 200) throw new Error(`the value programme is only ${Math.round(slowest)} times faster than HiGHS`)
}

if (import.meta.url === new URL(process.argv[1] ?? '', 'file:').href) await benchStorageValue()
