import type { Price, Wh } from '@jazzgrid/units'
import type { Order, OrderHandle, Premium } from '../order.js'

/**
 * What an author asks of a round. `tag` is a number of the author's own choice that comes back with every fate of the
 * request and means nothing to the market. Requests are values: they must not change once handed in.
 */
export type Request = OrderRequest | CancelRequest | ReplaceRequest

export interface OrderRequest extends Order {
  readonly kind: 'order'
  readonly tag: number
}

export interface CancelRequest {
  readonly kind: 'cancel'
  readonly tag: number
  readonly account: number
  readonly device: number
  readonly handle: OrderHandle
}

/**
 * Take a resting order out and put another one with changed terms in its place; a term left out stays as it was.
 * Where only the quantity falls, the order keeps its handle and its time priority (fate `reduced`). Otherwise the old
 * order ends `replaced` and the new one, with a handle of its own, queues behind those that rest at its price. A
 * replacement that would be refused leaves the old order as it is.
 */
export interface ReplaceRequest {
  readonly kind: 'replace'
  readonly tag: number
  readonly account: number
  readonly device: number
  readonly handle: OrderHandle
  readonly price?: Price
  /** The new leaves quantity: what may still be traded from this round on. */
  readonly quantity?: Wh
  readonly goodTill?: number
  readonly minimum?: Wh
  readonly premium?: Premium
}
