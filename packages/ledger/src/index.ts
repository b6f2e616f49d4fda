export { auditChain, type ChainAudit, type ChainFault, type ChainTerms } from './audit/chain-audit.js'
export { type Knowledge, OwnChain, type OwnState, type Written } from './author/own-chain.js'
export {
  type CborValue,
  compareBytes,
  decodeCanonical,
  encodeCanonical,
  sameBytes,
} from './cbor/canonical-cbor.js'
export {
  bytes,
  bytesUpTo,
  type Field,
  integer,
  type Layout,
  listOf,
  misfit,
  natural,
  orNull,
  textUpTo,
} from './cbor/layout.js'
export {
  compareProgress,
  decodeFrontier,
  encodeFrontier,
  type Frontier,
  frontierItems,
  frontierRoot,
  readFrontier,
  sameTip,
  type Tip,
} from './chain/frontier.js'
export type { Author, Roster } from './chain/roster.js'
export {
  decodeVector,
  encodeVector,
  LONGEST_RUN,
  type Run,
  readVector,
  type Vector,
  vectorItems,
  vectorRoot,
  vectorSize,
} from './chain/vector.js'
export {
  type Body,
  type DoubleSigningBody,
  ENTRY_KINDS,
  type EntryKind,
  type EvidenceBody,
  type MemberChange,
  type SignedHead,
} from './entry/body.js'
export { decodeBody, encodeBody } from './entry/body-codec.js'
export {
  type Entry,
  type EntryId,
  ID_LENGTH,
  KEY_LENGTH,
  LARGEST_ACCOUNT,
  LARGEST_SEQ,
  LONGEST_ENTRY,
  NO_ENTRY,
  type Position,
  PREFIX_LENGTH,
  SIGNATURE_LENGTH,
  type Statement,
} from './entry/entry.js'
export { type Malformed, readEntry, signEntry, signedHeadOf } from './entry/entry-codec.js'
export { isSignedBy, readHead } from './entry/head.js'
export { convicted, forkProof } from './replica/fork-proof.js'
export type { Range } from './replica/lack.js'
export type { EntryFault, Ignorance, Missing, Reception } from './replica/reception.js'
export { type Certified, REPLICA_LIMITS, Replica, type ReplicaLimits } from './replica/replica.js'
export { type Domain, inDomain } from './signature/domain.js'
export { possessionMessage } from './signature/possession.js'
export type { SignatureScheme, Signer } from './signature/signature-scheme.js'
export { isSmallOrder } from './signature/small-order.js'
export { isSoundKey, type KeyFlaw, keyFlaw } from './signature/sound-key.js'
export {
  type Durability,
  type LedgerStore,
  type NumberedRecord,
  RECORD_KINDS,
  type RecordKind,
  type StoredEntry,
  type StoreWrite,
} from './store/ledger-store.js'
export { type DiskState, MemoryStore } from './store/memory-store.js'
export type { StoreFault } from './store/store-error.js'
export type { Portion } from './sync/answering/portion.js'
export { MOST_GIVEN } from './sync/answering/service.js'
export { planWants } from './sync/asking/plan-wants.js'
export type { Compared } from './sync/comparison.js'
export { snapshotPart } from './sync/message/answer-parts.js'
export { FrameReader, framesOf } from './sync/message/frames.js'
export {
  encodeSync,
  LONGEST_READ,
  LONGEST_SENT,
  LONGEST_SYNC_MESSAGE,
  MOST_WANTED,
  readSync,
} from './sync/message/sync-codec.js'
export {
  type Ahead,
  type Decision,
  type Decisions,
  type Entries,
  type EntryName,
  type Fragment,
  type FrontierPart,
  type HeightProof,
  type Hello,
  PROOF_KINDS,
  type Proof,
  type ProofKind,
  type Proofs,
  type SealMessages,
  type SnapshotPart,
  SYNC_VERSION,
  type SyncMessage,
  type Vectors,
  type Want,
  type WantDecisions,
  type WantIds,
  type WantMessages,
  type WantProof,
  type WantSnapshot,
  type WantVectors,
} from './sync/message/sync-message.js'
export {
  type Asked,
  type HostWant,
  type Intake,
  MOST_PROOFS,
  type Question,
  type Standing,
  type SyncAction,
  type SyncFault,
  type SyncHost,
} from './sync/sync-action.js'
export type { SyncPace, SyncTraffic } from './sync/sync-pace.js'
export { SyncSession } from './sync/sync-session.js'
