import type { DoubleSigningBody } from '@jazzgrid/ledger'
import { doubleSigning } from '../seal/double-signing.js'
import type { Vote } from '../seal/vote.js'
import type { ValidatorSet } from '../validators/validator-set.js'
import { type Certificate, certificateId } from './certificate.js'
import { signaturesOf } from './endorsement.js'

/**
 * Whom two certificates of one height convict: those who precommitted both values in one attempt. Where the attempts
 * differ nobody signed two things at one place, and the certificates themselves are the only proof that more than f lied.
 */
export function doubleVotes(
  one: Certificate,
  other: Certificate,
  validators: ValidatorSet,
): readonly DoubleSigningBody[] {
  if (one.round !== other.round) return []
  const votes = new Map(precommits(one, validators).map((vote) => [vote.account, vote]))
  return precommits(other, validators).flatMap((vote) => {
    const first = votes.get(vote.account)
    return first === undefined ? [] : [doubleSigning(first, vote)]
  })
}

function precommits(certificate: Certificate, validators: ValidatorSet): readonly Vote[] {
  const { value, round } = certificate
  const { network, height } = value
  const ballot = { network, height, round, stage: 'precommit', valueId: certificateId(certificate) } as const
  const signatures = signaturesOf(certificate.precommits, validators) ?? []
  return signatures.map(({ account, signature }) => ({ kind: 'vote', ...ballot, account, signature }))
}
