import { invariant } from '@jazzgrid/units'
import type { AttributeClasses } from './attribute-classes.js'

/** flow[b][o]: units from offer class o to bid class b. */
export type ClassFlow = number[][]

/**
 * The flow between classes that maximises welfare, premiums included, and among those the largest.
 *
 * Successive best augmenting paths (Busacker and Gowen 1960) on the transportation network bid classes x offer classes:
 * each step sends what fits along the path with the greatest gain, from the next bid of some class to the next offer of
 * some class, and on its way may move served buyers from one offer class to another. Gains never increase from step to
 * step, so the flow is optimal for its size throughout and the search ends where another unit would lose. Bellman and
 * Ford find the path, as premiums lost on a detour make negative arcs. A step costs O(bid classes x offer classes) a
 * round, seldom more than three rounds; there are about as many steps as distinct limits in classes.
 */
export function classFlow(classes: AttributeClasses): ClassFlow {
  const flow = classes.bids.map(() => classes.offers.map(() => 0))
  for (;;) {
    const path = bestPath(classes, flow)
    if (path === undefined) return flow
    send(classes, flow, path)
  }
}

/** One leg of a path: bid class `bid` takes from offer class `to`, giving up `from` (-1: it buys one more unit). */
interface Leg {
  readonly bid: number
  readonly from: number
  readonly to: number
}

/** From the last leg, which meets a fresh offer, back to the first, which brings a fresh bid. */
function bestPath(classes: AttributeClasses, flow: ClassFlow): Leg[] | undefined {
  const { bids, offers, premium } = classes
  const gain = offers.map(() => Number.NEGATIVE_INFINITY)
  const reached: Leg[] = []
  bids.forEach((bid, b) => {
    offers.forEach((_, o) => {
      if (bid.limit + premium[b][o] > gain[o]) {
        gain[o] = bid.limit + premium[b][o]
        reached[o] = { bid: b, from: -1, to: o }
      }
    })
  })
  let rounds = 0
  for (let improved = true; improved; rounds++) {
    invariant(rounds <= offers.length, 'an optimal flow leaves no cycle with a gain')
    improved = false
    for (let b = 0; b < bids.length; b++) {
      const from = bestToLeave(flow[b], premium[b], gain)
      if (from < 0) continue
      const freed = gain[from] - premium[b][from]
      for (let o = 0; o < offers.length; o++) {
        if (freed + premium[b][o] > gain[o]) {
          gain[o] = freed + premium[b][o]
          reached[o] = { bid: b, from, to: o }
          improved = true
        }
      }
    }
  }
  let last = -1
  let most = 0
  offers.forEach((offer, o) => {
    const total = gain[o] - offer.limit
    if (total > most || (total === most && last < 0)) [last, most] = [o, total]
  })
  if (last < 0) return undefined
  const path = [reached[last]]
  while (path[path.length - 1].from >= 0) path.push(reached[path[path.length - 1].from])
  return path
}

/** The class that a served bid class would give up with the greatest total gain; -1 where it is not served. */
function bestToLeave(flow: readonly number[], premium: readonly number[], gain: readonly number[]): number {
  let best = -1
  for (let o = 0; o < flow.length; o++) {
    if (flow[o] > 0 && (best < 0 || gain[o] - premium[o] > gain[best] - premium[best])) best = o
  }
  return best
}

function send({ bids, offers }: AttributeClasses, flow: ClassFlow, path: readonly Leg[]): void {
  const buyer = bids[path[path.length - 1].bid]
  const seller = offers[path[0].to]
  let quantity = Math.min(buyer.room, seller.room)
  for (const { bid, from } of path) if (from >= 0) quantity = Math.min(quantity, flow[bid][from])
  for (const { bid, from, to } of path) {
    flow[bid][to] += quantity
    if (from >= 0) flow[bid][from] -= quantity
  }
  buyer.accept(quantity)
  seller.accept(quantity)
}
