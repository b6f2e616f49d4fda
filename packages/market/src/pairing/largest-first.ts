import type { BatchBook } from '../call/batch-book.js'

/** Largest amount whose keys fit the radix sort. */
const RADIX_LIMIT = 2 ** 31

/** Below this length a comparator is quicker than the setting up of a radix sort. */
const SHORT = 48

/**
 * The members with an amount, the largest first, equal amounts by rank.
 * @param members order indices, ascending.
 */
export function largestFirst(book: BatchBook, members: Int32Array, amount: Float64Array): Int32Array {
  const present = new Int32Array(members.length)
  let count = 0
  let largest = 0
  for (const i of members) {
    if (amount[i] > largest) largest = amount[i]
    present[count] = i
    count += Math.min(amount[i], 1)
  }
  const order = present.subarray(0, count)
  const { rank } = book
  if (count <= SHORT || largest >= RADIX_LIMIT) {
    return order.sort((a, b) => amount[b] - amount[a] || (rank === undefined ? a - b : rank[a] - rank[b]))
  }
  const ranked = rank === undefined || isAscending(order, rank) ? order : byRank(order, rank)
  const keys = new Int32Array(count)
  for (let m = 0; m < count; m++) keys[m] = largest - amount[ranked[m]]
  return radixSort(ranked, keys, largest)
}

function isAscending(order: Int32Array, rank: Int32Array): boolean {
  for (let m = 1; m < order.length; m++) if (rank[order[m - 1]] > rank[order[m]]) return false
  return true
}

function byRank(order: Int32Array, rank: Int32Array): Int32Array {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (const i of order) {
    if (rank[i] < least) least = rank[i]
    if (rank[i] > most) most = rank[i]
  }
  if (most - least >= RADIX_LIMIT) return order.sort((a, b) => rank[a] - rank[b])
  const keys = new Int32Array(order.length)
  for (let m = 0; m < keys.length; m++) keys[m] = rank[order[m]] - least
  return radixSort(order, keys, most - least)
}

/** Stable, ascending by keys of 0..most; digits of at most 11 bits, so that the counters stay in the first-level cache. */
function radixSort(order: Int32Array, keys: Int32Array, most: number): Int32Array {
  const bits = Math.max(1, 32 - Math.clz32(most))
  const passes = Math.ceil(bits / 11)
  const digit = Math.ceil(bits / passes)
  const mask = (1 << digit) - 1
  const starts = new Int32Array(mask + 1)
  let [from, fromKeys]: Int32Array[] = [order, keys]
  let [to, toKeys]: Int32Array[] = [new Int32Array(order.length), new Int32Array(order.length)]
  for (let pass = 0; pass < passes; pass++) {
    const shift = pass * digit
    starts.fill(0)
    for (let m = 0; m < fromKeys.length; m++) starts[(fromKeys[m] >>> shift) & mask]++
    for (let bin = 0, start = 0; bin <= mask; bin++) {
      const size = starts[bin]
      starts[bin] = start
      start += size
    }
    for (let m = 0; m < fromKeys.length; m++) {
      const place = starts[(fromKeys[m] >>> shift) & mask]++
      to[place] = from[m]
      toKeys[place] = fromKeys[m]
    }
    ;[from, to] = [to, from]
    ;[fromKeys, toKeys] = [toKeys, fromKeys]
  }
  return from
}
