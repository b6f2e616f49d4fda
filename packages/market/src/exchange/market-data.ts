import type { Price, Slot, Wh } from '@jazzgrid/units'

/**
 * The public state of all open products as columns, so that thousands of agents can read it every round without making
 * garbage. Read `data.bestBid[data.row(slot)]`; a row is valid for slots from `first` to `last` inclusive. Prices are
 * micro/Wh and NaN where there is none, quantities Wh.
 */
export interface MarketData {
  /** First and last slot whose book is open; `last < first` while none is. */
  readonly first: Slot
  readonly last: Slot
  row(slot: Slot): number
  readonly bestBid: Float64Array
  readonly bestOffer: Float64Array
  /** Resting quantity in all. */
  readonly bidDepth: Float64Array
  readonly offerDepth: Float64Array
  readonly lastPrice: Float64Array
  readonly lastQuantity: Float64Array
  /** Traded for money since the book opened; self-supply is not counted. */
  readonly volume: Float64Array
  /** Number of resting orders. */
  readonly orders: Float64Array
}

/** One price of a ladder. */
export interface LadderStep {
  readonly price: Price
  readonly quantity: Wh
  readonly orders: number
}

/** A book as traders draw it: both sides from the best price outwards. Plain limits, premiums not included. */
export interface Ladder {
  readonly slot: Slot
  readonly bids: readonly LadderStep[]
  readonly offers: readonly LadderStep[]
}
