import type { Pairing } from '../pairing/pairing.js'
import type { UnitTable } from '../pairing/unit-table.js'
import type { BatchBook } from './batch-book.js'
import type { BatchClearing } from './batch-clearing.js'

/** What the trades cost: one price for all, or one for each unit. */
export type UnitPrice = number | ((units: UnitTable, unit: number) => number)

/** Put fills, units and prices together. Reference price and marginal limits hold only where something is traded. */
export function clearingRecord(
  fills: Float64Array,
  { units, own }: Pairing,
  price: UnitPrice,
  sellerPrice: UnitPrice,
  reference: { readonly price: number; readonly marginal: { readonly bid: number; readonly offer: number } },
): BatchClearing {
  const { count } = units
  const quantity = units.quantity.subarray(0, count)
  const paid = unitPrices(units, own, price)
  let selfSupply = 0
  for (let unit = 0; unit < own; unit++) selfSupply += quantity[unit]
  let volume = 0
  for (let unit = own; unit < count; unit++) volume += quantity[unit]
  return {
    volume,
    selfSupply,
    price: volume > 0 ? reference.price : null,
    marginal: volume > 0 ? reference.marginal : null,
    fills,
    pairs: {
      count,
      own,
      buy: units.buy.subarray(0, count),
      sell: units.sell.subarray(0, count),
      quantity,
      price: paid,
      sellerPrice: sellerPrice === price ? paid : unitPrices(units, own, sellerPrice),
    },
  }
}

function unitPrices(units: UnitTable, own: number, price: UnitPrice): Float64Array {
  const prices = new Float64Array(units.count)
  if (typeof price === 'number') return prices.fill(price, own)
  for (let unit = own; unit < prices.length; unit++) prices[unit] = price(units, unit)
  return prices
}

/** A book that cannot clear returns an empty clearing, never an error. */
export function emptyClearing(book: BatchBook): BatchClearing {
  const none = new Float64Array(0)
  return {
    volume: 0,
    selfSupply: 0,
    price: null,
    marginal: null,
    fills: new Float64Array(book.count),
    pairs: {
      count: 0,
      own: 0,
      buy: new Int32Array(0),
      sell: new Int32Array(0),
      quantity: none,
      price: none,
      sellerPrice: none,
    },
  }
}
