import { MINUTE } from '@jazzgrid/units'
import { beforeAll, expect, test } from 'vitest'
import type { RunRecord } from '../../src/record/run-record.js'
import { bookAt } from '../../src/report/book/book-at.js'
import { crossing } from '../../src/report/book/crossing.js'
import { numbers, texts } from '../../src/report/reading/columns.js'
import { simulate } from '../../src/run/simulate.js'
import { resolveScenario } from '../../src/scenario/resolve-scenario.js'

/** Slot, time, and the first row of each pair of them. */
function* moments(run: RunRecord, table: 'decisions' | 'trades', time: string): Generator<[number, number, number]> {
  const [slots, times] = [numbers(run, table, 'slot_ms'), numbers(run, table, time)]
  const seen = new Set<string>()
  for (let i = 0; i < slots.length; i++) {
    const key = `${slots[i]}/${times[i]}`
    if (!seen.has(key)) yield [slots[i], times[i], i]
    seen.add(key)
  }
}

const runs = new Map<string, RunRecord>()
const ROUND = 10 * MINUTE

beforeAll(async () => {
  for (const name of ['base', 'call']) {
    const scenario = await resolveScenario('misono-day', { case: name })
    expect(scenario.market.roundLength).toBe(ROUND)
    runs.set(name, await simulate(scenario, { fidelity: 'strategy' }))
  }
})

test.each(['base', 'call'])('the replayed book of misono-day, %s, is the one that its agents saw', (name) => {
  const run = runs.get(name)!
  const bid = numbers(run, 'decisions', 'best_bid_micro_per_wh')
  const ask = numbers(run, 'decisions', 'best_ask_micro_per_wh')
  let compared = 0
  for (const [slot, decided, row] of moments(run, 'decisions', 'decided_ms')) {
    // what an agent sees when it decides is what the round before has left
    const { bids, offers } = bookAt(run, slot, decided - ROUND, 'after')
    expect([bids[0]?.price ?? Number.NaN, offers[0]?.price ?? Number.NaN]).toEqual([bid[row], ask[row]])
    compared++
  }
  expect(compared).toBeGreaterThan(400)
})

// in continuous trade they need not: it takes orders one by one, and premiums are not in the curves
test('the curves of a call cross at what it traded, its prices between the limits of the marginal pair', () => {
  const run = runs.get('call')!
  const kind = texts(run, 'trades', 'kind')
  const [slots, times] = [numbers(run, 'trades', 'slot_ms'), numbers(run, 'trades', 'matched_ms')]
  const [quantity, price] = [numbers(run, 'trades', 'quantity_wh'), numbers(run, 'trades', 'price_micro_per_wh')]
  let compared = 0
  for (const [slot, time] of moments(run, 'trades', 'matched_ms')) {
    const rows = [...slots.keys()].filter((i) => slots[i] === slot && times[i] === time && kind.at(i) !== 'self-supply')
    if (rows.length === 0) continue
    const { volume, offer, bid } = crossing(bookAt(run, slot, time, 'before'))!
    expect(volume).toBe(rows.reduce((sum, row) => sum + quantity[row], 0))
    for (const row of rows) expect(price[row]).toBeGreaterThanOrEqual(offer)
    for (const row of rows) expect(price[row]).toBeLessThanOrEqual(bid)
    compared++
  }
  expect(compared).toBeGreaterThan(20)
})
