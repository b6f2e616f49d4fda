import type { BookLevel, RecordedBook } from './book-at.js'
import { crossing } from './crossing.js'

type Sides = Pick<RecordedBook, 'bids' | 'offers'>

/** What stands at one price, both sides side by side [Wh]; 0 where a side has nothing. */
export interface PriceRow {
  /** micro/Wh */
  readonly price: number
  readonly sell: number
  readonly buy: number
}

/** A book with one row a price, the highest on top. */
export interface PriceRows {
  /** Sums of what lies beyond the rows [Wh]. */
  readonly over: Omit<PriceRow, 'price'>
  readonly rows: readonly PriceRow[]
  readonly under: Omit<PriceRow, 'price'>
}

/** Whether bids and offers could trade as they stand: a book before a round, since none rests so after one. */
export const isCrossed = ({ bids, offers }: Sides): boolean =>
  bids.length > 0 && offers.length > 0 && bids[0].price >= offers[0].price

/**
 * A book whose sides overlap, as it is drawn before an auction: with the sides one below the other its prices would run
 * down and up again.
 * @param most rows; those nearest to where the sides cross are kept
 */
export function priceRows(book: Sides, most: number): PriceRows {
  const at = new Map<number, { sell: number; buy: number }>()
  const add = (side: 'sell' | 'buy', levels: readonly BookLevel[]) => {
    for (const { price, quantity } of levels) {
      const row = at.get(price) ?? { sell: 0, buy: 0 }
      row[side] += quantity
      at.set(price, row)
    }
  }
  add('sell', book.offers)
  add('buy', book.bids)
  const rows = [...at].map(([price, row]): PriceRow => ({ price, ...row })).sort((a, b) => b.price - a.price)
  const met = crossing(book)
  const middle = met === undefined ? 0 : rows.filter(({ price }) => price > (met.bid + met.offer) / 2).length
  const from = Math.max(0, Math.min(rows.length - most, middle - Math.ceil(most / 2)))
  return {
    over: total(rows.slice(0, from)),
    rows: rows.slice(from, from + most),
    under: total(rows.slice(from + most)),
  }
}

const total = (rows: readonly PriceRow[]): Omit<PriceRow, 'price'> => ({
  sell: rows.reduce((sum, { sell }) => sum + sell, 0),
  buy: rows.reduce((sum, { buy }) => sum + buy, 0),
})
