import type { DoubleSigningBody } from '@jazzgrid/ledger'
import type { Certificate } from '../certificate/certificate.js'
import type { ValidatorSet } from '../validators/validator-set.js'
import type { Close, Frozen } from './close.js'
import type { SealTiming } from './seal-timing.js'

/** The decision of one height, as it is known before anything was said about it. */
export interface Term {
  /** From 1. */
  readonly height: number
  /** Id of the certificate before (at height 1: of the genesis), 32 bytes. */
  readonly previous: Uint8Array
  readonly validators: ValidatorSet
  /** `validators.proposers(previous, closers of the value before)`. */
  readonly proposers: readonly number[]
  readonly timing?: SealTiming
}

/** `grace`: the proposer waits for more closes. The others give up on a proposal or on the rest of the votes. */
export type Wait = 'grace' | 'propose' | 'prevote' | 'precommit'

export interface SealTimer {
  readonly height: number
  readonly round: number
  readonly wait: Wait
}

export type SealInput =
  /**
   * The height before is certified and executed. `pledges`: what was persisted last at this height, where there is
   * something; what it does not hold this peer did not sign. `listens`: hear what is said and sign nothing, for it may not
   * be sure yet what was persisted; `begin` at the same height again takes part, with all that was heard.
   */
  | { readonly kind: 'begin'; readonly term: Term; readonly pledges?: Uint8Array; readonly listens?: boolean }
  /** This peer's cut time has come, and what it holds is frozen. */
  | { readonly kind: 'close'; readonly frozen: Omit<Frozen, 'network' | 'height'> }
  /** Bytes of a message from anybody; who passed it on does not matter. */
  | { readonly kind: 'message'; readonly wire: Uint8Array }
  | { readonly kind: 'timer'; readonly timer: SealTimer }
  /** Vectors or entries have come that the chamber was wanting. */
  | { readonly kind: 'retry' }

/** To be carried out in order. */
export type SealEffect =
  /**
   * Replaces what was persisted before at this height. It must be on the disk, synced, before any of the effects after it
   * are carried out: what was sent and then forgotten makes an honest peer a liar.
   */
  | { readonly kind: 'persist'; readonly height: number; readonly pledges: Uint8Array }
  /** Gossip to everybody. */
  | { readonly kind: 'send'; readonly wire: Uint8Array }
  /** Hand the timer in again after `delay` ms. Timers need not be cancelled; those that are late are ignored. */
  | { readonly kind: 'timer'; readonly timer: SealTimer; readonly delay: number }
  /**
   * Once a height. `closes` are those of the value, where this peer heard them. Pass the certificate on again after a while,
   * with jitter.
   */
  | { readonly kind: 'decided'; readonly certificate: Certificate; readonly closes: readonly Close[] | undefined }
  | { readonly kind: 'accuse'; readonly proof: DoubleSigningBody }
  | { readonly kind: 'want'; readonly want: Want }
  /** So many validators froze that one of them is surely honest: freeze too, though own clock or order book may not ask for it. */
  | { readonly kind: 'freeze' }
  /** What became of the message handed in. Pass on what is fresh; whoever sends what is invalid is faulty itself. */
  | { readonly kind: 'heard'; readonly verdict: Verdict; readonly reason?: string }
  /** More than f validators lied: two quorums decided differently, at this height or before it. Stop and show people. */
  | { readonly kind: 'split'; readonly certificates: readonly Certificate[] }
  /** This peer found that it may have forgotten what it signed, and signs nothing more at this height. */
  | { readonly kind: 'muted'; readonly reason: 'pledges-unreadable' | 'forgot-own-statement' }

export type Verdict = 'fresh' | 'known' | 'stray' | 'invalid'

export type Want =
  /** What is behind these closes. Hand in `retry` when it is here. */
  | { readonly what: 'cut'; readonly closes: readonly Close[] }
  /** A quorum voted for a value that nobody proposed to this peer: exchange summaries now. */
  | { readonly what: 'proposal' }
  /** Somebody is at a later height: catch up. Told at most once of each validator at a height, for it may be a lie. */
  | { readonly what: 'certificates' }
