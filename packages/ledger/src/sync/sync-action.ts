import type { Missing } from '../replica/reception.js'
import type { Replica } from '../replica/replica.js'
import type { Portion } from './answering/portion.js'
import type { Compared } from './comparison.js'
import { MOST_WANTED } from './message/sync-codec.js'
import type {
  Decisions,
  Proof,
  Proofs,
  SealMessages,
  SnapshotPart,
  Vectors,
  WantDecisions,
  WantIds,
  WantMessages,
  WantProof,
  WantSnapshot,
  WantVectors,
} from './message/sync-message.js'

/** Where a peer stands: its newest certificate. */
export interface Standing {
  readonly height: number
  /** First 8 bytes of its id. */
  readonly certificate: Uint8Array
}

/** What a session needs of the peer that it speaks for. */
export interface SyncHost {
  /** First 8 bytes of the id of the genesis. */
  readonly network: Uint8Array
  readonly replica: Pick<Replica, 'frontier' | 'lacking' | 'certifiedUpTo' | 'open' | 'find' | 'proofs'>
  standing(): Standing
  /** Take entries in as from anywhere else, before it returns. */
  takeIn(wires: readonly Uint8Array[]): Intake
}

/** What became of entries that a neighbour gave. */
export interface Intake {
  /** What they wait for. */
  readonly missing: readonly Missing[]
  /** Why some were refused: an honest neighbour would not have given them. */
  readonly faults: readonly string[]
}

/** What the host of a session is to do, in order. */
export type SyncAction =
  | { readonly do: 'send'; readonly frame: Uint8Array }
  /** Read these certified entries from the store, and hand what is there to `giveEntries`, in the order of the portion. */
  | { readonly do: 'read'; readonly request: number; readonly portion: Omit<Portion, 'open'> }
  /** Answer with `give`, even where there is nothing to give. */
  | { readonly do: 'answer'; readonly ask: HostWant }
  /** The neighbour said where it stands. */
  | { readonly do: 'note'; readonly standing: Standing }
  /** Frontiers were compared in some accounts. */
  | { readonly do: 'compared'; readonly compared: Compared }
  /** What was asked for with `ask`, or proofs, which need not be asked for. */
  | { readonly do: 'hear'; readonly message: Decisions | Vectors | SnapshotPart | Proof | SealMessages | Proofs }
  /** The neighbour broke a rule of the exchange. */
  | { readonly do: 'blame'; readonly fault: SyncFault; readonly detail: string }

export type SyncFault =
  | 'malformed'
  /** It can be of no use: the session is over. */
  | 'other-network'
  | 'other-version'
  /** An answer that was not asked for, or more than was asked for. */
  | 'unasked'
  /** An entry that is invalid by itself. */
  | 'bad-entry'

/** What the host answers from its own knowledge: entries are the session's business. */
export type HostWant = WantDecisions | WantVectors | WantMessages | WantSnapshot | WantProof

/** Something to ask a neighbour for; the session gives it its number. */
export type Question =
  | Omit<WantIds, 'request'>
  | Omit<WantDecisions, 'request'>
  | Omit<WantVectors, 'request'>
  | Omit<WantMessages, 'request'>
  | Omit<WantSnapshot, 'request'>
  | Omit<WantProof, 'request'>

/** Most heights that one answer proves something about. */
export const MOST_PROOFS = 64

/** A question that was put: its answers carry the number. */
export interface Asked {
  readonly request: number
  readonly actions: readonly SyncAction[]
}

/** Items that the answer may have at most. */
export function mostAnswers(question: Question): number {
  switch (question.kind) {
    case 'want-ids':
      return question.entries.length
    case 'want-decisions':
      return question.to - question.from + 1
    case 'want-vectors':
      return question.roots.length
    case 'want-messages':
      return MOST_WANTED
    case 'want-snapshot':
      return 1
    case 'want-proof':
      return MOST_PROOFS
  }
}
