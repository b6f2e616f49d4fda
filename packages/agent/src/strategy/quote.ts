import type { Origin, Premium, Side } from '@jazzgrid/market'
import type { Price, Slot, Wh } from '@jazzgrid/units'
import type { Alternative, ReasonCode } from '../decision/reason.js'

/** Why a quote is as it is, from which forecast and instead of what. */
export interface Grounds {
  readonly reasons: readonly ReasonCode[]
  /** Energy the device expects to need (positive) or to have over (negative) in the slot [Wh]; NaN unknown. */
  readonly forecast: number
  readonly alternative: Alternative
  /** micro/Wh, NaN where there is none. */
  readonly alternativePrice: number
}

/** What a strategy wants to stand in the book of one slot, on one side. At most one quote a slot and side. */
export interface OrderQuote extends Grounds {
  readonly slot: Slot
  readonly side: Side
  readonly price: Price
  /** What is still to be traded [Wh], a positive multiple of the lot. */
  readonly quantity: Wh
  readonly minimum?: Wh
  readonly premium?: Premium
  readonly origin?: Origin
}

/** It wants nothing in this slot, and says why. */
export interface NoQuote extends Grounds {
  readonly slot: Slot
  readonly side: 'none'
}

export type Quote = OrderQuote | NoQuote
