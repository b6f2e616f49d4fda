import type { BatchOrder } from '../../src/call/batch-book.js'

/** One balanced unit: indices of the two orders and the amount. */
export type NaiveUnit = readonly [buy: number, sell: number, quantity: number]

/** The passes of the pairing, spelled out: try every bid with every offer, largest fill first. */
export function naivePairing(
  orders: readonly BatchOrder[],
  fills: ArrayLike<number>,
): { own: NaiveUnit[]; others: NaiveUnit[] } {
  const left = Array.from(fills)
  const queue = (side: 'buy' | 'sell') =>
    orders
      .map((_, i) => i)
      .filter((i) => orders[i].side === side)
      .sort((a, b) => fills[b] - fills[a] || (orders[a].rank ?? a) - (orders[b].rank ?? b))
  const bids = queue('buy')
  const offers = queue('sell')
  const pass = (mayMeet: (bid: BatchOrder, offer: BatchOrder) => boolean) => {
    const units: NaiveUnit[] = []
    for (const b of bids) {
      for (const o of offers) {
        const quantity = Math.min(left[b], left[o])
        if (quantity === 0 || !mayMeet(orders[b], orders[o])) continue
        left[b] -= quantity
        left[o] -= quantity
        units.push([b, o, quantity])
      }
    }
    return units
  }
  const isGreen = (bid: BatchOrder, offer: BatchOrder) => bid.renewable === true && offer.renewable === true
  const isNear = (bid: BatchOrder, offer: BatchOrder) => (bid.feeder ?? -1) >= 0 && bid.feeder === offer.feeder
  const isOwn = (bid: BatchOrder, offer: BatchOrder) => bid.account === offer.account
  return {
    own: [...pass((bid, offer) => isOwn(bid, offer) && offer.renewable === true), ...pass(isOwn)],
    others: [
      ...pass((bid, offer) => isNear(bid, offer) && isGreen(bid, offer)),
      ...pass(isNear),
      ...pass(isGreen),
      ...pass(() => true),
    ],
  }
}
