import type { BookLevel } from '../report/book/book-at.js'
import { isCrossed, priceRows } from '../report/book/price-rows.js'
import type { Amounts } from '../report/text/amounts.js'
import { kwh } from '../report/text/amounts.js'
import { padEnd, padStart, painter } from './terminal-text.js'

/** Both sides of a book from the best price outwards. */
export interface LadderLevels {
  readonly offers: readonly BookLevel[]
  readonly bids: readonly BookLevel[]
}

export interface LadderOptions {
  readonly amounts: Amounts
  /** Prices shown a side; what lies beyond is summed up as `over` and `under`. */
  readonly shown?: number
  readonly color?: boolean
}

const WIDTH = 9

/**
 * An order book as trading screens draw it, a line a price: quantity to sell, price, quantity to buy; offers above with
 * the best at the bottom, bids below with the best on top. A book before its round, whose sides overlap, has both sides
 * at each price, the highest on top. Quantities in kWh.
 */
export function ladder({ offers, bids }: LadderLevels, { amounts, shown = 8, color = false }: LadderOptions): string[] {
  const paint = painter(color)
  const line = (sell: string, price: string, buy: string) =>
    `${paint('red', padStart(sell, WIDTH))} ${padStart(price, WIDTH)}   ${paint('blue', padEnd(buy, WIDTH))}`.trimEnd()
  const some = (quantity: number) => (quantity > 0 ? kwh(quantity) : '')
  if (isCrossed({ offers, bids })) {
    const { over, rows, under } = priceRows({ offers, bids }, 2 * shown)
    const beyond = (name: string, { sell, buy }: typeof over) =>
      sell + buy > 0 ? [line(some(sell), name, some(buy))] : []
    return [
      line('SELL', 'PRICE', 'BUY'),
      ...beyond('over', over),
      ...rows.map(({ price, sell, buy }) => line(some(sell), amounts.price(price), some(buy))),
      ...beyond('under', under),
    ]
  }
  const rest = (levels: readonly BookLevel[]) => levels.slice(shown).reduce((sum, { quantity }) => sum + quantity, 0)
  const over = rest(offers)
  const under = rest(bids)
  return [
    line('SELL', 'PRICE', 'BUY'),
    ...(over > 0 ? [line(kwh(over), 'over', '')] : []),
    ...offers
      .slice(0, shown)
      .reverse()
      .map(({ price, quantity }) => line(kwh(quantity), amounts.price(price), '')),
    ...bids.slice(0, shown).map(({ price, quantity }) => line('', amounts.price(price), kwh(quantity))),
    ...(under > 0 ? [line('', 'under', kwh(under))] : []),
  ]
}
