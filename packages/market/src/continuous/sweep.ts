import { type BookTrade, NO_TRADES } from './book-order.js'
import type { BookSide } from './book-side.js'
import { ACCOUNT, HANDLE, type OrderPool } from './order-pool.js'

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
  let trades: BookTrade[] | undefined
  let left = wanted
  do {
    const rank = ladder.best
    const node = ladder.first(rank)
    const resting = cells[node + HANDLE]
    const selfSupply = cells[node + ACCOUNT] === account
    const quantity = Math.min(left, pool.leaves(node))
    const restingLeaves = opposite.take(node, quantity)
    left -= quantity
    const trade = { resting, restingLeaves, level: opposite.mirrored(rank), quantity, selfSupply }
    if (trades === undefined)
      trades = [trade] // half of all sweeps have one trade; an array that is pushed to has 17 places
    else trades.push(trade)
  } while (left > 0 && ladder.best >= reach)
  return trades
}
