import type { Replica, SignatureScheme, Signer } from '@jazzgrid/ledger'
import type { Chance } from '@jazzgrid/units'
import type { Accusation } from '../execution/conviction.js'
import type { Genesis } from '../genesis/genesis.js'
import type { SealRules } from '../seal/seal-rules.js'
import type { SealTiming } from '../seal/seal-timing.js'
import { RETENTION } from '../snapshot/pruning.js'
import type { CommunityState } from '../state/community-state.js'
import type { Succession } from '../trust/succession.js'
import type { TrustedPoint } from '../trust/trusted-point.js'
import type { PledgeRecord } from './disk/pledge-record.js'
import type { PeerEffect, PeerName } from './peer-effect.js'

/** How often a peer does what it does again and again [ms]. */
export interface PeerPace {
  /** Between exchanges with neighbours, each time with two of them. */
  readonly sync: number
  /** Between a neighbour's connection and the second exchange with it. */
  readonly greet: number
  /** Before a cut three neighbours are asked for what is missing; at most half of the time in which orders are collected. */
  readonly beforeCut: number
  /** A neighbour that takes longer for an answer is asked less. */
  readonly patience: number
  /** Until a neighbour that could help is asked again for what a round lacks. */
  readonly again: number
  /** Heights between two snapshots of the state. */
  readonly snapshot: number
  /** Heights behind others from which on a snapshot is fetched; what was decided in between is not executed here. */
  readonly jump: number
  /** How long entries and results are kept. */
  readonly retention: number
}

export const PEER_PACE: PeerPace = {
  sync: 15_000,
  greet: 1_000,
  beforeCut: 3_000,
  patience: 5_000,
  again: 250,
  snapshot: 48,
  jump: 2 * 48,
  retention: RETENTION,
}

export interface PeerOptions {
  readonly genesis: Genesis
  readonly scheme: SignatureScheme
  /** Whom the peer writes and votes for; left out, it only follows. */
  readonly identity?: { readonly account: number; readonly signer: Signer }
  /** Where it stands, and its open entries: at the genesis, or as `restorePeer` read it from the disk. */
  readonly state: CommunityState
  readonly replica: Replica
  /** What it signed at the height that is under way. */
  readonly pledged?: PledgeRecord
  /** What it knows against others. */
  readonly proofs?: readonly Accusation[]
  /** Who decided which heights, and what to tell newcomers: as `restorePeer` read it. */
  readonly succession?: Succession
  readonly checkpoint?: TrustedPoint
  /** What its invitation told it to trust, where the genesis is too old for that; left out, the genesis. */
  readonly point?: TrustedPoint
  /** How long [ms] validators are believed after they decided; left out, `TRUSTING_PERIOD`. */
  readonly trustingPeriod?: number
  /** The public key behind a neighbour's name: only validators count when a peer asks what others know of it. */
  readonly keyOf: (name: PeerName) => Uint8Array | undefined
  readonly chance: Chance
  readonly timing?: SealTiming
  readonly rules?: SealRules
  readonly pace?: Partial<PeerPace>
}

/** What came over the network is judged at once, so that relays need not wait. */
export interface Judged {
  readonly verdict: 'accept' | 'ignore' | 'reject'
  readonly effects: readonly PeerEffect[]
}
