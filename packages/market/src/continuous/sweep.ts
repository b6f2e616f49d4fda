import { type BookTrade, NO_TRADES } from './book-order.js'
import type { BookSide } from './book-side.js'
import { ACCOUNT, type OrderPool, placeOf } from './order-pool.js'

/** The plain case, without premiums and minimums: take the head of the best queue while its price is within the limit. */
export function sweep(
  pool: OrderPool,
  opposite: BookSide,
  level: number,
  wanted: number,
  account: number,
): readonly BookTrade[] {
  const ladder = opposite.ladders[0]
  const reach = opposite.mirrored(level)
  if (ladder.best < reach) return NO_TRADES
  const { cells } = pool
  const trades: BookTrade[] = []
  let left = wanted
  while (left > 0 && ladder.best >= reach) {
    const rank = ladder.best
    const resting = ladder.first(rank)
    const selfSupply = cells[placeOf(cells, resting) + ACCOUNT] === account
    const quantity = Math.min(left, pool.leaves(resting))
    const restingLeaves = opposite.take(resting, quantity)
    left -= quantity
    trades.push({ resting, restingLeaves, level: opposite.mirrored(rank), quantity, selfSupply })
  }
  return trades
}
