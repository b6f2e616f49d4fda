import type { BatchBook } from '../batch-book.js'

const MOST_BINS = 4096

/** So many orders tell nearly the price of a large book, which is one of eight times as many. */
const SAMPLE = 1024

/**
 * The price at which a book turns: bids above it and offers below it are accepted whole, what is wanted and offered at
 * it is rationed on the longer side, everything else is left out. null where one side is empty.
 *
 * With S the total supply it is the price of the (S+1)-st highest unit among bids and offers alike (Wurman, Walsh and
 * Wellman 1998, "Flexible double auctions for electronic commerce"): units wanted at or above p exceed units offered
 * below p exactly where bids and offers at or above p together exceed S. So one histogram of both sides and a selection
 * from the top replace two sorted curves, and nothing is sorted.
 *
 * As in the selection of Floyd and Rivest (1975, "Expected time bounds for selection") a sample of a large book says where
 * to look, so that one pass over the whole finds the price, in two thirds of the time; where the sample misleads, the whole
 * range is narrowed as for a small book.
 */
export function criticalPrice(book: BatchBook): number | null {
  if (book.count >= 8 * SAMPLE) {
    const guess = narrowed(sampleOf(book))
    const price = guess === null ? null : near(book, guess)
    if (price !== null) return price
  }
  return narrowed(book)
}

/** Every so-manieth order. An odd step does not fall in with rows that alternate. */
function sampleOf(book: BatchBook): BatchBook {
  const step = Math.floor(book.count / SAMPLE) | 1
  const count = Math.floor(book.count / step)
  const side = new Uint8Array(count)
  const price = new Float64Array(count)
  const quantity = new Float64Array(count)
  for (let row = 0, i = 0; row < count; row++, i += step) {
    side[row] = book.side[i]
    price[row] = book.price[i]
    quantity[row] = book.quantity[i]
  }
  return { count, side, price, quantity, account: book.account }
}

/** The critical price of a book with both sides, where it is among the prices around a guess; null where it is not. */
function near({ count, side, price, quantity }: BatchBook, guess: number): number | null {
  const bins = new Float64Array(MOST_BINS)
  const from = guess - MOST_BINS / 2
  const to = from + MOST_BINS - 1
  const reach = (to - from) / 2
  let excess = 0 // of all units above a price over the total supply
  for (let i = 0; i < count; i++) {
    const amount = quantity[i]
    const bin = price[i] - from
    // arithmetic and one rare branch, as below and above are a coin toss to a branch predictor
    excess += amount * (Number(price[i] > to) - side[i])
    if (Math.abs(bin - reach) <= reach) bins[bin | 0] += amount
  }
  if (excess > 0) return null
  for (let bin = MOST_BINS - 1; bin >= 0; bin--) {
    excess += bins[bin]
    if (excess > 0) return from + bin
  }
  return null
}

/** Bin by bin from the whole range of the book. */
function narrowed({ count, side, price, quantity }: BatchBook): number | null {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  let supply = 0
  let units = 0
  for (let i = 0; i < count; i++) {
    if (price[i] < from) from = price[i]
    if (price[i] > to) to = price[i]
    units += quantity[i]
    supply += quantity[i] * side[i]
  }
  if (supply === 0 || supply === units) return null

  const bins = new Float64Array(binsFor(count))
  let span = to - from + 1
  let above = 0
  for (;;) {
    let width = 1
    while (span > bins.length * width) width *= 2
    const scale = 1 / width // a power of two, so that the product below is exact
    const reach = (span - 1) / 2
    const middle = from + reach
    for (let i = 0; i < count; i++) {
      // one comparison, as below and above are a coin toss to a branch predictor
      if (Math.abs(price[i] - middle) <= reach) bins[((price[i] - from) * scale) | 0] += quantity[i]
    }
    let bin = Math.ceil(span * scale) - 1
    while (above + bins[bin] <= supply) above += bins[bin--]
    from += bin * width
    if (width === 1) return from
    span = width
    bins.fill(0)
  }
}

/** Few bins for few orders: a small book should not pay for sweeping a large histogram. */
function binsFor(count: number): number {
  let bins = 16
  while (bins < 2 * count && bins < MOST_BINS) bins *= 2
  return bins
}
