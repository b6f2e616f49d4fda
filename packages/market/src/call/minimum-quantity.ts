import { type BatchBook, BUY } from './batch-book.js'

/**
 * Clear a book in which orders may carry a minimum: clear; of the accepted orders whose fill is below their minimum the
 * worst leaves (bids before offers, then the limit nearest to being left out, the largest shortfall, the highest rank);
 * clear again.
 * No accepted order ever violates its minimum. As in real auctions with block orders this is a heuristic: choosing the
 * best subset is NP-hard (a knapsack), and an order that has left does not return, even where later departures would
 * have made room for it.
 */
export function withMinimums<Cleared extends { readonly fills: Float64Array }>(
  book: BatchBook,
  clear: (book: BatchBook) => Cleared | undefined,
): Cleared | undefined {
  if (book.minimum === undefined) return clear(book)
  const quantity = book.quantity.slice()
  const rest: BatchBook = { ...book, quantity }
  for (;;) {
    const cleared = clear(rest)
    if (cleared === undefined) return undefined
    const worst = worstBelowMinimum(rest, book.minimum, cleared.fills)
    if (worst < 0) return cleared
    quantity[worst] = 0
  }
}

function worstBelowMinimum(book: BatchBook, minimum: Float64Array, fills: Float64Array): number {
  let worst = -1
  for (let i = 0; i < book.count; i++) {
    if (fills[i] > 0 && fills[i] < minimum[i] && (worst < 0 || isWorse(book, minimum, fills, i, worst))) worst = i
  }
  return worst
}

function isWorse(book: BatchBook, minimum: Float64Array, fills: Float64Array, a: number, b: number): boolean {
  const { side, price, rank } = book
  if (side[a] === side[b]) {
    if (price[a] !== price[b]) return side[a] === BUY ? price[a] < price[b] : price[a] > price[b]
  } else return side[a] === BUY
  const shortfall = minimum[a] - fills[a] - (minimum[b] - fills[b])
  if (shortfall !== 0) return shortfall > 0
  return rank === undefined ? a > b : rank[a] > rank[b]
}
