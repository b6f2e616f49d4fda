import { StateBook, type StoreSettings, type Strategy } from '@jazzgrid/agent'
import { type Situation, stateOf, viewOf } from '@jazzgrid/agent/conformance'
import { tableStrategy, valueStrategy } from '@jazzgrid/agent-battery'
import { evPriceCapStrategy, evValueStrategy } from '@jazzgrid/agent-ev'
import { perKwh, watt, wh } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitrarySituation } from './arbitrary-situation.js'

const battery: StoreSettings = {
  capacity: wh(10_000),
  charge: watt(3_000),
  discharge: watt(3_000),
  chargeEfficiency: 0.93,
  dischargeEfficiency: 0.9,
  minimumSoc: 0.1,
  maximumSoc: 0.9,
  wear: perKwh(0.5),
  ownUse: false,
  ambition: 0.5,
  turn: 0.7,
  slotLength: 1_800_000,
}
const car = { ...battery, trips: [], v2g: true, priceCap: perKwh(30) }

const STORES: readonly (readonly [string, Strategy<never>, unknown])[] = [
  ['battery by value', valueStrategy, battery],
  ['battery by value, own use first', valueStrategy, { ...battery, ownUse: true }],
  ['battery by the table', tableStrategy, battery],
  ['car by value', evValueStrategy, car],
  ['car under a price cap', evPriceCapStrategy, car],
]

/** Contracts of a slot, and what its resting orders may add to them [Wh]. */
interface Flow {
  readonly contracted: number
  bids: number
  offers: number
}

/** Lowest and highest charge that any outcome of the open orders can lead to, worked out slot by slot. */
function extremes(flows: readonly Flow[], stored: number): { low: number; high: number } {
  const into = (flow: number) => (flow > 0 ? flow * battery.chargeEfficiency : flow / battery.dischargeEfficiency)
  let [least, most] = [stored, stored]
  let [low, high] = [stored, stored]
  for (const { contracted, bids, offers } of flows) {
    least += into(contracted - offers)
    most += into(contracted + bids)
    low = Math.min(low, least)
    high = Math.max(high, most)
  }
  return { low, high }
}

/** Before the decision: what rests in slots that are not due, or is on its way, may still fill. */
function standing(situation: Situation): Flow[] {
  const flows = Array.from({ length: situation.slots }, (_, slot): Flow => {
    const position = (situation.positions as number[])[slot]
    const contracted = slot === 0 && !Number.isNaN(situation.running) ? situation.running : position
    return { contracted, bids: 0, offers: 0 }
  })
  for (const { slot, side, leaves } of situation.resting) {
    const withdrawn = (situation.urgency as number[])[slot] >= 0
    if (!withdrawn) flows[slot][side === 'buy' ? 'bids' : 'offers'] += leaves
  }
  return flows
}

describe.each(STORES)('a %s', (_name, strategy, settings) => {
  it('never promises the same energy or room twice, whichever of its orders fill', () => {
    const floor = battery.minimumSoc * battery.capacity
    const ceiling = battery.maximumSoc * battery.capacity
    let promised = 0
    fc.assert(
      fc.property(arbitrarySituation(), fc.integer({ min: 10, max: 90 }), (drawn, percent) => {
        const soc = percent / 100
        const accepted = drawn.resting.map((order) => ({ ...order, accepted: true }))
        const situation: Situation = { ...drawn, soc, plugged: true, slotMinutes: 30, resting: accepted }
        const flows = standing(situation)
        const before = extremes(flows, soc * battery.capacity)
        fc.pre(before.low >= floor && before.high <= ceiling) // promises that cannot be kept were made by somebody else
        const book = new StateBook(stateOf(situation))
        for (const quote of strategy.quote(null as never, settings as never, viewOf(situation), book, undefined)) {
          if (quote.side === 'none') continue
          promised++
          // what stood before may pass the rating by itself; a new promise may not
          const { contracted, bids, offers } = flows[quote.slot]
          const flow = quote.side === 'buy' ? contracted + bids + quote.quantity : offers + quote.quantity - contracted
          expect(flow).toBeLessThanOrEqual(1_500)
          flows[quote.slot][quote.side === 'buy' ? 'bids' : 'offers'] += quote.quantity
        }
        const after = extremes(flows, soc * battery.capacity)
        expect(after.low).toBeGreaterThanOrEqual(floor - 1e-6)
        expect(after.high).toBeLessThanOrEqual(ceiling + 1e-6)
      }),
      { seed: 8, numRuns: 250 },
    )
    expect(promised).toBeGreaterThan(50)
  })
})

it('a car without a plug trades nothing but what it has contracted, back', () => {
  const [, strategy, settings] = STORES.find(([, { name }]) => name === 'ev-value') as (typeof STORES)[number]
  let unwound = 0
  fc.assert(
    fc.property(arbitrarySituation(), (drawn) => {
      const situation: Situation = { ...drawn, plugged: false, slotMinutes: 30 }
      const book = new StateBook(stateOf(situation))
      for (const quote of strategy.quote(null as never, settings as never, viewOf(situation), book, undefined)) {
        if (quote.side === 'none') continue
        unwound++
        const sold = quote.side === 'sell' ? quote.quantity : -quote.quantity
        expect(Math.sign(sold)).toBe(Math.sign(book.position(quote.slot)))
        expect(Math.abs(sold)).toBeLessThanOrEqual(Math.abs(book.position(quote.slot)))
      }
    }),
    { seed: 9, numRuns: 250 },
  )
  expect(unwound).toBeGreaterThan(50)
})
