import type { BatchBook } from './batch-book.js'

/**
 * Where a uniform price stands between the two sides.
 * `marginal-pair`: between the highest accepted offer and the lowest accepted bid.
 * `supporting`: between the prices at which nobody left out would still want to trade (the Walrasian interval), so that
 * a rationed side is paid its own limit and not a midpoint.
 */
export interface PriceRule {
  readonly interval: 'marginal-pair' | 'supporting'
  /** 0 = the lowest price of the interval (all gain of the margin to the buyers), 1 = the highest; 1/2 is the midpoint. */
  readonly k: number
}

/** The usual midpoint of the marginal pair. */
export const MIDPOINT: PriceRule = { interval: 'marginal-pair', k: 1 / 2 }

/** Balanced units as columns: unit u moves `quantity[u]` from order `sell[u]` to order `buy[u]`. */
export interface BatchPairs {
  readonly count: number
  /** The first `own` units are self-supply (one account on both sides): price 0, no money. The rest are trades. */
  readonly own: number
  /** Order indices. */
  readonly buy: Int32Array
  readonly sell: Int32Array
  readonly quantity: Float64Array
  /** What the buyer pays per unit. */
  readonly price: Float64Array
  /** What the seller receives per unit; the same array as `price` where the two do not differ. */
  readonly sellerPrice: Float64Array
}

export interface BatchClearing {
  /** Sum of all trades, self-supply excluded. */
  readonly volume: number
  /** Sum of the units that accounts supplied to themselves. */
  readonly selfSupply: number
  /**
   * The uniform price; null where nothing is traded. `pay-as-bid` gives the uniform price of the same book for
   * reference, `trade-reduction` what buyers pay, and with premiums it is the price of plain energy.
   */
  readonly price: number | null
  /** The lowest accepted bid limit and the highest accepted offer limit; null where nothing is traded. */
  readonly marginal: { readonly bid: number; readonly offer: number } | null
  /** Accepted quantity of each order, self-supply included. */
  readonly fills: Float64Array
  readonly pairs: BatchPairs
}

/** The mechanisms that clear a whole book at once. */
export type BatchMechanism = 'call' | 'pay-as-bid' | 'trade-reduction'

/** What remains of each order: its quantity less its fill. */
export function leaves(book: BatchBook, clearing: BatchClearing): Float64Array {
  const { quantity, count } = book
  const { fills } = clearing
  const left = new Float64Array(count)
  for (let i = 0; i < count; i++) left[i] = quantity[i] - fills[i]
  return left
}
