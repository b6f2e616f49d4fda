import { allocate } from '../call/allocation/allocation.js'
import type { BatchBook } from '../call/batch-book.js'
import type { BatchClearing, PriceRule } from '../call/batch-clearing.js'
import { clearingRecord, emptyClearing } from '../call/clearing-record.js'
import { withMinimums } from '../call/minimum-quantity.js'
import { priceWithin, uniformPrice } from '../call/price-rule.js'
import { pair } from '../pairing/pairing.js'
import type { UnitTable } from '../pairing/unit-table.js'
import { carriesPremium } from '../premium/attribute-classes.js'
import { payAsBidWithPremiums } from '../premium/premium-clearing.js'

/**
 * The allocation of the call auction, but each pair settles between its own two limits, at k = 1/2 in the middle. The
 * reference price is the uniform price that the same book would have had.
 */
export function payAsBid(book: BatchBook, rule: PriceRule): BatchClearing {
  if (carriesPremium(book)) return payAsBidWithPremiums(book, rule.k)
  const allocation = withMinimums(book, allocate)
  if (allocation === undefined) return emptyClearing(book)
  const { fills, bids, offers, marginal } = allocation
  const limit = book.price
  const price = ({ buy, sell }: UnitTable, unit: number) => priceWithin(limit[sell[unit]], limit[buy[unit]], rule.k)
  const reference = { price: uniformPrice(allocation, rule), marginal }
  return clearingRecord(fills, pair(book, bids, offers, fills), price, price, reference)
}
