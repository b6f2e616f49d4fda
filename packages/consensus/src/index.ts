export {
  type Certificate,
  certificateId,
  decodeCertificate,
  encodeCertificate,
  verifyCertificate,
} from './certificate/certificate.js'
export { doubleVotes } from './certificate/double-votes.js'
export type { Endorsement } from './certificate/endorsement.js'
export { type Value, valueId } from './certificate/value.js'
export { Council, type Lack } from './council/council.js'
export { deliveryDeadline, firstDeliverable, firstOpen, isRoundTime, nextCut, roundToCut } from './council/deadline.js'
export { type Decision, decodeDecision, encodeDecision } from './council/decision.js'
export type { Outcome } from './council/outcome.js'
export { type Cut, cutOf, standsOn } from './cut/cut.js'
export type { Drop, DropReason } from './execution/drop.js'
export { type Executed, execute } from './execution/execute.js'
export type { RoundInput } from './execution/round-input.js'
export { type RoundResult, resultLeaves, resultRoot } from './execution/round-result.js'
export {
  type Founder,
  type Genesis,
  genesisFaults,
  genesisId,
  genesisMessage,
  type MarketTerms,
  marketRules,
  networkOf,
  type SettlementRules,
  type SignedGenesis,
  signGenesis,
} from './genesis/genesis.js'
export {
  INVITED_ROLES,
  type Invitation,
  type InvitedRole,
  type Inviter,
  invitationName,
  type MemberAddresses,
  SECRET_LENGTH,
} from './invitation/invitation.js'
export {
  type InvitationFault,
  type InvitationReading,
  invitationText,
  LONGEST_INVITATION,
  readInvitation,
  strangerFault,
} from './invitation/invitation-text.js'
export type { Gap } from './light/account-record.js'
export { LIGHT_PACE, LightClient } from './light/light-client.js'
export type { LightEffect, LightOptions, LightPace, LightReport } from './light/light-effect.js'
export { type RestoredLight, restoreLight } from './light/restore-light.js'
export { changeOf, changeText, type PlainChange } from './membership/member-change.js'
export { PARAMETERS, type Parameter } from './membership/parameter.js'
export { validatorsOf } from './membership/validators-of.js'
export type { Alarm } from './peer/alarm.js'
export type { PledgeRecord } from './peer/disk/pledge-record.js'
export { type Restored, type RestoreOptions, restorePeer } from './peer/disk/restore-peer.js'
export { type HistoryAsk, readHistory } from './peer/history/history-ask.js'
export { Peer } from './peer/peer.js'
export type { PeerEffect, PeerTimer, StoreAsk, Topic } from './peer/peer-effect.js'
export { type Judged, PEER_PACE, type PeerOptions, type PeerPace } from './peer/peer-options.js'
export { isUnderRoot, type MerklePath, merklePath, merkleRoot } from './proof/merkle.js'
export { concerns, type ResultLeaf, readLeaf } from './proof/result-leaf.js'
export {
  decodeResultProof,
  encodeResultProof,
  provenResults,
  proveResults,
  type ResultProof,
} from './proof/result-proof.js'
export type { Chamber, Deliberation } from './seal/chamber.js'
export { type Close, closersOf, closesRoot, type Frozen } from './seal/close.js'
export { doubleSigning, isDoubleSigning } from './seal/double-signing.js'
export {
  encodeMessage,
  LONGEST_MESSAGE,
  type Message,
  readMessage,
  type Statement,
  signedMessage,
} from './seal/message.js'
export type { Proposal } from './seal/proposal.js'
export { Seal, type SealPorts } from './seal/seal.js'
export { type Lock, type Motion, SEAL_RULES, type SealRules } from './seal/seal-rules.js'
export type { SealEffect, SealInput, SealTimer, Term, Verdict, Wait, Want } from './seal/seal-step.js'
export { SEAL_TIMING, type SealTiming } from './seal/seal-timing.js'
export type { Ballot, Stage, Vote } from './seal/vote.js'
export type { Identity } from './seal/voting/signatory.js'
export { type Horizon, nextPruning, RETENTION, readHorizon } from './snapshot/pruning.js'
export { decodeSnapshot, encodeSnapshot, type Snapshot, snapshotOf, stateOf } from './snapshot/snapshot.js'
export type { TransferFault } from './snapshot/state-transfer.js'
export { canonicalBytes, canonicalJson, type Plain, plainHash } from './state/canonical-json.js'
export {
  type CommunityState,
  frontierOf,
  type Member,
  rosterOf,
  type Standing,
  stateAtGenesis,
  stateRoot,
} from './state/community-state.js'
export { Follower, TRUSTING_PERIOD, type TrustFault } from './trust/follower.js'
export { decodeHandover, encodeHandover, type Handover } from './trust/handover.js'
export { Succession } from './trust/succession.js'
export { type Checkpoint, checkpointText, type Trust, type TrustedPoint } from './trust/trusted-point.js'
export { positionsIn } from './validators/signer-bitmap.js'
export { type FaultModel, MOST_VALIDATORS, type Validator, ValidatorSet } from './validators/validator-set.js'
