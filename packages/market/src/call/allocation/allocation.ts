import { invariant } from '@jazzgrid/units'
import type { BatchBook } from '../batch-book.js'
import { criticalPrice } from './critical-price.js'
import { proRata } from './pro-rata.js'

/** What a book of plain orders trades, and between which prices. */
export interface Allocation {
  /** Accepted quantity of each order. */
  readonly fills: Float64Array
  /** Accepted quantity of either side. */
  readonly matched: number
  /** Indices of all orders that may have a fill, ascending. */
  readonly bids: Int32Array
  readonly offers: Int32Array
  /** Lowest accepted bid limit, highest accepted offer limit. */
  readonly marginal: { readonly bid: number; readonly offer: number }
  /** The lowest and highest price at which nobody left out would still want to trade. */
  readonly supporting: { readonly low: number; readonly high: number }
}

/**
 * The welfare optimum, with the largest volume among the optima: bids and offers at one price do trade. Orders at the
 * critical price that cannot all be served share pro rata.
 * @returns undefined where nothing trades.
 */
export function allocate(book: BatchBook): Allocation | undefined {
  const { count, side, price, quantity } = book
  const critical = criticalPrice(book)
  if (critical === null) return undefined

  const fills = new Float64Array(count)
  const accepted = new Int32Array(count) // bids from the front, offers from the back
  let bidCount = 0
  let offerCount = 0
  let total = 0
  let supply = 0
  // whether an order is accepted is a coin toss to a branch predictor, hence arithmetic instead of a branch
  for (let i = 0; i < count; i++) {
    const isOffer = side[i]
    // a bid must not be below the critical price, an offer must be below the next
    const isAccepted = Number(price[i] - isOffer >= critical) ^ isOffer
    const amount = quantity[i] * isAccepted
    fills[i] = amount
    total += amount
    supply += amount * isOffer
    accepted[bidCount] = i
    accepted[count - 1 - offerCount] = i
    bidCount += isAccepted & ~isOffer
    offerCount += isAccepted & isOffer
  }
  const bids = accepted.subarray(0, bidCount)
  const offers = accepted.subarray(count - offerCount).reverse()
  const demand = total - supply
  const matched = Math.min(demand, supply)
  if (matched === 0) return undefined

  if (demand > supply) ration(book, bids, critical, demand - supply, fills)
  if (supply > demand) ration(book, offers, critical, supply - demand, fills)
  const marginal = { bid: lowest(price, bids, fills, critical), offer: highest(price, offers, fills, critical) }
  const isRationed = marginal.bid === critical || supply > matched
  const supporting = { low: critical, high: isRationed ? critical : nextAbove(book, critical) }
  return { fills, matched, bids, offers, marginal, supporting }
}

/** Take the excess from the orders at the critical price. */
function ration(book: BatchBook, orders: Int32Array, critical: number, excess: number, fills: Float64Array): void {
  const { price, quantity } = book
  const ties: number[] = []
  let sum = 0
  for (let m = 0; m < orders.length; m++) {
    if (price[orders[m]] !== critical) continue
    ties.push(orders[m])
    sum += quantity[orders[m]]
  }
  invariant(sum >= excess, 'what is better than the critical price fits the other side')
  proRata(book, Int32Array.from(ties), sum - excess, sum, fills)
}

/** The lowest limit of a bid with a fill; none is below the critical price. */
function lowest(price: Float64Array, bids: Int32Array, fills: Float64Array, critical: number): number {
  let low = Number.POSITIVE_INFINITY
  for (let m = 0; m < bids.length && low > critical; m++) {
    if (price[bids[m]] < low && fills[bids[m]] > 0) low = price[bids[m]]
  }
  return low
}

/** The highest limit of an offer with a fill; none is above the critical price. */
function highest(price: Float64Array, offers: Int32Array, fills: Float64Array, critical: number): number {
  let high = Number.NEGATIVE_INFINITY
  for (let m = 0; m < offers.length && high < critical; m++) {
    if (price[offers[m]] > high && fills[offers[m]] > 0) high = price[offers[m]]
  }
  return high
}

/** The next limit above the critical price, on either side: beyond it an accepted bid or a waiting offer would object. */
function nextAbove(book: BatchBook, critical: number): number {
  let next = Number.POSITIVE_INFINITY
  for (let i = 0; i < book.count; i++) {
    if (book.price[i] > critical && book.price[i] < next && book.quantity[i] > 0) next = book.price[i]
  }
  return next
}
