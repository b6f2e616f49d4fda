import { apportion } from '@jazzgrid/units'
import type { BatchOrder } from '../../src/call/batch-book.js'
import { naiveCall } from './naive-call.js'

export interface NaiveReduction {
  readonly fills: number[]
  readonly volume: number
  readonly price: number
  readonly sellerPrice: number
}

/** Queue both sides by limit and rank, walk each queue to the efficient volume, drop the order that reaches it. */
export function naiveTradeReduction(orders: readonly BatchOrder[]): NaiveReduction | undefined {
  const efficient = naiveCall(orders)
  if (efficient === undefined) return undefined
  const queue = (side: 'buy' | 'sell') =>
    orders
      .filter((order) => order.side === side && order.quantity > 0)
      .sort(
        (a, b) =>
          (side === 'buy' ? b.price - a.price : a.price - b.price) ||
          (a.rank ?? orders.indexOf(a)) - (b.rank ?? orders.indexOf(b)),
      )
  const inner = (side: BatchOrder[]) => {
    let reached = 0
    const marginal = side.findIndex(({ quantity }) => {
      reached += quantity
      return reached >= efficient.matched
    })
    return { members: side.slice(0, marginal), marginal: side[marginal] }
  }
  const buyers = inner(queue('buy'))
  const sellers = inner(queue('sell'))
  const sum = (members: BatchOrder[]) => members.reduce((units, { quantity }) => units + quantity, 0)
  const volume = Math.min(sum(buyers.members), sum(sellers.members))
  if (volume === 0) return undefined
  const fills = orders.map(() => 0)
  for (const { members } of [buyers, sellers]) {
    const shares = apportion(
      volume,
      members.map(({ quantity }) => quantity),
      members.map((order) => order.rank ?? orders.indexOf(order)),
    )
    members.forEach((order, m) => {
      fills[orders.indexOf(order)] = shares[m]
    })
  }
  return { fills, volume, price: buyers.marginal.price, sellerPrice: sellers.marginal.price }
}
