import type { Durability, Entry, EntryName, Range, StoreWrite } from '@jazzgrid/ledger'
import type { Certificate } from '../certificate/certificate.js'
import type { Outcome } from '../council/outcome.js'
import type { SealTimer } from '../seal/seal-step.js'
import type { CommunityState } from '../state/community-state.js'
import type { Alarm } from './alarm.js'
import type { HistoryAsk } from './history/history-ask.js'

/** What a peer is named by the network that carries its frames. */
export type PeerName = string

/** `entry`: what members write. `seal`: what validators say to decide a round. */
export type Topic = 'entry' | 'seal'

/** What the peer wants to be woken for. */
export type PeerTimer =
  | { readonly kind: 'before-cut' }
  | { readonly kind: 'cut' }
  /** A neighbour connected a moment ago: what was published in between may have reached neither. */
  | { readonly kind: 'greet'; readonly peer: PeerName }
  /** Neighbours that have not said what they hold of this height are asked again, until the peer may take part. */
  | { readonly kind: 'listen' }
  | { readonly kind: 'sync' }
  | { readonly kind: 'again' }
  | { readonly kind: 'seal'; readonly timer: SealTimer }

/** What the peer asks its host to do. They are to be carried out in order: those after a synced write wait for it. */
export type PeerEffect =
  | { readonly kind: 'store'; readonly batch: readonly StoreWrite[]; readonly durability: Durability }
  | { readonly kind: 'publish'; readonly topic: Topic; readonly data: Uint8Array }
  | { readonly kind: 'send'; readonly to: PeerName; readonly frame: Uint8Array }
  | { readonly kind: 'timer'; readonly timer: PeerTimer; readonly delay: number }
  /** Read what is certified or decided from the store and hand it in as `read`. */
  | { readonly kind: 'read'; readonly for: PeerName; readonly ask: StoreAsk }
  /** `reason`: kebab-case, for counters. */
  | { readonly kind: 'penalise'; readonly peer: PeerName; readonly reason: string; readonly points: number }
  /** Entries that were not known before, own ones included: for those who watch. */
  | { readonly kind: 'received'; readonly entries: readonly Entry[] }
  /** A round was decided and executed. */
  | { readonly kind: 'certified'; readonly certificate: Certificate; readonly outcome: Outcome }
  /** What was decided up to this state was taken over from others without being executed: see `StateTransfer`. */
  | { readonly kind: 'leapt'; readonly state: CommunityState }
  /** Drop what is older [UTC ms], batch by batch: see `nextPruning`. Nothing waits for it. */
  | { readonly kind: 'prune'; readonly before: number }
  | { readonly kind: 'alarm'; readonly alarm: Alarm }

/** What only the store has. `session`: the connection over which a neighbour asked for it. */
export type StoreAsk =
  /** The entries of these ranges, then those of these names. */
  | {
      readonly what: 'entries'
      readonly session: number
      readonly request: number
      readonly ranges: readonly Range[]
      readonly names: readonly EntryName[]
    }
  | {
      readonly what: 'decisions'
      readonly session: number
      readonly request: number
      readonly from: number
      readonly to: number
    }
  | (HistoryAsk & { readonly session: number })
  /** What is certified where this entry stands: another one would convict its author. */
  | { readonly what: 'rival'; readonly entry: Entry }
