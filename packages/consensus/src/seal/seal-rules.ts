import type { ValidatorSet } from '../validators/validator-set.js'

/** The value that a validator precommitted last, and the attempt in which it did. */
export interface Lock {
  readonly round: number
  /** Hex of the id. */
  readonly name: string
}

/** What decides how a validator votes on a proposal. */
export interface Motion {
  readonly name: string
  /** The earlier attempt in which a quorum prevoted the value, as is proved; null for a fresh value. */
  readonly validRound: number | null
}

/** The rules that make the seal safe, as pure functions, so that a simulator can show what each of them is for. */
export interface SealRules {
  /** How many validators must sign. */
  readonly quorum: (validators: ValidatorSet) => number
  /** Whether a lock leaves a validator free to prevote: same value, or a quorum prevoted it no earlier than the lock. */
  readonly mayPrevote: (motion: Motion, lock: Lock | undefined) => boolean
  /** Whether a proposal carries the prevotes of its valid round. */
  readonly carriesProof: boolean
  /** Whether the clock has a say about a proposal. */
  readonly isJudgedByClock: (motion: Motion) => boolean
}

/** Tendermint, arXiv 1807.04938, algorithm 1, lines 22 to 33. */
export const SEAL_RULES: SealRules = {
  quorum: (validators) => validators.quorum,
  mayPrevote: ({ name, validRound }, lock) =>
    lock === undefined || lock.name === name || (validRound !== null && lock.round <= validRound),
  carriesProof: true,
  isJudgedByClock: ({ validRound }) => validRound === null,
}
