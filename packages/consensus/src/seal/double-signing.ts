import {
  bytes,
  bytesUpTo,
  type CborValue,
  compareBytes,
  decodeCanonical,
  encodeCanonical,
  inDomain,
  LARGEST_ACCOUNT,
  type Layout,
  misfit,
  natural,
  SIGNATURE_LENGTH,
  type SignatureScheme,
  sameBytes,
} from '@jazzgrid/ledger'
import { contentOf, type Statement } from './message.js'

/** Two statements at one place of a height, by one validator: the proof that it lied. Some 350 bytes. */
export interface DoubleSigning {
  readonly kind: Statement['kind']
  readonly account: number
  /** What was signed, ascending by its bytes, so that the same two statements give the same proof on every peer. */
  readonly signed: readonly [Signed, Signed]
}

export interface Signed {
  readonly content: Uint8Array
  readonly signature: Uint8Array
}

const KINDS = ['close', 'proposal', 'vote'] as const

const LONGEST_CONTENT = 120

const PROOF: Layout = [
  natural('kind', KINDS.length - 1),
  natural('account', LARGEST_ACCOUNT),
  bytesUpTo('content', LONGEST_CONTENT),
  bytes('signature', SIGNATURE_LENGTH),
  bytesUpTo('otherContent', LONGEST_CONTENT),
  bytes('otherSignature', SIGNATURE_LENGTH),
]

type ProofItems = readonly [number, number, Uint8Array, Uint8Array, Uint8Array, Uint8Array]

/** How many of the first items of a content say where it stands: network, height, then round, then stage. */
const PLACE: Readonly<Record<Statement['kind'], number>> = { close: 2, proposal: 3, vote: 4 }

export function doubleSigning(one: Statement, other: Statement): DoubleSigning {
  const signed = [one, other]
    .map((statement) => ({ content: contentOf(statement), signature: statement.signature }))
    .sort((a, b) => compareBytes(a.content, b.content))
  return { kind: one.kind, account: one.account, signed: [signed[0], signed[1]] }
}

export function encodeDoubleSigning({ kind, account, signed: [a, b] }: DoubleSigning): Uint8Array {
  return encodeCanonical([KINDS.indexOf(kind), account, a.content, a.signature, b.content, b.signature])
}

/** undefined where the bytes are no such proof in its one encoding. What it proves is another question. */
export function decodeDoubleSigning(from: Uint8Array): DoubleSigning | undefined {
  const value = decodeCanonical(from)
  if (misfit(value, PROOF) !== undefined) return undefined
  const [kind, account, content, signature, otherContent, otherSignature] = value as unknown as ProofItems
  const signed = [
    { content, signature },
    { content: otherContent, signature: otherSignature },
  ] as const
  return { kind: KINDS[kind], account, signed }
}

/** Whether the holder of the key said two different things at one place of this network. */
export function convicts(
  { kind, signed: [one, other] }: DoubleSigning,
  network: Uint8Array,
  key: Uint8Array,
  scheme: SignatureScheme,
): boolean {
  if (compareBytes(one.content, other.content) >= 0) return false
  const place = placeOf(kind, one.content, network)
  const otherPlace = placeOf(kind, other.content, network)
  if (place === undefined || otherPlace === undefined || !sameBytes(place, otherPlace)) return false
  return [one, other].every(({ content, signature }) => scheme.verify(key, inDomain(kind, content), signature))
}

function placeOf(kind: Statement['kind'], content: Uint8Array, network: Uint8Array): Uint8Array | undefined {
  const items = decodeCanonical(content)
  if (!Array.isArray(items) || items.length !== 5) return undefined
  const [first] = items as readonly CborValue[]
  if (!(first instanceof Uint8Array && sameBytes(first, network))) return undefined
  return encodeCanonical(items.slice(0, PLACE[kind]))
}
