import { invariant } from '@jazzgrid/units'
import { priceWithin } from '../call/price-rule.js'
import type { AttributeClasses } from './attribute-classes.js'
import type { ClassFlow } from './class-flow.js'

/** price(o) - price(p) <= bound. */
interface Difference {
  readonly o: number
  readonly p: number
  readonly bound: number
}

/**
 * A price for each offer class at which everybody is content with the flow (Walrasian, the dual of the optimum): no
 * accepted order would rather not trade, none left out would rather trade, and no buyer would rather buy from another
 * class. Such prices form a lattice (Shapley and Shubik 1971); k mixes its lowest and its highest member, and rounding
 * all of them down keeps every relation, as all bounds are integers.
 */
export function classPrices(classes: AttributeClasses, flow: ClassFlow, k: number): number[] {
  const { offers } = classes
  const low = offers.map(() => Number.NEGATIVE_INFINITY)
  const high = offers.map(() => Number.POSITIVE_INFINITY)
  const differences = relations(classes, flow, low, high)
  let rounds = 0
  for (let changed = true; changed; rounds++) {
    invariant(rounds <= 2 * offers.length + 1, 'an optimal flow has supporting prices')
    changed = false
    for (const { o, p, bound } of differences) {
      if (high[p] + bound < high[o]) {
        high[o] = high[p] + bound
        changed = true
      }
      if (low[o] - bound > low[p]) {
        low[p] = low[o] - bound
        changed = true
      }
    }
  }
  return offers.map((_, o) => priceWithin(low[o], high[o], k))
}

/** What the flow says about prices: bounds on single classes, written to low and high, and between two classes. */
function relations(
  { bids, offers, premium }: AttributeClasses,
  flow: ClassFlow,
  low: number[],
  high: number[],
): Difference[] {
  offers.forEach((offer, o) => {
    low[o] = offer.marginal ?? Number.NEGATIVE_INFINITY
    high[o] = offer.limit
  })
  const differences: Difference[] = []
  bids.forEach((bid, b) => {
    offers.forEach((_, o) => {
      low[o] = Math.max(low[o], bid.limit + premium[b][o])
      if (flow[b][o] === 0) return
      high[o] = Math.min(high[o], (bid.marginal ?? bid.limit) + premium[b][o])
      offers.forEach((_, p) => {
        if (p !== o) differences.push({ o, p, bound: premium[b][o] - premium[b][p] })
      })
    })
  })
  return differences
}
