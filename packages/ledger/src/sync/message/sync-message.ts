import type { Frontier, Tip } from '../../chain/frontier.js'
import type { EvidenceBody } from '../../entry/body.js'
import type { EntryId } from '../../entry/entry.js'
import type { Range } from '../../replica/lack.js'

/** Version of the exchange: the first item of every hello. */
export const SYNC_VERSION = 1

/**
 * What neighbours say to each other to come to hold the same. No message blocks another: a `want-...` carries a number of
 * its sender's choice, and every part of its answer repeats it; the last one says that nothing `more` follows, be it that
 * all was sent or that the other has, or gives, no more. An answer to 0 was not asked for.
 */
export type SyncMessage =
  | Hello
  | FrontierPart
  | Ahead
  | Want
  | WantIds
  | Entries
  | WantDecisions
  | Decisions
  | WantVectors
  | Vectors
  | WantMessages
  | SealMessages
  | Proofs
  | WantSnapshot
  | SnapshotPart
  | WantProof
  | Proof
  | Fragment

/** Where a peer stands. Each answers the other's with its own; where the roots differ, frontiers are compared. */
export interface Hello {
  readonly kind: 'hello'
  readonly version: number
  /** First 8 bytes of the id of the genesis. */
  readonly network: Uint8Array
  /** Of the newest certificate, and the first 8 bytes of its id. */
  readonly height: number
  readonly certificate: Uint8Array
  /** Of the frontier with open entries. */
  readonly root: Uint8Array
}

/** All tips of the accounts `from` to `to`: one of them without a tip never wrote. Calls for `ahead`. */
export interface FrontierPart {
  readonly kind: 'frontier'
  readonly from: number
  readonly to: number
  readonly tips: Frontier
}

/** The tips that differ from those of the frontier that came: the other may ask for what is below. */
export interface Ahead {
  readonly kind: 'ahead'
  readonly tips: Frontier
}

export interface Want {
  readonly kind: 'want'
  readonly request: number
  readonly ranges: readonly Range[]
}

/** Entries by name, where an author may have signed others for the same position. */
export interface WantIds {
  readonly kind: 'want-ids'
  readonly request: number
  readonly entries: readonly Tip[]
}

/** An entry by its place and id, as `want-ids` and cuts name it. */
export type EntryName = Tip

/**
 * Answers `want` and `want-ids`; with request 0 it hands in entries of an author who keeps no ledger, for the others.
 */
export interface Entries {
  readonly kind: 'entries'
  readonly request: number
  readonly more: boolean
  readonly wires: readonly Uint8Array[]
}

/** Decisions of the heights `from` to `to`, both included. */
export interface WantDecisions {
  readonly kind: 'want-decisions'
  readonly request: number
  readonly from: number
  readonly to: number
}

/** A certificate with its cut, as the sender's store keeps it. */
export interface Decision {
  readonly height: number
  readonly bytes: Uint8Array
}

export interface Decisions {
  readonly kind: 'decisions'
  readonly request: number
  readonly more: boolean
  readonly decisions: readonly Decision[]
}

export interface WantVectors {
  readonly kind: 'want-vectors'
  readonly request: number
  readonly roots: readonly EntryId[]
}

export interface Vectors {
  readonly kind: 'vectors'
  readonly request: number
  readonly more: boolean
  readonly vectors: readonly Uint8Array[]
}

/** What of the height that is being decided the sender does not hold; what it holds, in short. */
export interface WantMessages {
  readonly kind: 'want-messages'
  readonly request: number
  readonly summary: Uint8Array
}

/** Signed statements of validators that the other did not name. */
export interface SealMessages {
  readonly kind: 'messages'
  readonly request: number
  /** The height that the sender is deciding; 0 where it does not say. At another height it knows nothing of use. */
  readonly height: number
  readonly messages: readonly Uint8Array[]
}

/** Equivocations that are not settled by a certificate yet. */
export interface Proofs {
  readonly kind: 'evidence'
  readonly proofs: readonly EvidenceBody[]
}

/** One part of a snapshot: whoever asks sets the pace. Height 0 stands for the newest that there is. */
export interface WantSnapshot {
  readonly kind: 'want-snapshot'
  readonly request: number
  readonly height: number
  /** From 0. */
  readonly part: number
}

/** `parts` = 0: there is none of this height. */
export interface SnapshotPart {
  readonly kind: 'snapshot'
  readonly request: number
  readonly height: number
  readonly part: number
  readonly parts: number
  readonly bytes: Uint8Array
}

/**
 * What shows somebody without a ledger what was decided. What the bytes are is between those who write and check them.
 *
 * | | |
 * |---|---|
 * | `trail` | how to come to trust the certificate of `to`, or the newest before it, from one of before `from` |
 * | `results` | what the heights `from` to `to` did to an account, or altogether |
 * | `frontier` | where every account stands by the newest certificate; `from` and `to` mean nothing |
 */
export const PROOF_KINDS = ['trail', 'results', 'frontier'] as const

export type ProofKind = (typeof PROOF_KINDS)[number]

export interface WantProof {
  readonly kind: 'want-proof'
  readonly request: number
  readonly of: ProofKind
  /** null: of all accounts. */
  readonly account: number | null
  /** Heights, both included. */
  readonly from: number
  readonly to: number
}

/** A proof about one height. */
export interface HeightProof {
  readonly height: number
  readonly bytes: Uint8Array
}

export interface Proof {
  readonly kind: 'proof'
  readonly request: number
  readonly more: boolean
  readonly proofs: readonly HeightProof[]
}

/** A piece of a message that is longer than a frame. Nothing else comes between the pieces. */
export interface Fragment {
  readonly kind: 'fragment'
  readonly more: boolean
  readonly bytes: Uint8Array
}

/** Numbers on the wire: the order of this list. */
export const SYNC_KINDS = [
  'hello',
  'frontier',
  'ahead',
  'want',
  'want-ids',
  'entries',
  'want-decisions',
  'decisions',
  'want-vectors',
  'vectors',
  'want-messages',
  'messages',
  'evidence',
  'want-snapshot',
  'snapshot',
  'fragment',
  'want-proof',
  'proof',
] as const satisfies readonly SyncMessage['kind'][]
