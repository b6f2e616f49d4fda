import type { OrderHandle, Side } from '../order.js'

/** What a book needs to know of an order; callers hand in objects of their own that have at least these fields. */
export interface BookOrder {
  readonly side: Side
  /** Limit, as the index of a price level: 0 is the lowest price of the band. */
  readonly level: number
  /** Positive safe integer, in whatever unit the caller counts. */
  readonly quantity: number
  /** Integer below 2^31. An account never trades with itself for money. */
  readonly account: number
  /** Smallest amount worth trading; absent = any. */
  readonly minimum?: number
  /** Integer; only premiums for local energy look at it. Absent = 0. */
  readonly feeder?: number
  /** Offers: the energy counts as renewable. */
  readonly renewable?: boolean
  /** Bids: what the buyer adds to its limit for a renewable unit and for one from its own feeder, in levels >= 0. */
  readonly renewablePremium?: number
  readonly localPremium?: number
}

/** One fill of an order that came in against one that rested, at the price of the resting one. */
export interface BookTrade {
  /** Handle of the resting order. */
  readonly resting: OrderHandle
  /** What the resting order still wants; at 0 it has left the book. */
  readonly restingLeaves: number
  /** The limit of a resting offer; the limit and earned premiums of a resting bid. */
  readonly level: number
  readonly quantity: number
  /** Both orders are of one account: the amount is netted and no money moves. */
  readonly selfSupply: boolean
}

export const NO_TRADES: readonly BookTrade[] = []

/** What became of an order on entry. */
export interface Placement {
  readonly handle: OrderHandle
  /** What rests now; 0 where everything traded. */
  readonly leaves: number
  /** In the order in which they happened. */
  readonly trades: readonly BookTrade[]
}

/** An order that rests. */
export interface RestingOrder {
  readonly handle: OrderHandle
  /** Level of its limit. */
  readonly level: number
  readonly leaves: number
}

/** One price level of one side: the ladder a trader sees. */
export interface DepthStep {
  readonly level: number
  readonly quantity: number
  readonly orders: number
}
