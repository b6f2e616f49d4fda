import type { BookLevel, RecordedBook } from '../book/book-at.js'
import { escaped, figure, label, type Markup } from '../page/markup.js'
import { type Amounts, kwh } from '../text/amounts.js'
import { type Words, words } from '../text/words.js'

/** Prices of a side that are shown one by one; what lies beyond is summed up in one row. */
export const LADDER_LEVELS = 8

/**
 * The order book as the trading screens of Japan show it (板): offers above, bids below, the price in the middle, sell
 * quantities to its left and buy quantities to its right. A table: its numbers can be read, copied and spoken.
 */
export function ladderTable(book: RecordedBook, amounts: Amounts, caption: Words): Markup {
  const offers = book.offers.slice(0, LADDER_LEVELS)
  const bids = book.bids.slice(0, LADDER_LEVELS)
  const over = sum(book.offers.slice(LADDER_LEVELS))
  const under = sum(book.bids.slice(LADDER_LEVELS))
  const widest = Math.max(1, ...[...offers, ...bids].map(({ quantity }) => quantity))
  const bar = (quantity: number) => ` style="--w:${Math.round((quantity / widest) * 100)}%"`
  const sell = ({ price, quantity }: BookLevel) =>
    `<tr class="ask"><td${bar(quantity)}>${figure(kwh(quantity))}</td><th scope="row">${figure(amounts.price(price))}</th><td></td></tr>`
  const buy = ({ price, quantity }: BookLevel) =>
    `<tr class="bid"><td></td><th scope="row">${figure(amounts.price(price))}</th><td${bar(quantity)}>${figure(kwh(quantity))}</td></tr>`
  const rows = [
    over > 0 ? `<tr class="ask"><td>${figure(kwh(over))}</td><th scope="row">OVER</th><td></td></tr>` : '',
    ...[...offers].reverse().map(sell),
    `<tr class="spread-row"><td colspan="3">${label(gap(book, amounts))}</td></tr>`,
    ...bids.map(buy),
    under > 0 ? `<tr class="bid"><td></td><th scope="row">UNDER</th><td>${figure(kwh(under))}</td></tr>` : '',
  ]
  return (
    `<table class="ita"><caption>${label(caption)}</caption><thead><tr>` +
    `<th scope="col">${label(words('SELL', '売り'))} <small>kWh</small></th>` +
    `<th scope="col">${label(words('PRICE', '値段'))} <small>${escaped(amounts.priceUnit)}</small></th>` +
    `<th scope="col">${label(words('BUY', '買い'))} <small>kWh</small></th>` +
    `</tr></thead><tbody>${rows.join('')}</tbody></table>`
  )
}

function gap({ offers, bids }: RecordedBook, amounts: Amounts): Words {
  if (offers.length === 0 || bids.length === 0) return words('one side is empty', '片側に注文なし')
  const spread = offers[0].price - bids[0].price
  const text = amounts.price(spread)
  return spread >= 0 ? words(`spread ${text}`, `スプレッド ${text}`) : words('crossed', '交差')
}

const sum = (levels: readonly BookLevel[]) => levels.reduce((total, { quantity }) => total + quantity, 0)
