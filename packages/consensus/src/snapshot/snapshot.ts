import { type CborValue, decodeCanonical, encodeCanonical, type SignatureScheme, sameBytes } from '@jazzgrid/ledger'
import { sha256 } from '@noble/hashes/sha2.js'
import {
  type Certificate,
  certificateId,
  certificateItems,
  readCertificate,
  verifyCertificate,
} from '../certificate/certificate.js'
import { canonicalBytes, type Plain } from '../state/canonical-json.js'
import { type CommunityState, certifiedBy } from '../state/community-state.js'
import { positionsIn } from '../validators/signer-bitmap.js'
import { readValidators, validatorItems } from '../validators/validator-list.js'
import type { FaultModel, ValidatorSet } from '../validators/validator-set.js'

/**
 * Everything that a community knows after a height, with what proves it: the certificate commits to the bytes of the
 * state as they were before it was itself part of them.
 */
export interface Snapshot {
  readonly certificate: Certificate
  /** Who decided the height: they signed the certificate, and it says by their places who was awake. */
  readonly deciders: ValidatorSet
  /** Canonical JSON of the state. The same on every peer, so that they can be fetched from any. */
  readonly bytes: Uint8Array
}

/** @param state after the round, before its certificate: see `Outcome`. */
export const snapshotOf = (certificate: Certificate, deciders: ValidatorSet, state: CommunityState): Snapshot => ({
  certificate,
  deciders,
  bytes: canonicalBytes(state as unknown as Plain),
})

/** Whether these are the bytes to which the certificate commits. */
export const isStateOf = ({ value }: Certificate, bytes: Uint8Array): boolean =>
  sameBytes(sha256(bytes), value.stateRoot)

/**
 * The state with its certificate, from which the next height goes on; undefined where the snapshot does not hold: a disk
 * may lie, and so may a neighbour.
 */
export function stateOf(
  { certificate, deciders, bytes }: Snapshot,
  scheme: SignatureScheme,
): CommunityState | undefined {
  if (!isStateOf(certificate, bytes) || !verifyCertificate(certificate, deciders, scheme)) return undefined
  const state = JSON.parse(new TextDecoder().decode(bytes)) as CommunityState
  const closers = positionsIn(certificate.value.closers, deciders.members.length) ?? []
  return certifiedBy(
    state,
    certificateId(certificate),
    closers.map((position) => deciders.members[position].account),
  )
}

export const encodeSnapshot = ({ certificate, deciders, bytes }: Snapshot): Uint8Array =>
  encodeCanonical([certificateItems(certificate), validatorItems(deciders), bytes])

/** undefined where the bytes are no snapshot. */
export function decodeSnapshot(from: Uint8Array, faultModel: FaultModel): Snapshot | undefined {
  const items = decodeCanonical(from)
  if (!Array.isArray(items) || items.length !== 3) return undefined
  const [first, second, bytes] = items as readonly CborValue[]
  const certificate = readCertificate(first)
  const deciders = readValidators(second, faultModel)
  if (typeof certificate === 'string' || deciders === undefined || !(bytes instanceof Uint8Array)) return undefined
  return { certificate, deciders, bytes }
}
