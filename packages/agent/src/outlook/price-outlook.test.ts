import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balancePrice, type OutlookInputs, priceOutlook } from './price-outlook.js'

/** Prices in currency per kWh; nothing known unless told. */
const outlook = (known: Partial<OutlookInputs>): number =>
  priceOutlook({ retail: 26, feedIn: 8.5, history: Number.NaN, demand: 0, supply: 0, last: Number.NaN, ...known })

describe('the price by the balance of supply and demand', () => {
  it.each([
    ['retail where nobody offers', 0, 4_000, 26],
    ['feed-in where supply suffices', 4_000, 4_000, 8.5],
    ['feed-in where there is too much', 9_000, 4_000, 8.5],
    ['in between the hyperbola of Liu et al.', 2_000, 4_000, (8.5 * 26) / (17.5 * 0.5 + 8.5)],
  ])('is %s', (_what, supply, demand, price) => {
    expect(balancePrice(26, 8.5, supply, demand)).toBeCloseTo(price, 12)
  })

  it('is unknown in an empty book, and a straight line where feed-in pays nothing', () => {
    expect(balancePrice(26, 8.5, 0, 0)).toBeNaN()
    expect(balancePrice(26, 0, 1_000, 4_000)).toBe(19.5)
    expect(balancePrice(26, -4, 2_000, 4_000)).toBe(11)
  })

  it('falls as supply grows and never leaves the span of the tariff', () => {
    const amount = fc.integer({ min: 0, max: 10_000 })
    fc.assert(
      fc.property(amount, amount, amount, fc.integer({ min: -5, max: 20 }), (supply, more, demand, feedIn) => {
        fc.pre(demand > 0)
        const before = balancePrice(26, feedIn, supply, demand)
        const after = balancePrice(26, feedIn, supply + more, demand)
        expect(after).toBeLessThanOrEqual(before + 1e-9)
        expect(before).toBeLessThanOrEqual(26 + 1e-9)
        expect(after).toBeGreaterThanOrEqual(feedIn - 1e-9)
      }),
      { seed: 22 },
    )
  })
})

describe('the price outlook', () => {
  it('is the middle of the tariff where nothing is known', () => {
    expect(outlook({})).toBe(17.25)
  })

  it('is the one thing that is known', () => {
    expect(outlook({ history: 12 })).toBe(12)
    expect(outlook({ last: 20 })).toBe(20)
    expect(outlook({ demand: 4_000 })).toBe(26)
  })

  it('weighs history by 5, the balance of the book by 3 and the last trade by 2', () => {
    expect(outlook({ history: 12, demand: 4_000, last: 20 })).toBeCloseTo((5 * 12 + 3 * 26 + 2 * 20) / 10, 12)
    expect(outlook({ history: 12, last: 20 })).toBeCloseTo((5 * 12 + 2 * 20) / 7, 12)
  })

  it('stays between feed-in and retail, whichever is higher', () => {
    expect(outlook({ history: 40 })).toBe(26)
    expect(outlook({ last: 2 })).toBe(8.5)
    expect(outlook({ retail: 24, feedIn: 48, history: 60 })).toBe(48)
  })
})
