import { apportion } from '@jazzgrid/units'
import type { BatchOrder } from '../../src/call/batch-book.js'
import type { PriceRule } from '../../src/call/batch-clearing.js'

/** What the call auction must find, by definition and without any cleverness: O(n^2) over plain rows. */
export interface NaiveCall {
  readonly fills: number[]
  readonly matched: number
  readonly bid: number
  readonly offer: number
  readonly price: (rule: PriceRule) => number
}

const total = (orders: readonly BatchOrder[]) => orders.reduce((sum, order) => sum + order.quantity, 0)
const isBetter = (a: BatchOrder, b: BatchOrder) => (a.side === 'buy' ? a.price > b.price : a.price < b.price)

export function naiveCall(orders: readonly BatchOrder[]): NaiveCall | undefined {
  const there = orders.filter((order) => order.quantity > 0)
  const bids = there.filter(({ side }) => side === 'buy')
  const offers = there.filter(({ side }) => side === 'sell')
  // at each limit: what could be traded if it were the price
  const volumes = there.map(({ price }) =>
    Math.min(total(bids.filter((bid) => bid.price >= price)), total(offers.filter((offer) => offer.price <= price))),
  )
  const matched = Math.max(0, ...volumes)
  if (matched === 0) return undefined

  const fills = orders.map((order, i) => {
    if (order.quantity === 0) return 0
    const side = orders.filter(({ side, quantity }) => side === order.side && quantity > 0)
    const left = matched - total(side.filter((other) => isBetter(other, order)))
    const level = side.filter(({ price }) => price === order.price)
    if (left <= 0) return 0
    if (left >= total(level)) return order.quantity
    const ranks = level.map((other) => other.rank ?? orders.indexOf(other))
    return apportion(
      left,
      level.map(({ quantity }) => quantity),
      ranks,
    )[level.indexOf(orders[i])]
  })
  const of = (side: 'buy' | 'sell', test: (fill: number, order: BatchOrder) => boolean) =>
    orders.filter((order, i) => order.side === side && test(fills[i], order)).map(({ price }) => price)
  const bid = Math.min(...of('buy', (fill) => fill > 0))
  const offer = Math.max(...of('sell', (fill) => fill > 0))
  const low = Math.max(offer, ...of('buy', (fill, order) => fill < order.quantity))
  const high = Math.min(bid, ...of('sell', (fill, order) => fill < order.quantity))
  return {
    fills,
    matched,
    bid,
    offer,
    price: ({ interval, k }) =>
      interval === 'supporting' ? low + Math.floor(k * (high - low)) : offer + Math.floor(k * (bid - offer)),
  }
}
