import { CodedError, type Price, type Slot, type Wh } from '@jazzgrid/units'
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

/** Number of prices in the band. */
export const levelsOf = ({ band, tick }: MarketRules): number => (band.max - band.min) / tick + 1

/** Index of a price in the band. */
export const levelOf = ({ band, tick }: MarketRules, price: number): number => (price - band.min) / tick

/** The price at an index. */
export const priceAt = ({ band, tick }: MarketRules, level: number): Price => (band.min + level * tick) as Price

/** UTC ms from which orders for this slot are taken. */
export const opensAt = (rules: MarketRules, slot: Slot): number => slot * rules.slotLength - rules.openBefore

/** UTC ms of the last round that takes orders for this slot. */
export const closesAt = (rules: MarketRules, slot: Slot): number => slot * rules.slotLength + rules.gateClosure

/** Throws `bad-market-rules` where the rules contradict themselves. */
export function checkRules(rules: MarketRules): void {
  const { slotLength, tick, lot, band, openBefore, gateClosure } = rules
  const demand = (holds: boolean, what: string) => {
    if (!holds) throw new CodedError('bad-market-rules', `market rules: ${what}`, { details: { rules } })
  }
  for (const [name, value] of Object.entries({ slotLength, tick, lot, min: band.min, max: band.max })) {
    demand(Number.isSafeInteger(value), `${name} must be an integer, got ${value}`)
  }
  demand(slotLength > 0 && tick > 0 && lot > 0, 'slotLength, tick and lot must be above 0')
  demand(band.min <= band.max, `the band ends at ${band.max}, below its start ${band.min}`)
  demand(band.min % tick === 0 && band.max % tick === 0, `the band must begin and end on a tick of ${tick}`)
  demand(levelsOf(rules) <= 2 ** 22, `a band of ${levelsOf(rules)} ticks is too fine; the most is ${2 ** 22}`)
  demand(Number.isSafeInteger(openBefore) && Number.isSafeInteger(gateClosure), 'gate times must be whole milliseconds')
  demand(gateClosure > -openBefore, 'a book must open before it closes')
}
