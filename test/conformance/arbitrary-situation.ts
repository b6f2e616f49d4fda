import type { Situation } from '@jazzgrid/agent/conformance'
import fc from 'fast-check'

const tenths = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min * 10, max: max * 10 }).map((n) => n / 10)

const orUnknown = (numbers: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.oneof({ weight: 9, arbitrary: numbers }, { weight: 1, arbitrary: fc.constant(Number.NaN) })

/** Situations that shrink: any tariff, also feed-in above retail, any book, forecasts with holes, promises made twice. */
export function arbitrarySituation(): fc.Arbitrary<Situation> {
  return fc.integer({ min: 1, max: 5 }).chain((slots) => {
    const each = (numbers: fc.Arbitrary<number>) => fc.array(numbers, { minLength: slots, maxLength: slots })
    const energy = fc.integer({ min: 0, max: 3_000 })
    const lots = fc.integer({ min: -12, max: 12 }).map((n) => n * 100)
    const resting = fc.record({
      slot: fc.integer({ min: 0, max: slots - 1 }),
      side: fc.constantFrom('buy' as const, 'sell' as const),
      price: fc.integer({ min: 0, max: 50 }),
      leaves: fc.integer({ min: 1, max: 12 }).map((n) => n * 100),
      accepted: fc.boolean(),
    })
    return fc.record({
      slots: fc.constant(slots),
      slotMinutes: fc.constantFrom(5, 15, 30, 60),
      urgency: each(fc.constantFrom(-1, 0, 0.3, 0.7, 1)),
      expected: each(orUnknown(tenths(-10, 60))),
      retail: each(orUnknown(tenths(5, 50))),
      feedIn: each(orUnknown(tenths(-5, 48))),
      networkCharge: fc.constantFrom(0, 3.7, 30),
      load: each(orUnknown(energy)),
      generation: each(orUnknown(energy)),
      loadError: each(orUnknown(energy)),
      generationError: each(orUnknown(energy)),
      bestBid: each(orUnknown(tenths(0, 50))),
      bestAsk: each(orUnknown(tenths(0, 50))),
      bidDepth: each(energy),
      askDepth: each(energy),
      out: each(orUnknown(lots)),
      in: each(orUnknown(lots)),
      soc: orUnknown(fc.double({ min: 0, max: 1, noNaN: true })),
      plugged: fc.boolean(),
      running: orUnknown(lots),
      positions: each(lots),
      resting: fc.uniqueArray(resting, { maxLength: 4, selector: ({ slot, side }) => `${slot}${side}` }),
      tick: fc.constantFrom(0.01, 0.1, 1),
      lot: fc.constantFrom(1, 10, 100),
      band: fc.constantFrom({ min: 0, max: 50 }, { min: -10, max: 20 }, { min: 10, max: 24 }),
    })
  })
}
