import { type BatchBook, BUY, SELL } from '../call/batch-book.js'
import type { BatchMechanism, PriceRule } from '../call/batch-clearing.js'
import { clearBatch } from '../call/batch-mechanisms.js'
import { OrderBook } from '../continuous/order-book.js'
import type { BookDocument } from './book-document.js'
import { tradingParties } from './trading-party.js'

/** What a mechanism made of a book document: orders by index, prices in HALF millionths so that midpoints are exact. */
export interface BookRun {
  readonly units: readonly RunUnit[]
  readonly price: number | null
  readonly marginal: { readonly bid: number; readonly offer: number } | null
}

export interface RunUnit {
  readonly buy: number
  readonly sell: number
  readonly lots: number
  /** What the buyer pays and the seller receives; undefined for self-supply, which costs nothing. */
  readonly price?: number
  readonly sellerPrice?: number
}

export function runBatch({ orders }: BookDocument, mechanism: BatchMechanism, rule: PriceRule): BookRun {
  const book: BatchBook = {
    count: orders.length,
    side: Uint8Array.from(orders, ({ side }) => (side === 'buy' ? BUY : SELL)),
    price: Float64Array.from(orders, ({ price }) => 2 * price),
    quantity: Float64Array.from(orders, ({ lots }) => lots),
    account: tradingParties(orders),
  }
  const { price, marginal, pairs } = clearBatch(mechanism, book, rule)
  const units = Array.from(pairs.quantity, (lots, u): RunUnit => {
    const unit = { buy: pairs.buy[u], sell: pairs.sell[u], lots }
    return u < pairs.own ? unit : { ...unit, price: pairs.price[u], sellerPrice: pairs.sellerPrice[u] }
  })
  return { units, price, marginal }
}

/** Orders enter one after another and trade at the price of the order that rests; price and margin are the last trade's. */
export function runContinuous({ orders }: BookDocument): BookRun {
  const limits = [...new Set(orders.map(({ price }) => price))].sort((a, b) => a - b)
  const levels = new Map(limits.map((price, level) => [price, level]))
  const parties = tradingParties(orders)
  const book = new OrderBook(Math.max(1, limits.length))
  const units: RunUnit[] = []
  const indexOf = new Map<number, number>()
  let last: BookRun | undefined
  orders.forEach(({ side, price, lots }, i) => {
    const placed = book.place({ side, level: levels.get(price)!, quantity: lots, account: parties[i] })
    indexOf.set(placed.handle, i)
    for (const { resting, level, quantity, selfSupply } of placed.trades) {
      const other = indexOf.get(resting)!
      const [buy, sell] = side === 'buy' ? [i, other] : [other, i]
      if (selfSupply) {
        units.push({ buy, sell, lots: quantity })
        continue
      }
      const at = 2 * limits[level]
      units.push({ buy, sell, lots: quantity, price: at, sellerPrice: at })
      last = { units, price: at, marginal: { bid: 2 * orders[buy].price, offer: 2 * orders[sell].price } }
    }
  })
  return last ?? { units, price: null, marginal: null }
}
