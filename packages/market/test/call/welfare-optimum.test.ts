import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BatchOrder, batchBook } from '../../src/call/batch-book.js'
import type { BatchClearing } from '../../src/call/batch-clearing.js'
import { clearBatch } from '../../src/call/batch-mechanisms.js'
import { type BookShape, randomBook } from './random-book.js'
import { optimalWelfare, premiumOf } from './welfare-programme.js'

const tied: BookShape = { limits: 8, quantity: 12, accounts: 12, most: 22 }
const preferring: BookShape = { ...tied, premiums: true }
const bothMechanisms = fc.constantFrom('call' as const, 'pay-as-bid' as const)

/** Gains from trade over all units, self-supply included. */
const welfare = (orders: readonly BatchOrder[], { pairs }: BatchClearing) =>
  Array.from(pairs.quantity, (quantity, u) => {
    const [bid, offer] = [orders[pairs.buy[u]], orders[pairs.sell[u]]]
    return quantity * (bid.price + premiumOf(bid, offer) - offer.price)
  }).reduce((sum, gain) => sum + gain, 0)

describe('the welfare of a clearing', () => {
  it('is the optimum of the linear programme on books with ties', () => {
    fc.assert(
      fc.property(randomBook(tied), bothMechanisms, (orders, name) => {
        expect(welfare(orders, clearBatch(name, batchBook(orders)))).toBeCloseTo(optimalWelfare(orders), 6)
      }),
      { seed: 7, numRuns: 250 },
    )
  })

  it('is the optimum of the linear programme on books with premiums', () => {
    fc.assert(
      fc.property(randomBook(preferring), bothMechanisms, (orders, name) => {
        expect(welfare(orders, clearBatch(name, batchBook(orders)))).toBeCloseTo(optimalWelfare(orders), 6)
      }),
      { seed: 8, numRuns: 250 },
    )
  })
})

describe('with premiums', () => {
  const run = { seed: 9, numRuns: 500 }

  it('every order is within its quantity, every account off the other side, every sum balanced', () => {
    fc.assert(
      fc.property(randomBook(preferring), bothMechanisms, (orders, name) => {
        const { fills, pairs, volume, selfSupply } = clearBatch(name, batchBook(orders))
        const paired = orders.map(() => 0)
        for (let u = 0; u < pairs.count; u++) {
          paired[pairs.buy[u]] += pairs.quantity[u]
          paired[pairs.sell[u]] += pairs.quantity[u]
          const isOwn = orders[pairs.buy[u]].account === orders[pairs.sell[u]].account
          expect(isOwn).toBe(u < pairs.own)
        }
        expect([...fills]).toEqual(paired)
        for (const [i, { quantity }] of orders.entries()) expect(fills[i]).toBeLessThanOrEqual(quantity)
        expect(2 * (volume + selfSupply)).toBe(paired.reduce((sum, quantity) => sum + quantity, 0))
      }),
      run,
    )
  })

  it('no buyer pays beyond limit and premium earned, no seller receives less than its limit', () => {
    fc.assert(
      fc.property(randomBook(preferring), bothMechanisms, fc.constantFrom(0, 0.5, 1), (orders, name, k) => {
        const { pairs } = clearBatch(name, batchBook(orders), { interval: 'supporting', k })
        for (let u = pairs.own; u < pairs.count; u++) {
          const [bid, offer] = [orders[pairs.buy[u]], orders[pairs.sell[u]]]
          expect(pairs.price[u]).toBeLessThanOrEqual(bid.price + premiumOf(bid, offer))
          expect(pairs.price[u]).toBeGreaterThanOrEqual(offer.price)
        }
      }),
      run,
    )
  })

  it('at the prices of a call nobody left out would rather trade and no buyer would rather have another unit sold', () => {
    fc.assert(
      fc.property(randomBook(preferring), fc.constantFrom(0, 0.5, 1), (orders, k) => {
        const { pairs, fills } = clearBatch('call', batchBook(orders), { interval: 'supporting', k })
        for (let u = pairs.own; u < pairs.count; u++) {
          const seller = orders[pairs.sell[u]]
          orders.forEach((order, i) => {
            if (fills[i] === order.quantity) return
            if (order.side === 'buy') expect(order.price + premiumOf(order, seller)).toBeLessThanOrEqual(pairs.price[u])
            else if (order.renewable === seller.renewable && order.feeder === seller.feeder) {
              expect(order.price).toBeGreaterThanOrEqual(pairs.price[u])
            }
          })
          for (let v = pairs.own; v < pairs.count; v++) {
            const [bid, mine] = [orders[pairs.buy[v]], orders[pairs.sell[v]]]
            expect(premiumOf(bid, mine) - pairs.price[v]).toBeGreaterThanOrEqual(
              premiumOf(bid, seller) - pairs.price[u],
            )
          }
        }
      }),
      run,
    )
  })

  it('of zero nothing changes but the price rule', () => {
    fc.assert(
      fc.property(randomBook(tied), (orders) => {
        const free = orders.map((order) => ({ ...order, renewablePremium: 0, localPremium: 0 }))
        expect(clearBatch('call', batchBook(free))).toEqual(clearBatch('call', batchBook(orders)))
      }),
      run,
    )
  })

  it('the result does not depend on the order of the rows', () => {
    const shuffled = randomBook(preferring).chain((orders) =>
      fc.tuple(fc.constant(orders), fc.shuffledSubarray(orders, { minLength: orders.length })),
    )
    const fillsByRank = (orders: readonly BatchOrder[]) => {
      const { fills, price } = clearBatch('call', batchBook(orders))
      return [price, ...orders.map(({ rank }, i) => [rank, fills[i]]).sort(([a = 0], [b = 0]) => a - b)]
    }
    fc.assert(
      fc.property(shuffled, ([orders, others]) => {
        expect(fillsByRank(others)).toEqual(fillsByRank(orders))
      }),
      run,
    )
  })
})

describe('minimum quantities', () => {
  it('are never violated, by any mechanism, with or without premiums', () => {
    fc.assert(
      fc.property(
        fc.boolean().chain((premiums) => randomBook({ ...tied, premiums, minimums: true })),
        fc.constantFrom('call', 'pay-as-bid', 'trade-reduction'),
        (orders, name) => {
          const { fills } = clearBatch(name, batchBook(orders))
          orders.forEach(({ minimum = 0 }, i) => {
            if (fills[i] > 0) expect(fills[i]).toBeGreaterThanOrEqual(minimum)
          })
        },
      ),
      { seed: 10, numRuns: 500 },
    )
  })
})
