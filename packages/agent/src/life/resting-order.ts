import type { OrderHandle, Origin, Premium, Side } from '@jazzgrid/market'
import type { Slot } from '@jazzgrid/units'

/** An order of one's own that is in a book, or on its way there (`handle` 0). */
export interface RestingOrder {
  readonly slot: Slot
  readonly side: Side
  readonly tag: number
  readonly handle: OrderHandle
  readonly price: number
  readonly leaves: number
  readonly minimum?: number
  readonly premium?: Premium
  readonly origin?: Origin
}
