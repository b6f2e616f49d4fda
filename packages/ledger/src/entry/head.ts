import { sha256 } from '@noble/hashes/sha2.js'
import { type CborValue, decodeCanonical, encodeCanonical } from '../cbor/canonical-cbor.js'
import { bytes, type Layout, misfit, natural } from '../cbor/layout.js'
import { inDomain } from '../signature/domain.js'
import type { SignatureScheme } from '../signature/signature-scheme.js'
import { ENTRY_KINDS } from './body.js'
import {
  ENTRY_VERSION,
  ID_LENGTH,
  LARGEST_ACCOUNT,
  LARGEST_INCARNATION,
  LARGEST_SEQ,
  type Position,
  PREFIX_LENGTH,
  type Statement,
} from './entry.js'

/** Everything of an entry before its body, as it stands on the wire. */
export const HEAD: Layout = [
  { name: 'version', holds: (value): value is number => value === ENTRY_VERSION },
  bytes('network', PREFIX_LENGTH),
  natural('account', LARGEST_ACCOUNT),
  natural('incarnation', LARGEST_INCARNATION),
  { name: 'seq', holds: (value): value is number => natural('', LARGEST_SEQ).holds(value) && value >= 1 },
  bytes('prev', ID_LENGTH),
  natural('height'),
  bytes('certificate', PREFIX_LENGTH),
  natural('time'),
  natural('kind', ENTRY_KINDS.length - 1),
]

const SIGNED_HEAD: Layout = [...HEAD, bytes('bodyHash', ID_LENGTH)]

export type HeadItems = readonly [
  number,
  Uint8Array,
  number,
  number,
  number,
  Uint8Array,
  number,
  Uint8Array,
  number,
  number,
]

export const headItems = (statement: Statement): HeadItems => [
  ENTRY_VERSION,
  statement.network,
  statement.account,
  statement.incarnation,
  statement.seq,
  statement.prev,
  statement.height,
  statement.certificate,
  statement.time,
  ENTRY_KINDS.indexOf(statement.body.kind),
]

/**
 * What is hashed and signed: the head with the hash of the body in the place of the body. A proof that an author lied
 * then needs two heads of some 110 bytes, however long the bodies are.
 */
export function signedHead(items: HeadItems, body: CborValue): Uint8Array {
  return encodeCanonical([...items, sha256(encodeCanonical(body))])
}

/**
 * The same, cut out of the bytes of an entry without its signature: up to the body they are those of the head, for both
 * are arrays of as many items in their one encoding.
 */
export function headOfContent(content: Uint8Array, body: CborValue): Uint8Array {
  const bodyBytes = encodeCanonical(body)
  const bodyHash = encodeCanonical(sha256(bodyBytes))
  const from = content.length - bodyBytes.length
  const head = new Uint8Array(from + bodyHash.length)
  head.set(content.subarray(0, from))
  head.set(bodyHash, from)
  return head
}

export const idOf = (head: Uint8Array): Uint8Array => sha256(head)

/** What the author signs. */
export const entryMessage = (id: Uint8Array): Uint8Array => inDomain('entry', id)

/** What a bare head says of its place; undefined where the bytes are no head. */
export function readHead(head: Uint8Array): (Position & { readonly network: Uint8Array }) | undefined {
  const items = decodeCanonical(head)
  if (misfit(items, SIGNED_HEAD) !== undefined) return undefined
  const [, network, account, incarnation, seq] = items as unknown as HeadItems
  return { network, account, incarnation, seq }
}

export function isSignedBy(key: Uint8Array, id: Uint8Array, signature: Uint8Array, scheme: SignatureScheme): boolean {
  return scheme.verify(key, entryMessage(id), signature)
}
