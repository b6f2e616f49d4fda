import type { Replica, SignatureScheme, Signer } from '@jazzgrid/ledger'
import type { Chance } from '@jazzgrid/units'
import type { Genesis } from '../genesis/genesis.js'
import type { SealRules } from '../seal/seal-rules.js'
import type { SealTiming } from '../seal/seal-timing.js'
import type { CommunityState } from '../state/community-state.js'
import type { PledgeRecord } from './disk/pledge-record.js'
import type { PeerEffect } from './peer-effect.js'

/** How often a peer does what it does again and again [ms]. */
export interface PeerPace {
  /** Between exchanges with neighbours, each time with two of them. */
  readonly sync: number
  /** Until a neighbour that could help is asked again for what a round lacks. */
  readonly again: number
  /** Heights between two snapshots of the state. */
  readonly snapshot: number
}

export const PEER_PACE: PeerPace = { sync: 15_000, again: 250, snapshot: 48 }

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
