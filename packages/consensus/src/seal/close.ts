import {
  bytes,
  type CborValue,
  encodeCanonical,
  ID_LENGTH,
  inDomain,
  LARGEST_ACCOUNT,
  type Layout,
  misfit,
  natural,
  PREFIX_LENGTH,
  SIGNATURE_LENGTH,
  type Signer,
} from '@jazzgrid/ledger'
import { sha256 } from '@noble/hashes/sha2.js'
import { bitmapOf } from '../validators/signer-bitmap.js'
import type { ValidatorSet } from '../validators/validator-set.js'

/** What a validator held when its clock reached the cut time. It is given once a height and never changed. */
export interface Frozen {
  readonly network: Uint8Array
  readonly height: number
  /** 32 bytes; the hash of what was held. */
  readonly root: Uint8Array
  /** Number of entries above the certified frontier. */
  readonly count: number
  /** The cut time on the validator's clock, UTC ms. */
  readonly at: number
}

/** A signed statement of what a validator held. */
export interface Close extends Frozen {
  readonly kind: 'close'
  readonly account: number
  readonly signature: Uint8Array
}

const CLOSE: Layout = [
  natural('account', LARGEST_ACCOUNT),
  bytes('network', PREFIX_LENGTH),
  natural('height'),
  bytes('root', ID_LENGTH),
  natural('count'),
  natural('at'),
  bytes('signature', SIGNATURE_LENGTH),
]

type CloseItems = readonly [number, Uint8Array, number, Uint8Array, number, number, Uint8Array]

/** What a close signs, before it is put into its domain. */
export const closeContent = ({ network, height, root, count, at }: Frozen): Uint8Array =>
  encodeCanonical([network, height, root, count, at])

export const closeMessage = (frozen: Frozen): Uint8Array => inDomain('close', closeContent(frozen))

/** Throws RangeError where it could not be read back: nobody must send what the others refuse. */
export function signClose(frozen: Frozen, account: number, signer: Signer): Close {
  const unsigned = { kind: 'close', ...frozen, account, signature: new Uint8Array(SIGNATURE_LENGTH) } as const
  const wrong = misfit(closeItems(unsigned), CLOSE)
  if (wrong !== undefined) throw new RangeError(`the ${wrong} of a close is not as it must be`)
  return { ...unsigned, signature: signer.sign(closeMessage(frozen)) }
}

export const closeItems = ({ account, network, height, root, count, at, signature }: Close): CborValue => [
  account,
  network,
  height,
  root,
  count,
  at,
  signature,
]

/** The name of the first place that does not fit where the items are no close. */
export function readClose(items: CborValue): Close | string {
  const wrong = misfit(items, CLOSE)
  if (wrong !== undefined) return wrong
  const [account, network, height, root, count, at, signature] = items as CloseItems
  return { kind: 'close', account, network, height, root, count, at, signature }
}

/**
 * 32 bytes over what the closes of a value say, ascending by account. Their signatures are left out: whoever signs the
 * same close in another way must not get another value.
 */
export function closesRoot(closes: readonly Close[]): Uint8Array {
  return sha256(inDomain('closes', encodeCanonical(closes.map((close) => [close.account, closeContent(close)]))))
}

/** Bitmap of whose closes these are. Throws RangeError where one is of none of the validators. */
export function closersOf(closes: readonly Close[], validators: ValidatorSet): Uint8Array {
  const positions = closes.map(({ account }) => validators.position(account) ?? -1)
  return bitmapOf(positions, validators.members.length)
}
