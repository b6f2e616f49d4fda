import { wh } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sale } from '../../test/settlement/ledger.js'
import { deliveredOf } from './shortfall.js'

describe('shortfall', () => {
  it('falls on the trades of the seller in proportion, to the Wh', () => {
    const trades = [sale(0, 1, 500, 1), sale(0, 2, 250, 1), sale(1, 2, 300, 1), sale(0, 0, 900, 1)]
    expect(deliveredOf(trades, [wh(100), wh(0), wh(0)])).toEqual([433, 217, 300, 900])
  })

  it('takes no more from a slot than was sold in it', () => {
    expect(deliveredOf([sale(0, 1, 500, 1)], [wh(700), wh(0)])).toEqual([0])
  })

  it('refuses a shortfall that is negative or not known', () => {
    expect(() => deliveredOf([sale(0, 1, 500, 1)], [wh(-1), wh(0)])).toThrow(/shortfall of account 0/)
    expect(() => deliveredOf([sale(3, 1, 500, 1)], [wh(0)])).toThrow(/shortfall of account 3/)
  })

  it('leaves each seller delivering exactly what it sold less what it lacked', () => {
    const anyTrades = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 4, max: 6 }), fc.integer({ min: 1, max: 2_000 }))
        .map(([seller, buyer, quantity]) => sale(seller, buyer, quantity, 1)),
      { maxLength: 12 },
    )
    const anyShortfalls = fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(anyTrades, anyShortfalls, (trades, shortfalls) => {
        const delivered = deliveredOf(trades, shortfalls.map(wh))
        for (let seller = 0; seller < 4; seller++) {
          const mine = (amounts: readonly number[]) =>
            amounts.filter((_, i) => trades[i].seller === seller).reduce((a, b) => a + b, 0)
          const sold = mine(trades.map((trade) => trade.quantity))
          expect(mine(delivered)).toBe(Math.max(0, sold - shortfalls[seller]))
        }
        delivered.forEach((amount, i) => {
          expect(amount).toBeGreaterThanOrEqual(0)
          expect(amount).toBeLessThanOrEqual(trades[i].quantity)
        })
      }),
      { seed: 32, numRuns: 200 },
    )
  })
})
