import { type BatchBook, BUY } from '../call/batch-book.js'

/** The orders of one side that stand before its marginal order, and the sum of their quantities. */
export interface InnerOrders {
  readonly members: Int32Array
  readonly total: number
}

/**
 * The marginal order is the one that fills up the efficient volume when a side is served by limit and then by rank.
 * @param accepted order indices of the side, ascending, with all at its marginal limit.
 */
export function dropMarginal(
  book: BatchBook,
  side: number,
  accepted: Int32Array,
  limit: number,
  matched: number,
): InnerOrders {
  const { price, quantity, rank } = book
  const better: number[] = []
  const atLimit: number[] = []
  let total = 0
  for (const i of accepted) {
    if (quantity[i] === 0) continue
    if (price[i] === limit) atLimit.push(i)
    else if (side === BUY ? price[i] > limit : price[i] < limit) {
      better.push(i)
      total += quantity[i]
    }
  }
  atLimit.sort((a, b) => (rank === undefined ? a - b : rank[a] - rank[b]))
  for (const i of atLimit) {
    if (total + quantity[i] >= matched) break
    better.push(i)
    total += quantity[i]
  }
  return { members: Int32Array.from(better).sort(), total }
}
