import type { Side } from '@jazzgrid/market'
import type { Slot } from '@jazzgrid/units'
import type { Alternative, ReasonCode } from './reason.js'

/** `keep`: the resting order still says what the agent wants. */
export type Action = 'order' | 'replace' | 'keep' | 'cancel' | 'none'

/**
 * The record that every decision leaves, also the decision not to trade: what was done for a slot, why, from which
 * inputs and instead of what. Numbers are NaN where unknown.
 */
export interface Decision {
  readonly slot: Slot
  readonly action: Action
  /** `none` where the action is. */
  readonly side: Side | 'none'
  readonly price: number
  readonly quantity: number
  readonly reasons: readonly ReasonCode[]
  /** The author's number of the order it placed, replaced, kept or canceled; -1 for none. */
  readonly tag: number
  // inputs
  readonly soc: number
  /** Energy the device expects to need (positive) or to have over (negative) in the slot [Wh]. */
  readonly forecast: number
  /** Net bought before this decision [Wh]. */
  readonly position: number
  readonly bestBid: number
  readonly bestAsk: number
  readonly expected: number
  readonly alternative: Alternative
  readonly alternativePrice: number
}
