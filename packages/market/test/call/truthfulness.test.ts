import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BatchOrder, batchBook } from '../../src/call/batch-book.js'
import type { BatchMechanism } from '../../src/call/batch-clearing.js'
import { clearBatch } from '../../src/call/batch-mechanisms.js'

/** What order i gains at its true value: bought units below it, sold units above it. */
function gain(mechanism: BatchMechanism, orders: readonly BatchOrder[], i: number, value: number): number {
  const { pairs } = clearBatch(mechanism, batchBook(orders))
  let sum = 0
  for (let u = 0; u < pairs.count; u++) {
    if (pairs.buy[u] === i) sum += pairs.quantity[u] * (value - pairs.price[u])
    if (pairs.sell[u] === i) sum += pairs.quantity[u] * (pairs.sellerPrice[u] - value)
  }
  return sum
}

/** Everybody a site of its own, with true values as limits. */
const truthful = (quantity: number) =>
  fc
    .array(
      fc.record({
        side: fc.constantFrom('buy' as const, 'sell' as const),
        price: fc.integer({ min: 0, max: 12 }),
        quantity: fc.integer({ min: 1, max: quantity }),
      }),
      { minLength: 1, maxLength: 14 },
    )
    .map((rows) => rows.map((row, i): BatchOrder => ({ ...row, account: i })))

function bestLie(mechanism: BatchMechanism, orders: readonly BatchOrder[]): number {
  let most = Number.NEGATIVE_INFINITY
  orders.forEach((order, i) => {
    const honest = gain(mechanism, orders, i, order.price)
    for (let price = -1; price <= 13; price++) {
      const told = orders.map((other, j) => (j === i ? { ...other, price } : other))
      most = Math.max(most, gain(mechanism, told, i, order.price) - honest)
    }
  })
  return most
}

describe('trade reduction', () => {
  it('gives nobody with one unit a reason to misstate its value', () => {
    fc.assert(
      fc.property(truthful(1), (orders) => {
        expect(bestLie('trade-reduction', orders)).toBe(0)
      }),
      { seed: 1992, numRuns: 150 },
    )
  })

  it('gives nobody with several units a reason to misstate its value', () => {
    fc.assert(
      fc.property(truthful(6), (orders) => {
        expect(bestLie('trade-reduction', orders)).toBe(0)
      }),
      { seed: 2002, numRuns: 150 },
    )
  })

  it('loses nobody anything at its true value', () => {
    fc.assert(
      fc.property(truthful(6), (orders) => {
        orders.forEach((order, i) => {
          expect(gain('trade-reduction', orders, i, order.price)).toBeGreaterThanOrEqual(0)
        })
      }),
      { seed: 3, numRuns: 150 },
    )
  })
})

describe('the call auction', () => {
  it('does reward a buyer that bids below its value, which is what trade reduction is for', () => {
    const orders: BatchOrder[] = [
      { side: 'buy', price: 10, quantity: 1, account: 0 },
      { side: 'sell', price: 2, quantity: 1, account: 1 },
    ]
    expect(gain('call', orders, 0, 10)).toBe(4)
    expect(bestLie('call', orders)).toBe(4)
  })
})
