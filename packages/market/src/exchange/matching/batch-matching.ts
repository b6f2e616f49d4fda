import type { Price } from '@jazzgrid/units'
import { type BatchBook, BUY, SELL } from '../../call/batch-book.js'
import type { BatchClearing, BatchMechanism } from '../../call/batch-clearing.js'
import { clearBatch } from '../../call/batch-mechanisms.js'
import type { MarketRules } from '../market-rules.js'
import { hasPremium, type LiveOrder } from './live-order.js'
import { type Match, type Matching, NO_MATCHES } from './matching.js'
import type { Product } from './product.js'

/** Orders only rest; the whole book clears at the gate. It clears in lots, so that no share of a tie is a part of one. */
export class BatchMatching implements Matching {
  readonly #mechanism: BatchMechanism
  readonly #rules: MarketRules

  constructor(mechanism: BatchMechanism, rules: MarketRules) {
    this.#mechanism = mechanism
    this.#rules = rules
  }

  enter(product: Product, order: LiveOrder): readonly Match[] {
    order.handle = product.book.rest(order)
    return NO_MATCHES
  }

  close(product: Product, precedence: (account: number) => number): readonly Match[] {
    const orders = product.oldestFirst()
    const { fills, pairs } = this.#clear(orders, ranks(orders, precedence))
    const { lot } = this.#rules
    for (const [i, { handle, leaves }] of orders.entries()) {
      const filled = fills[i] * lot
      if (filled === leaves) product.book.cancel(handle)
      else product.book.reduce(handle, leaves - filled)
    }
    return Array.from({ length: pairs.count }, (_, i) => ({
      buy: orders[pairs.buy[i]],
      sell: orders[pairs.sell[i]],
      quantity: pairs.quantity[i] * lot,
      price: pairs.price[i] as Price,
      sellerPrice: pairs.sellerPrice[i] as Price,
      selfSupply: i < pairs.own,
    }))
  }

  indicativePrice(product: Product): Price | null {
    return this.#clear(product.oldestFirst()).price as Price | null
  }

  #clear(orders: readonly LiveOrder[], rank?: Int32Array): BatchClearing {
    return clearBatch(this.#mechanism, columns(orders, this.#rules.lot, rank), this.#rules.pricing)
  }
}

/** Indivisible units go by the precedence of accounts and then by age. */
function ranks(orders: readonly LiveOrder[], precedence: (account: number) => number): Int32Array {
  const places = orders.map((order) => precedence(order.account))
  const rank = new Int32Array(orders.length)
  const sequence = orders.map((_, i) => i).sort((a, b) => places[a] - places[b] || a - b)
  for (const [place, i] of sequence.entries()) rank[i] = place
  return rank
}

/** Quantities in lots. Columns that nobody uses stay absent, because they cost time. */
function columns(orders: readonly LiveOrder[], lot: number, rank?: Int32Array): BatchBook {
  return {
    count: orders.length,
    side: Uint8Array.from(orders, (order) => (order.side === 'buy' ? BUY : SELL)),
    price: Float64Array.from(orders, (order) => order.price),
    quantity: Float64Array.from(orders, (order) => order.leaves / lot),
    account: Int32Array.from(orders, (order) => order.account),
    feeder: Int32Array.from(orders, (order) => order.feeder),
    ...(rank && { rank }),
    ...(orders.some(hasPremium) && {
      renewable: Uint8Array.from(orders, (order) => (order.renewable || order.renewablePremium > 0 ? 1 : 0)),
      renewablePremium: Float64Array.from(orders, (order) => order.premium?.renewable ?? 0),
      localPremium: Float64Array.from(orders, (order) => order.premium?.local ?? 0),
    }),
    ...(orders.some((order) => order.minimum > 0) && {
      minimum: Float64Array.from(orders, (order) => Math.min(order.minimum, order.leaves) / lot),
    }),
  }
}
