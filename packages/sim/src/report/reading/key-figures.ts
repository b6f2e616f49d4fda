import type { RunRecord } from '../../record/run-record.js'
import type { Scenario } from '../../scenario/scenario.js'
import { numbers, texts } from './columns.js'
import { statements } from './site-statements.js'
import { slotSeries } from './slot-series.js'
import { verdicts } from './unit-life.js'

/** A price with the slot [UTC ms] it was seen in; NaN and NaN where nothing traded. */
export interface PricedSlot {
  readonly price: number
  readonly slot: number
}

/** What the whole community came to. Prices micro/Wh, money micro-currency (a bill is positive), energies Wh, shares 0..1. */
export interface KeyFigures {
  /** Means of a slot, the lowest and the highest of the run, and the mean by volume. */
  readonly lowest: PricedSlot
  readonly highest: PricedSlot
  readonly meanPrice: number
  readonly traded: number
  readonly selfSupply: number
  /** Units between two sites. */
  readonly units: number
  readonly generation: number
  readonly load: number
  /** Sum of what the sites saved against own use alone, stores priced in. */
  readonly saved: number
  /** Sum over the sites of what they paid with the market, stores priced in, so that it compares with the baselines. */
  readonly bill: number
  /** With the supplier alone: batteries idle, and batteries for own use. */
  readonly supplierOnlyBill: number
  readonly selfConsumptionBill: number
  readonly storedChange: number
  /** Of the load of all sites; NaN where there was none. */
  readonly renewableShare: number
  readonly localShare: number
  /** By cars on their batteries, and what their trips needed beyond that. */
  readonly driven: number
  readonly stranded: number
  readonly unitsDelivered: number
  readonly unitsSettled: number
  /** Sites whose saving is positive, negative. */
  readonly winners: number
  readonly losers: number
}

export function keyFigures(run: RunRecord, scenario: Scenario): KeyFigures {
  const slots = slotSeries(run)
  const sites = statements(run, scenario).filter((each) => each.kind !== undefined)
  const bill = (of: (each: (typeof sites)[number]) => number) => 0 - total(sites.map(of))
  const used = loadSources(run)
  const saved = total(sites.map((each) => each.saved))
  const selfConsumptionBill = bill((each) => each.selfConsumption)
  const paid = total(slots.mean.map((mean, i) => (Number.isFinite(mean) ? mean * slots.traded[i] : 0)))
  const traded = total(slots.traded)
  const ended = verdicts(run)
  return {
    lowest: extreme(slots.mean, slots.start, (a, b) => a < b),
    highest: extreme(slots.mean, slots.start, (a, b) => a > b),
    meanPrice: traded > 0 ? paid / traded : Number.NaN,
    traded,
    selfSupply: total(slots.selfSupply),
    units: count(run),
    generation: total(slots.generation),
    load: total(slots.load),
    saved,
    bill: selfConsumptionBill - saved,
    supplierOnlyBill: bill((each) => each.supplierOnly),
    selfConsumptionBill,
    storedChange: total(sites.map((each) => each.storedChange)),
    renewableShare: used.all > 0 ? used.renewable / used.all : Number.NaN,
    localShare: used.all > 0 ? used.local / used.all : Number.NaN,
    driven: total(numbers(run, 'agents', 'driven_wh')),
    stranded: total(numbers(run, 'agents', 'stranded_wh')),
    unitsDelivered: ended.find(({ verdict }) => verdict === 'delivered')?.units ?? 0,
    unitsSettled: total(ended.map(({ units }) => units)),
    winners: sites.filter(({ saved }) => saved > 0).length,
    losers: sites.filter(({ saved }) => saved < 0).length,
  }
}

/** Part of a bill that was saved, 0..1; NaN where either is an income: a part of what was not paid says nothing. */
export function savedShare(bill: number, before: number): number {
  return before > 0 && bill >= 0 ? (before - bill) / before : Number.NaN
}

function extreme(values: Float64Array, starts: Float64Array, better: (a: number, b: number) => boolean): PricedSlot {
  let found = { price: Number.NaN, slot: Number.NaN }
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue
    if (Number.isNaN(found.price) || better(values[i], found.price)) found = { price: values[i], slot: starts[i] }
  }
  return found
}

function loadSources(run: RunRecord): { renewable: number; local: number; all: number } {
  const local = total(numbers(run, 'readings', 'local_wh'))
  const grid = total(numbers(run, 'readings', 'grid_wh'))
  return { renewable: total(numbers(run, 'readings', 'renewable_wh')), local, all: local + grid }
}

function count(run: RunRecord): number {
  const kind = texts(run, 'trades', 'kind')
  let units = 0
  for (const code of kind.codes) if (kind.texts[code] !== 'self-supply') units++
  return units
}

/** Missing values are left out. */
function total(values: Iterable<number>): number {
  let sum = 0
  for (const value of values) if (Number.isFinite(value)) sum += value
  return sum
}
