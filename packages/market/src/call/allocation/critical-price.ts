import type { BatchBook } from '../batch-book.js'

const MOST_BINS = 4096

/**
 * The price at which a book turns: bids above it and offers below it are accepted whole, what is wanted and offered at
 * it is rationed on the longer side, everything else is left out. null where one side is empty.
 *
 * With S the total supply it is the price of the (S+1)-st highest unit among bids and offers alike (Wurman, Walsh and
 * Wellman 1998, "Flexible double auctions for electronic commerce"): units wanted at or above p exceed units offered
 * below p exactly where bids and offers at or above p together exceed S. So one histogram of both sides and a selection
 * from the top replace two sorted curves; a range wider than the histogram is narrowed bin by bin, and nothing is sorted.
 */
export function criticalPrice(book: BatchBook): number | null {
  const { count, side, price, quantity } = book
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
