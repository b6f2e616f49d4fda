import type { BookOrder } from './book-order.js'

/** What the orders of one ladder have in common, beside the side. */
export interface OrderClass {
  /** Offers: whether the energy counts as renewable. */
  readonly renewable: boolean
  readonly feeder: number
  /** Bids: what the buyer adds for a renewable unit, and for one from its own feeder, in levels. */
  readonly renewablePremium: number
  readonly localPremium: number
}

/** Energy without attributes, buyers without preferences. */
export const PLAIN: OrderClass = { renewable: false, feeder: 0, renewablePremium: 0, localPremium: 0 }

/** The feeder of a bid matters only where the bid pays for local energy. */
export function classOf(order: BookOrder): OrderClass {
  const { feeder = 0, renewable = false, renewablePremium = 0, localPremium = 0 } = order
  if (order.side === 'sell') return { ...PLAIN, renewable, feeder }
  return { renewable: false, feeder: localPremium > 0 ? feeder : 0, renewablePremium, localPremium }
}

/** Equal for equal classes of one side. */
export const classKey = (traits: OrderClass): string =>
  `${traits.renewable ? 1 : 0}/${traits.feeder}/${traits.renewablePremium}/${traits.localPremium}`

/** What the bid among the two adds to its limit for the offer among them. */
export function premiumBetween(order: BookOrder, resting: OrderClass): number {
  const { renewable = false, feeder = 0, renewablePremium = 0, localPremium = 0 } = order
  if (order.side === 'buy') {
    return (resting.renewable ? renewablePremium : 0) + (resting.feeder === feeder ? localPremium : 0)
  }
  return (renewable ? resting.renewablePremium : 0) + (resting.feeder === feeder ? resting.localPremium : 0)
}
