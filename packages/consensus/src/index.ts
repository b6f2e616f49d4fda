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
export type { Chamber, Deliberation } from './seal/chamber.js'
export { type Close, closersOf, closesRoot, type Frozen } from './seal/close.js'
export {
  convicts,
  type DoubleSigning,
  decodeDoubleSigning,
  encodeDoubleSigning,
} from './seal/double-signing.js'
export { encodeMessage, LONGEST_MESSAGE, type Message, readMessage, type Statement } from './seal/message.js'
export type { Proposal } from './seal/proposal.js'
export { Seal, type SealPorts } from './seal/seal.js'
export { type Lock, type Motion, SEAL_RULES, type SealRules } from './seal/seal-rules.js'
export type { SealEffect, SealInput, SealTimer, Term, Verdict, Wait, Want } from './seal/seal-step.js'
export { SEAL_TIMING, type SealTiming } from './seal/seal-timing.js'
export type { Ballot, Stage, Vote } from './seal/vote.js'
export type { Identity } from './seal/voting/signatory.js'
export { type FaultModel, MOST_VALIDATORS, type Validator, ValidatorSet } from './validators/validator-set.js'
