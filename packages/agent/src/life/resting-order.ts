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

/** What an order may have beyond price and quantity. */
type Attributes = Pick<RestingOrder, 'minimum' | 'premium' | 'origin'>

/** Put on a new order what its quote has of these; set one by one, because most have none and a spread is slow. */
export function withAttributes<Order extends Attributes>(
  order: Order,
  { minimum, premium, origin }: { readonly [Key in keyof Attributes]: Attributes[Key] | undefined },
): Order {
  const open: { -readonly [Key in keyof Attributes]: Attributes[Key] } = order
  if (minimum !== undefined) open.minimum = minimum
  if (premium !== undefined) open.premium = premium
  if (origin !== undefined) open.origin = origin
  return order
}
