import type { Allocation } from './allocation/allocation.js'
import type { PriceRule } from './batch-clearing.js'

/**
 * low + k x (high - low), rounded down to an integer price unit: the fraction of a unit goes to the buyers. A caller that
 * wants midpoints exactly counts prices in half units.
 */
export function priceWithin(low: number, high: number, k: number): number {
  return low + Math.floor(k * (high - low))
}

/** The uniform price of an allocation; every accepted limit honours it under either interval. */
export function uniformPrice({ marginal, supporting }: Allocation, { interval, k }: PriceRule): number {
  return interval === 'supporting'
    ? priceWithin(supporting.low, supporting.high, k)
    : priceWithin(marginal.offer, marginal.bid, k)
}
