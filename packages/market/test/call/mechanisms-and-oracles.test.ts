import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BatchOrder, batchBook } from '../../src/call/batch-book.js'
import { type BatchClearing, leaves, type PriceRule } from '../../src/call/batch-clearing.js'
import { clearBatch } from '../../src/call/batch-mechanisms.js'
import { naiveCall } from './naive-call.js'
import { naivePairing } from './naive-pairing.js'
import { naiveTradeReduction } from './naive-trade-reduction.js'
import { randomBook, SHAPES } from './random-book.js'

const rules: PriceRule[] = (['marginal-pair', 'supporting'] as const).flatMap((interval) =>
  [0, 0.25, 0.5, 1].map((k) => ({ interval, k })),
)
const aRule = fc.constantFrom(...rules)
const run = { seed: 20_240_601, numRuns: 250 }

const units = ({ pairs }: BatchClearing) =>
  Array.from(pairs.quantity, (quantity, u) => [pairs.buy[u], pairs.sell[u], quantity] as const)

function expectUnitsOf(orders: readonly BatchOrder[], clearing: BatchClearing): void {
  const { own, others } = naivePairing(orders, clearing.fills)
  expect(units(clearing)).toEqual([...own, ...others])
  expect(clearing.pairs.own).toBe(own.length)
  const sum = (of: readonly (readonly [number, number, number])[]) =>
    of.reduce((all, [, , quantity]) => all + quantity, 0)
  expect(clearing.selfSupply).toBe(sum(own))
  expect(clearing.volume).toBe(sum(others))
}

describe.each(Object.entries(SHAPES))('books with %s', (_, shape) => {
  it('clear in a call as the naive auction does: fills, price, units', () => {
    fc.assert(
      fc.property(randomBook(shape), aRule, (orders, rule) => {
        const clearing = clearBatch('call', batchBook(orders), rule)
        const naive = naiveCall(orders)
        expect([...clearing.fills]).toEqual(naive?.fills ?? orders.map(() => 0))
        expectUnitsOf(orders, clearing)
        const trades = clearing.volume > 0
        expect(clearing.price).toBe(trades ? naive?.price(rule) : null)
        expect(clearing.marginal).toEqual(trades ? { bid: naive?.bid, offer: naive?.offer } : null)
        const { price, own } = clearing.pairs
        expect([...price]).toEqual(Array.from(price, (_, u) => (u < own ? 0 : clearing.price)))
      }),
      run,
    )
  })

  it('clear pay-as-bid with the same fills, each pair at its own midpoint rounded down', () => {
    fc.assert(
      fc.property(randomBook(shape), (orders) => {
        const uniform = clearBatch('call', batchBook(orders))
        const clearing = clearBatch('pay-as-bid', batchBook(orders))
        expect({ ...clearing, pairs: null }).toEqual({ ...uniform, pairs: null })
        expect(units(clearing)).toEqual(units(uniform))
        const { buy, sell, price, own } = clearing.pairs
        expect([...price]).toEqual(
          Array.from(price, (_, u) => (u < own ? 0 : Math.floor((orders[buy[u]].price + orders[sell[u]].price) / 2))),
        )
      }),
      run,
    )
  })

  it('clear by trade reduction as the naive auction does, never at a deficit', () => {
    fc.assert(
      fc.property(randomBook(shape), (orders) => {
        const clearing = clearBatch('trade-reduction', batchBook(orders))
        const naive = naiveTradeReduction(orders)
        expect([...clearing.fills]).toEqual(naive?.fills ?? orders.map(() => 0))
        expectUnitsOf(orders, clearing)
        const { price, sellerPrice, own, count } = clearing.pairs
        for (let u = own; u < count; u++) {
          expect([price[u], sellerPrice[u]]).toEqual([naive?.price, naive?.sellerPrice])
          expect(price[u]).toBeGreaterThanOrEqual(sellerPrice[u])
        }
      }),
      run,
    )
  })

  it('give every order what it asked for or leave it: fills and leaves within limits and quantities', () => {
    fc.assert(
      fc.property(
        randomBook(shape),
        aRule,
        fc.constantFrom('call', 'pay-as-bid', 'trade-reduction'),
        (orders, rule, name) => {
          const book = batchBook(orders)
          const clearing = clearBatch(name, book, rule)
          const left = leaves(book, clearing)
          orders.forEach(({ quantity }, i) => {
            expect(clearing.fills[i] + left[i]).toBe(quantity)
            expect(left[i]).toBeGreaterThanOrEqual(0)
          })
          const { pairs } = clearing
          for (let u = pairs.own; u < pairs.count; u++) {
            expect(pairs.price[u]).toBeLessThanOrEqual(orders[pairs.buy[u]].price)
            expect(pairs.sellerPrice[u]).toBeGreaterThanOrEqual(orders[pairs.sell[u]].price)
            expect(orders[pairs.buy[u]].account).not.toBe(orders[pairs.sell[u]].account)
          }
        },
      ),
      run,
    )
  })

  it('clear the same whatever the order of the rows', () => {
    fc.assert(
      fc.property(
        randomBook(shape).chain((orders) =>
          fc.tuple(fc.constant(orders), fc.shuffledSubarray(orders, { minLength: orders.length })),
        ),
        fc.constantFrom('call', 'pay-as-bid', 'trade-reduction'),
        ([orders, shuffled], name) => {
          expect(byRank(shuffled, clearBatch(name, batchBook(shuffled)))).toEqual(
            byRank(orders, clearBatch(name, batchBook(orders))),
          )
        },
      ),
      run,
    )
  })
})

/** A clearing in terms of ranks instead of row numbers. */
function byRank(orders: readonly BatchOrder[], { fills, pairs, ...totals }: BatchClearing): unknown {
  return {
    ...totals,
    fills: orders.map(({ rank }, i) => [rank, fills[i]]).sort(([a = 0], [b = 0]) => a - b),
    units: Array.from(pairs.quantity, (quantity, u) => [
      orders[pairs.buy[u]].rank,
      orders[pairs.sell[u]].rank,
      quantity,
      pairs.price[u],
      pairs.sellerPrice[u],
    ]),
  }
}
