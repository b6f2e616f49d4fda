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

/** Largest amount whose keys fit the radix sort. */
const RADIX_LIMIT = 2 ** 31

/** Up to this length insertion is quicker than setting up a radix sort. */
const SHORT = 64

/** Digits of at most 13 bits: their counters stay in the first-level cache. Short queues get by with fewer counters. */
const LONGEST_DIGIT = 13

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
  let largest = 0
  for (let m = 0; m < left.length; m++) {
    const each = amount[ranked[m]]
    if (each > largest) largest = each
    left[m] = each
  }
  return largest < RADIX_LIMIT ? radixSort({ orders: ranked, left }, largest) : compared(members, amount, rank)
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
  const reversed = orders.map((i) => most - rank[i])
  return radixSort({ orders, left: reversed }, most - least).orders
}

/** Stable, descending by amounts below 2^31. */
function radixSort(queue: NarrowQueue, largest: number): NarrowQueue {
  const count = queue.left.length
  const bits = Math.max(1, 32 - Math.clz32(largest))
  const passes = Math.ceil(bits / Math.min(LONGEST_DIGIT, 32 - Math.clz32(count)))
  const digit = Math.ceil(bits / passes)
  const starts = new Int32Array(1 << digit)
  let from = queue
  for (let pass = 0; pass < passes; pass++) {
    const to = { orders: new Int32Array(count), left: new Int32Array(count) }
    scatter(from, to, starts.fill(0), pass * digit)
    from = to
  }
  return from
}

/** One pass: count the digits at `shift`, then move every order behind those with larger digits. */
function scatter(from: NarrowQueue, to: NarrowQueue, starts: Int32Array, shift: number): void {
  const { orders, left } = from
  const { orders: toOrders, left: toLeft } = to
  const mask = starts.length - 1
  for (let m = 0; m < left.length; m++) starts[(left[m] >>> shift) & mask]++
  for (let bin = mask, start = 0; bin >= 0; bin--) {
    const size = starts[bin]
    starts[bin] = start
    start += size
  }
  for (let m = 0; m < left.length; m++) {
    const amount = left[m]
    const bin = (amount >>> shift) & mask
    const place = starts[bin]
    starts[bin] = place + 1
    toOrders[place] = orders[m]
    toLeft[place] = amount
  }
}
