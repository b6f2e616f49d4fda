import type { Pairing } from '../pairing/pairing.js'
import type { UnitTable } from '../pairing/unit-table.js'
import type { BatchBook } from './batch-book.js'
import type { BatchClearing } from './batch-clearing.js'

/** The prices of the units: what each buyer pays, and what each seller receives where the two differ. */
export interface UnitPrices {
  readonly price: (units: UnitTable, unit: number) => number
  readonly sellerPrice?: (units: UnitTable, unit: number) => number
}

/** Put fills, units and prices together. `price` and `marginal` hold only where something is traded. */
export function clearingRecord(
  fills: Float64Array,
  { units, own }: Pairing,
  { price, sellerPrice }: UnitPrices,
  reference: { readonly price: number; readonly marginal: { readonly bid: number; readonly offer: number } },
): BatchClearing {
  const { count } = units
  const quantity = units.quantity.subarray(0, count)
  const paid = new Float64Array(count)
  for (let unit = own; unit < count; unit++) paid[unit] = price(units, unit)
  let received = paid
  if (sellerPrice !== undefined) {
    received = new Float64Array(count)
    for (let unit = own; unit < count; unit++) received[unit] = sellerPrice(units, unit)
  }
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
      sellerPrice: received,
    },
  }
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
