import type { DoubleSigningBody } from '@jazzgrid/ledger'
import type { Certificate } from '../certificate/certificate.js'
import type { Lack } from '../council/council.js'
import type { Outcome } from '../council/outcome.js'
import type { SealTimer, Verdict } from '../seal/seal-step.js'
import type { PledgeRecord } from './disk/pledge-record.js'

/** What comes of a step, beside messages: in the order in which it is to be carried out. */
export type RoundEvent =
  | { readonly kind: 'persist'; readonly height: number; readonly pledged: PledgeRecord }
  | { readonly kind: 'say'; readonly wire: Uint8Array }
  | { readonly kind: 'timer'; readonly timer: SealTimer; readonly delay: number }
  | { readonly kind: 'lack'; readonly lack: Lack }
  /** A certificate is here whose cut is not: somebody who decided it knows. */
  | { readonly kind: 'lack-decision'; readonly height: number }
  | { readonly kind: 'behind' }
  | { readonly kind: 'compare-notes' }
  | { readonly kind: 'accuse'; readonly proof: DoubleSigningBody }
  | { readonly kind: 'decided'; readonly certificate: Certificate; readonly outcome: Outcome }
  | { readonly kind: 'split'; readonly certificates: readonly Certificate[] }
  | { readonly kind: 'other-result'; readonly height: number }
  | { readonly kind: 'muted'; readonly reason: string }

export interface Hearing {
  readonly verdict: Verdict
  readonly reason?: string
  readonly events: readonly RoundEvent[]
}

/** What became of a decision that somebody else passed on. */
export type Adoption = 'adopted' | 'waiting' | 'old' | 'ahead' | 'invalid'
