import { pair } from '../pairing/pairing.js'
import { carriesPremium } from '../premium/attribute-classes.js'
import { callWithPremiums } from '../premium/premium-clearing.js'
import { allocate } from './allocation/allocation.js'
import type { BatchBook } from './batch-book.js'
import type { BatchClearing, PriceRule } from './batch-clearing.js'
import { clearingRecord, emptyClearing } from './clearing-record.js'
import { withMinimums } from './minimum-quantity.js'
import { uniformPrice } from './price-rule.js'

/** Uniform price call auction (k-double auction): the welfare optimum, all at one price. */
export function call(book: BatchBook, rule: PriceRule): BatchClearing {
  if (carriesPremium(book)) return callWithPremiums(book, rule.k)
  const allocation = withMinimums(book, allocate)
  if (allocation === undefined) return emptyClearing(book)
  const { fills, bids, offers, marginal } = allocation
  const price = uniformPrice(allocation, rule)
  return clearingRecord(fills, pair(book, bids, offers, fills), price, price, { price, marginal })
}
