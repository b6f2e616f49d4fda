import {
  type CborValue,
  decodeCanonical,
  encodeCanonical,
  type Layout,
  misfit,
  natural,
  type SignatureScheme,
} from '@jazzgrid/ledger'
import { LARGEST_ROUND, voteMessage } from '../seal/vote.js'
import type { ValidatorSet } from '../validators/validator-set.js'
import { type Endorsement, endorsementItems, isEndorsed, readEndorsement } from './endorsement.js'
import { readValue, type Value, valueId, valueItems } from './value.js'

/** A decided value: a quorum's precommits of one attempt. Whoever holds it needs nothing else to trust the value. */
export interface Certificate {
  readonly value: Value
  /** The attempt at the height in which the quorum precommitted. */
  readonly round: number
  readonly precommits: Endorsement
}

const any = (name: string) => ({ name, holds: (value: CborValue): value is CborValue => Array.isArray(value) })

const CERTIFICATE: Layout = [any('value'), natural('round', LARGEST_ROUND), any('precommits')]

export const certificateItems = ({ value, round, precommits }: Certificate): CborValue => [
  valueItems(value),
  round,
  endorsementItems(precommits),
]

/** The name of the first place that does not fit where the items are no certificate. Signatures are not checked here. */
export function readCertificate(items: CborValue | undefined): Certificate | string {
  const wrong = misfit(items, CERTIFICATE)
  if (wrong !== undefined) return wrong
  const [first, round, last] = items as readonly [CborValue, number, CborValue]
  const value = readValue(first)
  if (typeof value === 'string') return `value.${value}`
  const precommits = readEndorsement(last)
  if (typeof precommits === 'string') return `precommits.${precommits}`
  return { value, round, precommits }
}

export const encodeCertificate = (certificate: Certificate): Uint8Array =>
  encodeCanonical(certificateItems(certificate))

/** undefined where the bytes are no certificate in its one encoding. */
export function decodeCertificate(from: Uint8Array): Certificate | undefined {
  const certificate = readCertificate(decodeCanonical(from))
  return typeof certificate === 'string' ? undefined : certificate
}

/**
 * The name of a certificate is that of the value alone. Two peers may hold different quorums of signatures, even of
 * different attempts, under one decision, and must name the same predecessor at the next height.
 */
export const certificateId = (certificate: Certificate): Uint8Array => valueId(certificate.value)

/**
 * Whether a quorum of these validators decided this value. That the value is of the right network, height and predecessor
 * is for the reader to compare.
 */
export function verifyCertificate(
  { value, round, precommits }: Certificate,
  validators: ValidatorSet,
  scheme: SignatureScheme,
  quorum: number = validators.quorum,
): boolean {
  const { network, height } = value
  const message = voteMessage({ network, height, round, stage: 'precommit', valueId: valueId(value) })
  return isEndorsed(message, precommits, validators, quorum, scheme)
}
