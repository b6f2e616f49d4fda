import { type SignatureScheme, sameBytes } from '@jazzgrid/ledger'
import { verifyCertificate } from '../../certificate/certificate.js'
import { isEndorsed } from '../../certificate/endorsement.js'
import { type Close, closeMessage, closersOf, closesRoot } from '../close.js'
import { type Message, type Statement, signedMessage } from '../message.js'
import type { Proposal } from '../proposal.js'
import type { SealRules } from '../seal-rules.js'
import type { Term } from '../seal-step.js'
import { voteMessage } from '../vote.js'

/** By what a message of a height is checked. */
export interface Credentials {
  readonly network: Uint8Array
  readonly term: Term
  readonly quorum: number
  readonly scheme: SignatureScheme
  readonly rules: SealRules
  /** Whether this very close, signed in this very way, was checked before. */
  readonly isKnown: (close: Close) => boolean
}

export const proposerOf = ({ proposers }: Term, round: number): number => proposers[round % proposers.length]

/**
 * Why no honest validator can have sent this; undefined where one can. What the values say is not looked at here, but
 * that they stand on the same past and on the closes that are with them.
 */
export function faultOf(message: Message, credentials: Credentials): string | undefined {
  switch (message.kind) {
    case 'certificate': {
      const { term, scheme, quorum } = credentials
      return verifyCertificate(message.certificate, term.validators, scheme, quorum) ? undefined : 'no-quorum'
    }
    case 'proposal':
      return (
        faultOfForm(message, credentials) ?? faultOfAuthor(message, credentials) ?? faultOfParts(message, credentials)
      )
    default:
      return faultOfAuthor(message, credentials)
  }
}

export function faultOfAuthor(
  statement: Statement,
  { term, scheme }: Pick<Credentials, 'term' | 'scheme'>,
): string | undefined {
  const key = term.validators.key(statement.account)
  if (key === undefined) return 'not-a-validator'
  return scheme.verify(key, signedMessage(statement), statement.signature) ? undefined : 'bad-signature'
}

function faultOfForm(proposal: Proposal, { network, term, quorum, rules }: Credentials): string | undefined {
  const { account, round, validRound, value, closes, proof } = proposal
  if (account !== proposerOf(term, round)) return 'not-the-proposer'
  if (value.height !== term.height || !sameBytes(value.network, network)) return 'other-height'
  if (!sameBytes(value.previous, term.previous)) return 'other-past'
  if (closes.length !== quorum) return 'no-quorum-of-closes'
  if (closes.some((close) => close.height !== term.height || !sameBytes(close.network, network))) return 'other-height'
  if (closes.some((close) => term.validators.position(close.account) === undefined)) return 'not-a-validator'
  if (!sameBytes(value.closers, closersOf(closes, term.validators))) return 'other-closes'
  if (!sameBytes(value.closesRoot, closesRoot(closes))) return 'other-closes'
  if (validRound !== null && validRound >= round) return 'valid-round-to-come'
  if ((proof !== null) !== (validRound !== null && rules.carriesProof)) return 'no-proof'
  return undefined
}

function faultOfParts(proposal: Proposal, credentials: Credentials): string | undefined {
  const { network, height, validRound, valueId, closes, proof } = proposal
  const { term, scheme, quorum, isKnown } = credentials
  for (const close of closes) {
    const key = term.validators.key(close.account)
    if (isKnown(close)) continue
    if (key === undefined || !scheme.verify(key, closeMessage(close), close.signature)) return 'bad-close'
  }
  if (proof === null || validRound === null) return undefined
  const message = voteMessage({ network, height, round: validRound, stage: 'prevote', valueId })
  return isEndorsed(message, proof, term.validators, quorum, scheme) ? undefined : 'bad-proof'
}
