import type { Price } from '@jazzgrid/units'
import { type MarketRules, priceAt } from '../market-rules.js'
import type { LiveOrder } from './live-order.js'
import { type Match, type Matching, NO_MATCHES } from './matching.js'
import type { Product } from './product.js'

const NOTHING = 0 as Price

/** Every order meets the book as it comes in; nothing is left to do at the gate. */
export class ContinuousMatching implements Matching {
  readonly #rules: MarketRules

  constructor(rules: MarketRules) {
    this.#rules = rules
  }

  enter(product: Product, order: LiveOrder): readonly Match[] {
    const { handle, trades } = product.bookFor(order).place(order)
    order.handle = handle
    if (trades.length === 0) return NO_MATCHES
    return trades.map(({ resting, level, quantity, selfSupply }) => {
      const other = product.live.get(resting)!
      const price = selfSupply ? NOTHING : priceAt(this.#rules, level)
      const buying = order.side === 'buy'
      return {
        buy: buying ? order : other,
        sell: buying ? other : order,
        quantity,
        price,
        sellerPrice: price,
        selfSupply,
      }
    })
  }

  close(): readonly Match[] {
    return NO_MATCHES
  }

  indicativePrice(): null {
    return null
  }
}
