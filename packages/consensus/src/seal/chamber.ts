import type { Value } from '../certificate/value.js'
import type { Close } from './close.js'

/** Where values are worked out: the peer that holds the vectors, the entries and the market. */
export interface Chamber {
  /**
   * Cut what a quorum's closes list and execute it. A function of the certified past, the closes and `firstSlot`, so that
   * every peer that has what is behind the closes comes to the same value.
   * @param closes of one height and different validators, ascending by account, as many as the quorum.
   * @param firstSlot the earliest slot that trades, as a proposal says. A proposer leaves it out, and the slot is the
   * earliest that can still be decided in time on this peer's clock. The time of the closes will not do for that: a height
   * that hung for an hour could then never decide on anything but slots that have passed.
   */
  deliberate(height: number, closes: readonly Close[], firstSlot?: number): Deliberation

  /**
   * Whether a fresh value may still be voted for: on this peer's clock no slot from `firstSlot` on has passed its delivery
   * deadline, and none is left out that had ample time. Not asked for values that a quorum has prevoted before: they
   * may have been decided already, somewhere.
   */
  isTimely(value: Value): boolean
}

export type Deliberation =
  | { readonly kind: 'value'; readonly value: Value }
  /** A vector or an entry is not here yet. `of`: whose closes cannot be used until it is; a proposer then takes others. */
  | { readonly kind: 'wanting'; readonly of: readonly number[] }
  /** The closes make no value, whatever else arrives. `of`: whose closes stand in the way. */
  | { readonly kind: 'refused'; readonly reason: string; readonly of: readonly number[] }
