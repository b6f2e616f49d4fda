import type { Slot } from '@jazzgrid/units'

/** What a strategy must not do. Closed: each code is one rule of the market or of the port. */
export type ViolationCode =
  // an answer for every due slot, and for no other
  | 'no-answer'
  | 'not-due'
  | 'quoted-twice'
  | 'silent-and-quoting'
  | 'no-reason'
  | 'unknown-reason'
  // what the market would refuse
  | 'off-tick'
  | 'off-lot'
  | 'not-positive'
  | 'outside-band'
  | 'minimum-above-quantity'
  | 'premium-on-offer'
  | 'origin-on-bid'
  // what hurts its owner
  | 'above-retail'
  | 'below-feed-in'
  | 'beyond-leg'
  | 'crosses-itself'
  // the port: pure, repeatable, plain data
  | 'throws'
  | 'not-repeatable'
  | 'changes-its-input'
  | 'state-not-json'
  | 'setpoint-not-a-number'
  | 'resumes-differently'

export interface Violation {
  readonly code: ViolationCode
  readonly detail: string
  /** The slot it is about, where it is about one. */
  readonly slot?: Slot
  /** Number of the drawn situation, where situations were drawn. */
  readonly situation?: number
}
