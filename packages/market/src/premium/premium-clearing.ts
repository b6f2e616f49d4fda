import type { BatchBook } from '../call/batch-book.js'
import type { BatchClearing } from '../call/batch-clearing.js'
import { clearingRecord, emptyClearing, type UnitPrice } from '../call/clearing-record.js'
import { withMinimums } from '../call/minimum-quantity.js'
import { priceWithin } from '../call/price-rule.js'
import { classPrices } from './class-prices.js'
import { allocateWithPremiums, type PremiumAllocation } from './premium-allocation.js'
import { pairWithinFlow } from './premium-pairing.js'

/**
 * Call auction with premiums: one price per class of offers, so that renewable or local energy may be dearer than plain
 * energy. A buyer pays the price of the class that serves it, never above its limit and the premium it earns. The prices
 * always support the allocation (there is no one marginal pair across classes), at k between the lowest and the highest.
 */
export function callWithPremiums(book: BatchBook, k: number): BatchClearing {
  return clearAt(
    book,
    k,
    ({ classes: { classOf } }, prices) =>
      ({ sell }, unit) =>
        prices[classOf[sell[unit]]],
  )
}

/** The same allocation; each pair between the offer's limit and the bid's limit with the premium that the unit earns. */
export function payAsBidWithPremiums(book: BatchBook, k: number): BatchClearing {
  const limit = book.price
  return clearAt(book, k, ({ classes: { classOf, premium } }) => ({ buy, sell }, unit) => {
    const [bid, offer] = [buy[unit], sell[unit]]
    return priceWithin(limit[offer], limit[bid] + premium[classOf[bid]][classOf[offer]], k)
  })
}

function clearAt(
  book: BatchBook,
  k: number,
  priced: (allocation: PremiumAllocation, prices: readonly number[]) => UnitPrice,
): BatchClearing {
  const allocation = withMinimums(book, allocateWithPremiums)
  if (allocation === undefined) return emptyClearing(book)
  const { classes, flow, fills, marginal } = allocation
  const prices = classPrices(classes, flow, k)
  const reference = { price: plainPrice(allocation, prices), marginal }
  const price = priced(allocation, prices)
  return clearingRecord(fills, pairWithinFlow(book, allocation), price, price, reference)
}

/** The cheapest price among classes that sold: of energy without the renewable attribute, or else of any. */
function plainPrice({ classes }: PremiumAllocation, prices: readonly number[]): number {
  const sold = prices.filter((_, o) => classes.offers[o].accepted > 0)
  const plain = prices.filter((_, o) => classes.offers[o].accepted > 0 && classes.plain[o])
  return Math.min(...(plain.length > 0 ? plain : sold))
}
