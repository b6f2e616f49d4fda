import type { BookLevel, RecordedBook } from '../book/book-at.js'
import { isCrossed, priceRows } from '../book/price-rows.js'
import { escaped, figure, label, type Markup } from '../page/markup.js'
import { type Amounts, kwh } from '../text/amounts.js'
import { type Words, words } from '../text/words.js'

/** Prices of a side that are shown one by one; what lies beyond is summed up in one row. */
export const LADDER_LEVELS = 8

/** What a round made of a book. */
export interface TradedRound {
  /** Wh, and its mean price [micro/Wh]. */
  readonly volume: number
  readonly price: number
}

/**
 * The order book as the trading screens of Japan show it (板): offers above, bids below, the price in the middle, sell
 * quantities to its left and buy quantities to its right. A book before its round, whose sides overlap, has one row a
 * price with both sides in it and the trade between the rows. A table: its numbers can be read, copied and spoken.
 */
export function ladderTable(book: RecordedBook, amounts: Amounts, caption: Words, traded: TradedRound): Markup {
  return (
    `<table class="ita"><caption>${label(caption)}</caption><thead><tr>` +
    `<th scope="col">${label(words('SELL', '売り'))} <small>kWh</small></th>` +
    `<th scope="col">${label(words('PRICE', '値段'))} <small>${escaped(amounts.priceUnit)}</small></th>` +
    `<th scope="col">${label(words('BUY', '買い'))} <small>kWh</small></th>` +
    `</tr></thead><tbody>${isCrossed(book) ? overlapping(book, amounts, traded) : resting(book, amounts)}</tbody></table>`
  )
}

function resting(book: RecordedBook, amounts: Amounts): Markup {
  const offers = book.offers.slice(0, LADDER_LEVELS)
  const bids = book.bids.slice(0, LADDER_LEVELS)
  const over = sum(book.offers.slice(LADDER_LEVELS))
  const under = sum(book.bids.slice(LADDER_LEVELS))
  const widest = Math.max(1, ...[...offers, ...bids].map(({ quantity }) => quantity))
  const price = ({ price }: BookLevel) => figure(amounts.price(price))
  return [
    over > 0 ? row('OVER', over, 0) : '',
    ...[...offers].reverse().map((level) => row(price(level), level.quantity, 0, widest)),
    note(gap(book, amounts)),
    ...bids.map((level) => row(price(level), 0, level.quantity, widest)),
    under > 0 ? row('UNDER', 0, under) : '',
  ].join('')
}

function overlapping(book: RecordedBook, amounts: Amounts, { volume, price: at }: TradedRound): Markup {
  const { over, rows, under } = priceRows(book, 2 * LADDER_LEVELS)
  const widest = Math.max(1, ...rows.flatMap(({ sell, buy }) => [sell, buy]))
  const lines = (part: typeof rows) =>
    part.map(({ price, sell, buy }) => row(figure(amounts.price(price)), sell, buy, widest))
  const [kilowattHours, paid] = [kwh(volume), amounts.price(at)]
  const beyond = (name: string, { sell, buy }: typeof over) => (sell + buy > 0 ? row(name, sell, buy) : '')
  return [
    beyond('OVER', over),
    ...lines(rows.filter(({ price }) => price >= at)),
    note(words(`${kilowattHours} kWh trade, on average at ${paid}`, `${kilowattHours} kWh 約定、平均 ${paid}`)),
    ...lines(rows.filter(({ price }) => price < at)),
    beyond('UNDER', under),
  ].join('')
}

/** One price; without `widest` it is a sum and has no bar. */
function row(price: Markup, sell: number, buy: number, widest?: number): Markup {
  const cell = (quantity: number) => {
    if (quantity === 0) return '<td></td>'
    const bar = widest === undefined ? '' : ` style="--w:${Math.round((quantity / widest) * 100)}%"`
    return `<td${bar}>${figure(kwh(quantity))}</td>`
  }
  const sides = [sell > 0 ? 'ask' : '', buy > 0 ? 'bid' : ''].filter(Boolean).join(' ')
  return `<tr class="${sides}">${cell(sell)}<th scope="row">${price}</th>${cell(buy)}</tr>`
}

const note = (text: Words): Markup => `<tr class="spread-row"><td colspan="3">${label(text)}</td></tr>`

function gap({ offers, bids }: RecordedBook, amounts: Amounts): Words {
  if (offers.length === 0 || bids.length === 0) return words('one side is empty', '片側に注文なし')
  const text = amounts.price(offers[0].price - bids[0].price)
  return words(`spread ${text}`, `スプレッド ${text}`)
}

const sum = (levels: readonly BookLevel[]) => levels.reduce((total, { quantity }) => total + quantity, 0)
