import type { Price, Slot, Wh } from '@jazzgrid/units'

/** A bid buys, an offer sells. */
export type Side = 'buy' | 'sell'

/** Where energy was generated or last stored. `pv` is what counts as renewable. */
export type Origin = 'pv' | 'battery' | 'ev' | 'grid'

/**
 * What a buyer is willing to pay beyond its limit for a unit with an attribute [micro/Wh, >= 0]; where no such unit is
 * to be had, the plain limit holds. `local` means from the buyer's own feeder.
 */
export interface Premium {
  readonly renewable?: Price
  readonly local?: Price
}

/**
 * The terms of a limit order for one delivery period. `account` is the site (metering point) that settles, `device` the
 * agent within it whose position it becomes; both are numbers given at registration.
 */
export interface Order {
  readonly account: number
  readonly device: number
  readonly slot: Slot
  readonly side: Side
  /** Limit: the most a bid pays, the least an offer takes. */
  readonly price: Price
  /** Positive, a multiple of the product's lot. */
  readonly quantity: Wh
  /** UTC ms; the order expires in the first round at or after this time. */
  readonly goodTill: number
  /** The smallest amount worth trading at all [Wh]; absent = any. */
  readonly minimum?: Wh
  /** Bids only. */
  readonly premium?: Premium
  /** Offers only; absent = grid (no attribute). */
  readonly origin?: Origin
}

/** Given by the book on acceptance, dense and never reused: the way to cancel, replace or recognise an order. */
export type OrderHandle = number

/**
 * A balanced unit: one seller, one buyer, the same amount. Where both are one account it is self-supply: own PV meets
 * own load, at no price and for no money.
 */
export interface Trade {
  readonly slot: Slot
  readonly buyer: number
  readonly buyerDevice: number
  readonly seller: number
  readonly sellerDevice: number
  readonly buy: OrderHandle
  readonly sell: OrderHandle
  /** What the buyer pays and the seller receives; `sellerPrice` says where a mechanism lets the two differ. */
  readonly price: Price
  readonly sellerPrice?: Price
  readonly quantity: Wh
  readonly origin: Origin
  /** UTC ms of the round that matched it. */
  readonly at: number
}
