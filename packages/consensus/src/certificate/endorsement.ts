import {
  bytesUpTo,
  type CborValue,
  type Layout,
  misfit,
  SIGNATURE_LENGTH,
  type SignatureScheme,
} from '@jazzgrid/ledger'
import { bitmapLength, bitmapOf, positionsIn } from '../validators/signer-bitmap.js'
import { MOST_VALIDATORS, type ValidatorSet } from '../validators/validator-set.js'

/** Signatures of several validators under one message. */
export interface Endorsement {
  /** Bitmap over the validators: who signed. */
  readonly signers: Uint8Array
  /** 64 bytes each, one after another in the order of the signers. */
  readonly signatures: Uint8Array
}

/** Who signed, and how. */
export interface Signature {
  readonly account: number
  readonly signature: Uint8Array
}

const ENDORSEMENT: Layout = [
  bytesUpTo('signers', bitmapLength(MOST_VALIDATORS)),
  bytesUpTo('signatures', MOST_VALIDATORS * SIGNATURE_LENGTH),
]

export const endorsementItems = ({ signers, signatures }: Endorsement): CborValue => [signers, signatures]

export function readEndorsement(items: CborValue): Endorsement | string {
  const wrong = misfit(items, ENDORSEMENT)
  if (wrong !== undefined) return wrong
  const [signers, signatures] = items as readonly [Uint8Array, Uint8Array]
  return { signers, signatures }
}

/** Takes `quorum` of the signatures, those of the foremost validators. Throws RangeError where they are fewer. */
export function endorse(from: readonly Signature[], validators: ValidatorSet, quorum: number): Endorsement {
  const placed = from
    .map(({ account, signature }) => ({ position: validators.position(account) ?? -1, signature }))
    .sort((a, b) => a.position - b.position)
    .slice(0, quorum)
  if (placed.length < quorum) throw new RangeError(`${placed.length} signatures are no quorum of ${quorum}`)
  const signatures = new Uint8Array(quorum * SIGNATURE_LENGTH)
  placed.forEach(({ signature }, i) => {
    signatures.set(signature, i * SIGNATURE_LENGTH)
  })
  const signers = bitmapOf(
    placed.map(({ position }) => position),
    validators.members.length,
  )
  return { signers, signatures }
}

/** The single signatures; undefined where the signers are not of this set or have another number of signatures. */
export function signaturesOf(
  { signers, signatures }: Endorsement,
  validators: ValidatorSet,
): readonly Signature[] | undefined {
  const positions = positionsIn(signers, validators.members.length)
  if (positions === undefined || signatures.length !== positions.length * SIGNATURE_LENGTH) return undefined
  return positions.map((position, i) => ({
    account: validators.members[position].account,
    signature: signatures.subarray(i * SIGNATURE_LENGTH, (i + 1) * SIGNATURE_LENGTH),
  }))
}

/** Whether exactly `quorum` of the validators signed the message. More are refused, so that the size has a bound. */
export function isEndorsed(
  message: Uint8Array,
  endorsement: Endorsement,
  validators: ValidatorSet,
  quorum: number,
  scheme: SignatureScheme,
): boolean {
  const signatures = signaturesOf(endorsement, validators)
  if (signatures?.length !== quorum) return false
  return signatures.every(({ account, signature }) => {
    const key = validators.key(account)
    return key !== undefined && scheme.verify(key, message, signature)
  })
}
