import { perKwh, wh } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stateOf, viewOf } from '../conformance/index.js'
import { StateBook } from '../life/agent-state.js'
import { legRoom, onTick, wholeLots } from './grid-price.js'

const RULES = {
  slotLength: 1_800_000,
  tick: perKwh(0.1),
  lot: wh(100),
  band: { min: perKwh(5), max: perKwh(49.9) },
}

describe('a limit on a tick', () => {
  it.each([
    ['buy', 12_345, 12_300],
    ['sell', 12_345, 12_400],
    ['buy', 12_300, 12_300],
    ['sell', 12_300, 12_300],
    ['buy', 12_299.9999999, 12_300],
    ['sell', 12_300.0000001, 12_300],
    ['buy', 60_000, 49_900],
    ['sell', 1_000, 5_000],
    ['buy', 4_999, undefined],
    ['sell', 49_901, undefined],
    ['buy', Number.NaN, undefined],
    ['sell', Number.NaN, undefined],
  ] as const)('to %s at %d is %s', (side, limit, price) => {
    expect(onTick(RULES, side, limit)).toBe(price)
  })

  it('is never worse for its owner, on a tick and inside the band', () => {
    const limit = fc.double({ min: -10_000, max: 70_000, noNaN: true })
    fc.assert(
      fc.property(limit, (value) => {
        const bid = onTick(RULES, 'buy', value)
        const offer = onTick(RULES, 'sell', value)
        if (bid !== undefined) expect(bid).toBeLessThanOrEqual(value + 1e-3)
        if (offer !== undefined) expect(offer).toBeGreaterThanOrEqual(value - 1e-3)
        for (const price of [bid, offer]) {
          if (price === undefined) continue
          expect(price % 100).toBe(0)
          expect(price).toBeGreaterThanOrEqual(5_000)
          expect(price).toBeLessThanOrEqual(49_900)
        }
      }),
      { seed: 24 },
    )
  })
})

describe('an amount in whole lots', () => {
  it.each([
    [299.9, 200],
    [300, 300],
    [299.99999999999, 300],
    [99, 0],
    [-500, 0],
    [Number.NaN, 0],
  ])('of %d Wh is %i', (energy, lots) => {
    expect(wholeLots(RULES, energy)).toBe(lots)
  })
})

describe('the room of the leg for a new quote', () => {
  const resting = [{ slot: 0, side: 'sell', price: 20, leaves: 400 }] as const

  it('is what is left plus what the quote would replace', () => {
    const book = new StateBook(stateOf({ resting }))
    const view = viewOf({ out: 600, in: 900 })
    expect(legRoom(view, book, 0, 'sell')).toBe(1_000)
    expect(legRoom(view, book, 0, 'buy')).toBe(900)
    expect(legRoom(view, book, 1, 'sell')).toBe(600)
  })

  it('is nothing where the leg is promised twice, and without limit where none is known', () => {
    const book = new StateBook(stateOf({ resting }))
    expect(legRoom(viewOf({ out: -700 }), book, 0, 'sell')).toBe(0)
    expect(legRoom(viewOf({ out: Number.NaN }), book, 0, 'sell')).toBe(Number.POSITIVE_INFINITY)
  })
})
