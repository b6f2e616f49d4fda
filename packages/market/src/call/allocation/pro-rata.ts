import type { BatchBook } from '../batch-book.js'

/**
 * Share `total` among some orders in proportion to their quantities by largest remainder, and write the shares to
 * `fills`. Equal remainders go to the lower rank. The same method as `apportion` of units, for columns: the units that
 * remain go to all orders above a threshold found by a numeric sort, so that no comparator runs.
 * @param members order indices; the sum of their quantities is `sum` >= total.
 */
export function proRata(book: BatchBook, members: Int32Array, total: number, sum: number, fills: Float64Array): void {
  const { quantity } = book
  if (total === sum || total === 0) {
    for (const i of members) fills[i] = total === 0 ? 0 : quantity[i]
    return
  }
  const remainders = new Float64Array(members.length)
  let left = total
  for (let m = 0; m < members.length; m++) {
    const i = members[m]
    const [share, remainder] = divide(total, quantity[i], sum)
    fills[i] = share
    remainders[m] = remainder
    left -= share
  }
  if (left > 0) giveRemainder(book, members, remainders, left, fills)
}

/** Quotient and remainder of total x weight / sum, exactly. */
function divide(total: number, weight: number, sum: number): [number, number] {
  const product = total * weight
  if (product <= Number.MAX_SAFE_INTEGER) {
    const remainder = product % sum
    return [(product - remainder) / sum, remainder]
  }
  const exact = BigInt(total) * BigInt(weight)
  return [Number(exact / BigInt(sum)), Number(exact % BigInt(sum))]
}

function giveRemainder(
  book: BatchBook,
  members: Int32Array,
  remainders: Float64Array,
  left: number,
  fills: Float64Array,
): void {
  const threshold = remainders.slice().sort()[members.length - left]
  const tied: number[] = []
  for (let m = 0; m < members.length; m++) {
    if (remainders[m] > threshold) {
      fills[members[m]]++
      left--
    } else if (remainders[m] === threshold) tied.push(members[m])
  }
  const { rank } = book
  const ranks = Float64Array.from(tied, (i) => (rank === undefined ? i : rank[i])).sort()
  const last = ranks[left - 1]
  for (const i of tied) if ((rank === undefined ? i : rank[i]) <= last) fills[i]++
}
