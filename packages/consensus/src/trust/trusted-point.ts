import { bytesToHex } from '@noble/hashes/utils.js'
import { type Genesis, genesisId } from '../genesis/genesis.js'
import { validatorsOf } from '../membership/validators-of.js'
import { stateAtGenesis } from '../state/community-state.js'
import type { ValidatorSet } from '../validators/validator-set.js'

/**
 * What somebody who was not there must be told by somebody it believes: where the community began, or, where that is longer
 * ago than its trusting period, a certificate of not long ago. Everything else is checked.
 */
export type TrustedPoint = 'genesis' | Checkpoint

/** A certificate by its name. 40 bytes: short enough for an invitation. */
export interface Checkpoint {
  readonly height: number
  /** Id of the certificate of that height, 32 bytes. It commits to the validators of the next. */
  readonly certificate: Uint8Array
}

/** A certificate that is trusted, and with it those who sign the one after it. */
export interface Trust extends Checkpoint {
  /** The time of its round, UTC ms: a set that has handed over may be believed for so long and no longer. */
  readonly at: number
  /** Of the next height. */
  readonly validators: ValidatorSet
}

export const trustInGenesis = (genesis: Genesis): Trust => ({
  height: 0,
  certificate: genesisId(genesis),
  at: genesis.startsAt,
  validators: validatorsOf(genesis, stateAtGenesis(genesis).members),
})

/** The checkpoint to give to a newcomer: that of the certificate before a snapshot, so that it can check who signed it. */
export const checkpointBefore = (height: number, previous: Uint8Array): TrustedPoint =>
  height <= 1 ? 'genesis' : { height: height - 1, certificate: previous }

/** For people, who compare it over the telephone: `1007 5f3a9c...`. */
export const checkpointText = ({ height, certificate }: Checkpoint): string => `${height} ${bytesToHex(certificate)}`
