import type { BatchBook } from '../call/batch-book.js'

/** Orders of one side in the order in which they are served, with what is left of each; aligned, not by order index. */
export interface Queue {
  readonly orders: Int32Array
  /** Of 32 bits where all fit, which is the usual case, because those sort with fewer operations a digit. */
  readonly left: Int32Array | Float64Array
}

interface NarrowQueue extends Queue {
  readonly left: Int32Array
}

/** Keys below this fit the radix sort. */
const RADIX_LIMIT = 2 ** 31

/** Up to this length insertion is quicker than setting up a radix sort. */
const SHORT = 64

/** Digits of at most 13 bits: their counters stay in the first-level cache. Short queues get by with fewer counters. */
const LONGEST_DIGIT = 13

const digitFor = (count: number) => Math.min(LONGEST_DIGIT, 32 - Math.clz32(count))

/**
 * Queue the members by amount, the largest first, equal amounts by rank.
 * @param members order indices, ascending.
 * @param amount by order index.
 */
export function largestFirst(book: BatchBook, members: Int32Array, amount: Float64Array): Queue {
  const { rank } = book
  if (members.length <= SHORT) return compared(members, amount, rank)
  const ranked = rank === undefined || isAscending(members, rank) ? members : byRank(members, rank)
  const left = new Int32Array(ranked.length)
  const counts = new Int32Array(1 << digitFor(left.length))
  const mask = counts.length - 1
  let bits = 0 // of all amounts, which no amount exceeds
  for (let m = 0; m < left.length; m++) {
    const each = amount[ranked[m]]
    const narrow = each | 0
    if (narrow !== each) return compared(members, amount, rank)
    bits |= narrow
    left[m] = narrow
    counts[narrow & mask]++ // here and not in a pass of its own
  }
  return radixSort({ orders: ranked, left }, bits, counts)
}

function compared(members: Int32Array, amount: Float64Array, rank: Int32Array | undefined): Queue {
  const isBefore = (a: number, b: number) =>
    amount[a] !== amount[b] ? amount[a] > amount[b] : rank === undefined ? a < b : rank[a] < rank[b]
  const orders = members.slice()
  if (orders.length <= SHORT) {
    for (let m = 1; m < orders.length; m++) {
      const order = orders[m]
      let place = m
      for (; place > 0 && isBefore(order, orders[place - 1]); place--) orders[place] = orders[place - 1]
      orders[place] = order
    }
  } else orders.sort((a, b) => (isBefore(a, b) ? -1 : 1))
  const left = new Float64Array(orders.length)
  for (let m = 0; m < left.length; m++) left[m] = amount[orders[m]]
  return { orders, left }
}

function isAscending(orders: Int32Array, rank: Int32Array): boolean {
  for (let m = 1; m < orders.length; m++) if (rank[orders[m - 1]] > rank[orders[m]]) return false
  return true
}

function byRank(orders: Int32Array, rank: Int32Array): Int32Array {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (const i of orders) {
    if (rank[i] < least) least = rank[i]
    if (rank[i] > most) most = rank[i]
  }
  if (most - least >= RADIX_LIMIT) return orders.slice().sort((a, b) => rank[a] - rank[b])
  const left = orders.map((i) => most - rank[i])
  const counts = new Int32Array(1 << digitFor(left.length))
  countDigits(left, 0, counts)
  return radixSort({ orders, left }, most - least, counts).orders
}

/** Stable, descending by amounts of 0 to `most`, which is below 2^31. `counts` has those of the lowest digit. */
function radixSort(queue: NarrowQueue, most: number, counts: Int32Array): NarrowQueue {
  const digit = 31 - Math.clz32(counts.length)
  let from = queue
  for (let shift = 0; shift === 0 || (shift < 31 && most >>> shift > 0); shift += digit) {
    if (shift > 0) countDigits(from.left, shift, counts.fill(0))
    const to = { orders: new Int32Array(from.left.length), left: new Int32Array(from.left.length) }
    scatter(from, to, counts, shift)
    from = to
  }
  return from
}

function countDigits(left: Int32Array, shift: number, counts: Int32Array): void {
  const mask = counts.length - 1
  for (let m = 0; m < left.length; m++) counts[(left[m] >>> shift) & mask]++
}

/** Move every order behind those with larger digits at `shift`, of which there are as many as `counts` has. */
function scatter(from: NarrowQueue, to: NarrowQueue, counts: Int32Array, shift: number): void {
  const { orders, left } = from
  const { orders: toOrders, left: toLeft } = to
  const mask = counts.length - 1
  for (let bin = mask, start = 0; bin >= 0; bin--) {
    const size = counts[bin]
    counts[bin] = start
    start += size
  }
  for (let m = 0; m < left.length; m++) {
    const amount = left[m]
    const bin = (amount >>> shift) & mask
    const place = counts[bin]
    counts[bin] = place + 1
    toOrders[place] = orders[m]
    toLeft[place] = amount
  }
}
