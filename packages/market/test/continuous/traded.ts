import { formatScaled } from '@jazzgrid/units'
import { OrderBook } from '../../src/continuous/order-book.js'
import { bookTable } from '../call/book-table.js'

/** Prices of 0..50 in ticks of 0.1, as in the trials. */
const LEVELS = 501
const TICK = 100

/**
 * Enter a table's orders line by line.
 * @returns what traded, as a trader says it: `s8 -> new 20 at 20.1`, own amounts as `h1 keeps 5`; and the book that is left.
 */
export function traded(table: string): { trades: string[]; bids: string[]; offers: string[]; book: OrderBook } {
  const { orders, names } = bookTable(table)
  const book = new OrderBook(LEVELS, { premiums: /\+/.test(table) })
  const authors = new Map<number, string>()
  const trades: string[] = []
  for (const order of orders) {
    const { renewablePremium = 0, localPremium = 0 } = order
    const placed = book.place({
      ...order,
      level: order.price / TICK,
      renewablePremium: renewablePremium / TICK,
      localPremium: localPremium / TICK,
    })
    const author = names[order.account]
    authors.set(placed.handle, author)
    for (const { resting, level, quantity, selfSupply } of placed.trades) {
      const other = authors.get(resting)
      const parties = order.side === 'buy' ? `${other} -> ${author}` : `${author} -> ${other}`
      trades.push(selfSupply ? `${author} keeps ${quantity}` : `${parties} ${quantity} at ${formatScaled(level, 1)}`)
    }
  }
  const ladder = (side: 'buy' | 'sell') =>
    book.depth(side).map(({ level, quantity }) => `${formatScaled(level, 1)} : ${quantity}`)
  return { trades, bids: ladder('buy'), offers: ladder('sell'), book }
}
