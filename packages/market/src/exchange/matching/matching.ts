import type { Price } from '@jazzgrid/units'
import type { LiveOrder } from './live-order.js'
import type { Product } from './product.js'

/** Two orders of one product that met, for some amount. */
export interface Match {
  readonly buy: LiveOrder
  readonly sell: LiveOrder
  readonly quantity: number
  /** What the buyer pays and what the seller receives; 0 where one account nets with itself. */
  readonly price: Price
  readonly sellerPrice: Price
  readonly selfSupply: boolean
}

/** How orders of one product find each other. One object serves all products. */
export interface Matching {
  /** Give the order its handle; match it now, or let it rest until the gate. @returns matches as they happened. */
  enter(product: Product, order: LiveOrder): readonly Match[]
  /** The last matching, at the gate. @param precedence place of an account among equals, lower first. */
  close(product: Product, precedence: (account: number) => number): readonly Match[]
  /** The price at which the book would clear now; null where it would not, or where there is no such price. */
  indicativePrice(product: Product): Price | null
}

export const NO_MATCHES: readonly Match[] = []
