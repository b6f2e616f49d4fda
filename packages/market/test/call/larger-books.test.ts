import { Chance } from '@jazzgrid/units'
import { expect, it } from 'vitest'
import { type BatchOrder, batchBook } from '../../src/call/batch-book.js'
import { clearBatch } from '../../src/call/batch-mechanisms.js'
import { naiveCall } from './naive-call.js'
import { naivePairing } from './naive-pairing.js'
import { naiveTradeReduction } from './naive-trade-reduction.js'

/** Books beyond the short cuts for small ones: several digits of a radix sort, a histogram narrowed more than once. */
function drawn(count: number, limits: number, quantity: number, chance: Chance): BatchOrder[] {
  const ranks = chance.shuffled(Array.from({ length: count }, (_, i) => i))
  return ranks.map((rank) => ({
    side: chance.integer(2) === 0 ? 'buy' : 'sell',
    price: chance.integer(limits),
    quantity: 1 + chance.integer(quantity),
    account: chance.integer(count),
    feeder: chance.integer(4) - 1,
    renewable: chance.integer(2) === 0,
    rank: 7 * rank,
  }))
}

it.each([
  ['50 orders on 20 limits', 50, 20, 10],
  ['400 orders on 3 limits', 400, 3, 5_000],
  ['400 orders on 500 limits', 400, 500, 5_000],
  ['400 orders on a billion limits', 400, 1_000_000_000, 2 ** 30],
  ['300 orders of quantities beyond 32 bits', 300, 50, 2 ** 32],
])('%s clear as the naive auctions do', (name, count, limits, quantity) => {
  for (let seed = 0; seed < 4; seed++) {
    const orders = drawn(count, limits, quantity, new Chance(seed, name)).map((order) => ({
      ...order,
      quantity: quantity === 2 ** 32 ? order.quantity * 2 ** 10 : order.quantity,
    }))
    const clearing = clearBatch('call', batchBook(orders))
    const naive = naiveCall(orders)
    expect([...clearing.fills]).toEqual(naive?.fills)
    expect(clearing.price).toBe(naive?.price({ interval: 'marginal-pair', k: 1 / 2 }))
    const { own, others } = naivePairing(orders, clearing.fills)
    const { pairs } = clearing
    expect(Array.from(pairs.quantity, (amount, u) => [pairs.buy[u], pairs.sell[u], amount])).toEqual([
      ...own,
      ...others,
    ])
    expect([...clearBatch('trade-reduction', batchBook(orders)).fills]).toEqual(naiveTradeReduction(orders)?.fills)
  }
})
