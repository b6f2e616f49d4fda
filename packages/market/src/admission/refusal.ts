import type { Slot } from '@jazzgrid/units'

/**
 * Why a request was not taken, with the evidence. A refusal is a value: it reaches the author as the fate of the
 * request and never stops a round. `field` names the term at fault. `not-a-number` is also said of a slot, device or time
 * that is not an integer.
 */
export type Refusal =
  | { readonly code: 'gate-not-open'; readonly params: { readonly slot: Slot; readonly opensAt: number } }
  | { readonly code: 'gate-closed'; readonly params: { readonly slot: Slot; readonly closedAt: number } }
  | { readonly code: 'already-expired'; readonly params: { readonly goodTill: number; readonly now: number } }
  | { readonly code: 'not-a-number'; readonly params: { readonly field: string; readonly value: string } }
  | { readonly code: 'not-positive'; readonly params: { readonly field: string; readonly value: number } }
  | {
      readonly code: 'off-tick'
      readonly params: { readonly field: string; readonly value: number; readonly tick: number }
    }
  | {
      readonly code: 'off-lot'
      readonly params: { readonly field: string; readonly value: number; readonly lot: number }
    }
  | {
      readonly code: 'outside-band'
      readonly params: { readonly field: string; readonly value: number; readonly min: number; readonly max: number }
    }
  | {
      readonly code: 'minimum-above-quantity'
      readonly params: { readonly minimum: number; readonly quantity: number }
    }
  | { readonly code: 'beyond-rating'; readonly params: { readonly quantity: number; readonly rating: number } }
  | { readonly code: 'premium-on-offer'; readonly params: Record<string, never> }
  | { readonly code: 'origin-on-bid'; readonly params: { readonly origin: string } }
  | { readonly code: 'unknown-account'; readonly params: { readonly account: number } }
  | { readonly code: 'unknown-side'; readonly params: { readonly side: string } }
  | { readonly code: 'unknown-origin'; readonly params: { readonly origin: string } }
  | { readonly code: 'unknown-order'; readonly params: { readonly handle: number } }
  | { readonly code: 'suspended'; readonly params: { readonly until: number } }

export type RefusalCode = Refusal['code']

/** The outcome of admission. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: Refusal }
