import type { Price, Slot, Wh } from '@jazzgrid/units'
import type { BatchMechanism, PriceRule } from '../call/batch-clearing.js'

/** How a book is matched; the rules of each are in `docs/` and beside its code. */
export type Mechanism = 'continuous' | BatchMechanism

/** What the products of one community have in common. All times in ms, all prices in micro/Wh. */
export interface MarketRules {
  readonly mechanism: Mechanism
  /** Batch mechanisms only; absent = the midpoint of the marginal pair. */
  readonly pricing?: PriceRule
  readonly slotLength: number
  /** Prices and premiums are multiples of it. */
  readonly tick: Price
  /** Quantities and minimum quantities are multiples of it. */
  readonly lot: Wh
  /** Lowest and highest price that a trade may have, both multiples of the tick. */
  readonly band: { readonly min: Price; readonly max: Price }
  /** How long before its slot starts a book opens. */
  readonly openBefore: number
  /** When a book closes, relative to the start of its slot; negative is before it. */
  readonly gateClosure: number
}

/** UTC ms from which orders for this slot are taken. */
export const opensAt = (rules: MarketRules, slot: Slot): number => slot * rules.slotLength - rules.openBefore

/** UTC ms of the last round that takes orders for this slot. */
export const closesAt = (rules: MarketRules, slot: Slot): number => slot * rules.slotLength + rules.gateClosure
