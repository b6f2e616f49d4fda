import type { BatchBook } from '../call/batch-book.js'
import { type AttributeClasses, attributeClasses } from './attribute-classes.js'
import { type ClassFlow, classFlow } from './class-flow.js'
import type { OrderClass } from './order-class.js'

/** What a book with premiums trades, by order and between classes. */
export interface PremiumAllocation {
  readonly fills: Float64Array
  readonly classes: AttributeClasses
  readonly flow: ClassFlow
  /** Lowest accepted bid limit and highest accepted offer limit over all classes; a premium may set the bid below. */
  readonly marginal: { readonly bid: number; readonly offer: number }
}

/**
 * Preferences are priced, not decreed: the welfare optimum in which a unit with an attribute is worth its premium more to
 * who pays for it. What cannot be met falls back to the plain order. Ties are pro rata within a class.
 * @returns undefined where nothing trades.
 */
export function allocateWithPremiums(book: BatchBook): PremiumAllocation | undefined {
  const classes = attributeClasses(book)
  const flow = classFlow(classes)
  const fills = new Float64Array(book.count)
  for (const members of [...classes.bids, ...classes.offers]) members.fill(fills)
  const bid = Math.min(...marginals(classes.bids))
  const offer = Math.max(...marginals(classes.offers))
  return Number.isFinite(bid) ? { fills, classes, flow, marginal: { bid, offer } } : undefined
}

function marginals(classes: readonly OrderClass[]): number[] {
  return classes.map((one) => one.marginal).filter((limit) => limit !== undefined)
}
