import {
  type CborValue,
  compareBytes,
  type DoubleSigningBody,
  decodeCanonical,
  encodeCanonical,
  inDomain,
  type SignatureScheme,
  sameBytes,
} from '@jazzgrid/ledger'
import { contentOf, type Statement } from './message.js'

/** How many of the first items of a content say where it stands: network, height, then round, then stage. */
const PLACE: Readonly<Record<Statement['kind'], number>> = { close: 2, proposal: 3, vote: 4 }

/** The proof that a validator signed two statements for one place of a height: what anybody may file against it. */
export function doubleSigning(one: Statement, other: Statement): DoubleSigningBody {
  const signed = [one, other]
    .map((statement) => ({ content: contentOf(statement), signature: statement.signature }))
    .sort((a, b) => compareBytes(a.content, b.content))
  return { kind: 'double-signing', said: one.kind, account: one.account, signed: [signed[0], signed[1]] }
}

/** Whether the holder of the key said two different things at one place of this network. */
export function isDoubleSigning(
  { said, signed: [one, other] }: DoubleSigningBody,
  network: Uint8Array,
  key: Uint8Array,
  scheme: SignatureScheme,
): boolean {
  if (compareBytes(one.content, other.content) >= 0) return false
  const place = placeOf(said, one.content, network)
  const otherPlace = placeOf(said, other.content, network)
  if (place === undefined || otherPlace === undefined || !sameBytes(place, otherPlace)) return false
  return [one, other].every(({ content, signature }) => scheme.verify(key, inDomain(said, content), signature))
}

function placeOf(kind: Statement['kind'], content: Uint8Array, network: Uint8Array): Uint8Array | undefined {
  const items = decodeCanonical(content)
  if (!Array.isArray(items) || items.length !== 5) return undefined
  const [first] = items as readonly CborValue[]
  if (!(first instanceof Uint8Array && sameBytes(first, network))) return undefined
  return encodeCanonical(items.slice(0, PLACE[kind]))
}
