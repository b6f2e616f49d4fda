import type { Price, Slot, Wh } from '@jazzgrid/units'
import type { Refusal } from '../admission/refusal.js'
import type { OrderHandle, Side } from '../order.js'

/**
 * What became of an order or of a request about one. Every accepted order ends in exactly one of the final fates; a
 * refused request has the single fate `rejected`.
 *
 * | kind | final | |
 * |---|---|---|
 * | `accepted` | | the order has a handle and takes part |
 * | `partially-filled` | | one fill, some leaves remain |
 * | `reduced` | | a replacement only lowered the leaves; handle and priority stay |
 * | `filled` | yes | the fill that left nothing |
 * | `canceled` | yes | by its author, or because the account's offers were suspended (`ended`) |
 * | `replaced` | yes | a new order of the same author took its place |
 * | `expired` | yes | goodTill passed, the gate closed or its round was missed (`ended`); earlier fills stand |
 * | `rejected` | yes | never took part; `refusal` says why. A refused cancel or replace leaves its order alone |
 */
export type FateKind =
  | 'accepted'
  | 'partially-filled'
  | 'reduced'
  | 'filled'
  | 'canceled'
  | 'replaced'
  | 'expired'
  | 'rejected'

/** Why an order that was taken left the book without a fill; `missed-round`: its round was decided too late for the slot. */
export type Ending = 'author' | 'suspension' | 'good-till' | 'gate-closure' | 'missed-round'

/** One shape for all kinds, one object an event, in the order in which the events happened. */
export interface Fate {
  readonly kind: FateKind
  /** 0 where the request never had an order: see `NO_ORDER`. For a refused cancel or replace the handle it named. */
  readonly handle: OrderHandle
  /** The author's number on the order; on a refused cancel or replace the number on that request. */
  readonly tag: number
  readonly account: number
  readonly device: number
  readonly slot: Slot
  readonly side: Side
  /** Limit. */
  readonly price: Price
  /** What the order was for when it was taken. */
  readonly quantity: Wh
  /** What is still to be traded after this event; on a final fate what was never traded. */
  readonly leaves: Wh
  /** This fill: its amount and price, both 0 where the event is no fill. Self-supply has price 0. */
  readonly lastQuantity: Wh
  readonly lastPrice: Price
  /** The fill was against the account's own order: no money moves. */
  readonly selfSupply: boolean
  readonly ended: Ending | null
  readonly refusal: Refusal | null
}

/** Handle of a request that never became an order; real handles start at 1. */
export const NO_ORDER: OrderHandle = 0

/** Whether nothing more will be heard of the order (or of the refused request). */
export function isFinal(kind: FateKind): boolean {
  return kind !== 'accepted' && kind !== 'partially-filled' && kind !== 'reduced'
}
