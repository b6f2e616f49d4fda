import { allocate } from '../call/allocation/allocation.js'
import { proRata } from '../call/allocation/pro-rata.js'
import { type BatchBook, BUY, SELL } from '../call/batch-book.js'
import type { BatchClearing } from '../call/batch-clearing.js'
import { clearingRecord, emptyClearing } from '../call/clearing-record.js'
import { withMinimums } from '../call/minimum-quantity.js'
import { pair } from '../pairing/pairing.js'
import { dropMarginal } from './marginal-order.js'

/** What is left of an allocation without its marginal bid and its marginal offer. */
interface ReducedAllocation {
  readonly fills: Float64Array
  readonly bids: Int32Array
  readonly offers: Int32Array
  /** The limits of the two that left: what buyers pay and sellers receive. */
  readonly marginal: { readonly bid: number; readonly offer: number }
}

/**
 * Trade reduction (McAfee 1992, "A dominant strategy double auction") for orders of several units, in the variant of
 * Huang, Scheller-Wolf and Sycara 2002 ("Design of a multi-unit double auction e-market"): of the efficient allocation
 * the marginal bid and the marginal offer always leave, as whole orders. All other buyers pay the limit of the bid that
 * left, all other sellers receive the limit of the offer that left, and where the two sides no longer match, every order
 * of the longer side shares the excess pro rata (by quantity, where Huang et al. share it equally).
 *
 * - Truthful in the limit price: the price an order pays or receives is set by an order that does not trade, and its
 *   quantity does not depend on its own limit as long as it trades at all. Not truthful in quantity, nor for a site that
 *   stands on both sides, nor with minimum quantities.
 * - Individually rational; efficient but for the marginal orders; McAfee's exception, which saves the last trade where
 *   the mean of the first two limits left out would do as a price, is not made, as it is not truthful for partial fills.
 * - Buyers pay at least what sellers receive: (price - sellerPrice) x volume is a surplus, never a deficit, and belongs
 *   to the community.
 *
 * Premiums are not priced here; they only steer the pairing.
 */
export function tradeReduction(book: BatchBook): BatchClearing {
  const reduced = withMinimums(book, reduce)
  if (reduced === undefined) return emptyClearing(book)
  const { fills, bids, offers, marginal } = reduced
  const reference = { price: marginal.bid, marginal }
  return clearingRecord(fills, pair(book, bids, offers, fills), marginal.bid, marginal.offer, reference)
}

function reduce(book: BatchBook): ReducedAllocation | undefined {
  const allocation = allocate(book)
  if (allocation === undefined) return undefined
  const { marginal, matched } = allocation
  const buyers = dropMarginal(book, BUY, allocation.bids, marginal.bid, matched)
  const sellers = dropMarginal(book, SELL, allocation.offers, marginal.offer, matched)
  const volume = Math.min(buyers.total, sellers.total)
  if (volume === 0) return undefined
  const fills = new Float64Array(book.count)
  proRata(book, buyers.members, volume, buyers.total, fills)
  proRata(book, sellers.members, volume, sellers.total, fills)
  return { fills, bids: buyers.members, offers: sellers.members, marginal }
}
