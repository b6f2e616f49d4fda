import {
  bytesUpTo,
  type CborValue,
  decodeCanonical,
  encodeCanonical,
  type Field,
  type Layout,
  misfit,
  natural,
  orNull,
  sameBytes,
} from '@jazzgrid/ledger'
import { type Certificate, certificateItems, readCertificate } from '../certificate/certificate.js'
import { isUnderRoot, merklePath, merkleRoot, pathOf } from './merkle.js'
import { concerns, type ResultLeaf, readLeaf } from './result-leaf.js'

/** Leaves of a round with what shows that the round has them. */
export interface ResultProof {
  /** Of the round: its value has the root. */
  readonly certificate: Certificate
  /** How many leaves the round has, and where each of these stands; undefined where these are all. */
  readonly places: LeafPlaces | undefined
  readonly leaves: readonly Uint8Array[]
}

interface LeafPlaces {
  readonly count: number
  readonly of: readonly { readonly index: number; readonly hashes: readonly Uint8Array[] }[]
}

const HASH = 32
/** Of a tree with 2^32 leaves. */
const LONGEST_PATH = 32 * HASH
const MOST_LEAVES = 2 ** 20

const list = (name: string, item: (value: CborValue) => boolean): Field<readonly CborValue[]> => ({
  name,
  holds: (value): value is readonly CborValue[] =>
    Array.isArray(value) && value.length <= MOST_LEAVES && value.every(item),
})
const PLACE: Layout = [natural('index', MOST_LEAVES), bytesUpTo('hashes', LONGEST_PATH)]
const PLACES: Layout = [
  natural('count', MOST_LEAVES),
  list('of', (value) => misfit(value, PLACE) === undefined && (value as [number, Uint8Array])[1].length % HASH === 0),
]
const PROOF: Layout = [
  list('certificate', () => true),
  orNull({ name: 'places', holds: (value): value is CborValue => misfit(value, PLACES) === undefined }),
  list('leaves', (value) => value instanceof Uint8Array),
]

/** What a round did to an account, which may be nothing, or all that it did. */
export function proveResults(
  certificate: Certificate,
  all: readonly Uint8Array[],
  account: number | null,
): ResultProof {
  if (account === null) return { certificate, places: undefined, leaves: all }
  const indices = all.flatMap((bytes, i) => {
    const leaf = readLeaf(bytes)
    return leaf !== undefined && concerns(leaf, account) ? [i] : []
  })
  const of = indices.map((index) => ({ index, hashes: merklePath(all, index).map(({ hash }) => hash) }))
  return { certificate, places: { count: all.length, of }, leaves: indices.map((i) => all[i]) }
}

/** What the leaves say, each once and in their order; undefined where one of them is not under the root, or none. */
export function provenResults({ certificate, places, leaves }: ResultProof): ResultLeaf[] | undefined {
  const root = certificate.value.resultRoot
  if (places === undefined ? !sameBytes(merkleRoot(leaves), root) : !areUnder(root, places, leaves)) return undefined
  const read = leaves.map(readLeaf)
  return read.includes(undefined) ? undefined : (read as ResultLeaf[])
}

function areUnder(root: Uint8Array, { count, of }: LeafPlaces, leaves: readonly Uint8Array[]): boolean {
  return (
    of.length === leaves.length &&
    of.every(({ index, hashes }, i) => {
      // ascending, so that nothing is counted twice
      if (i > 0 && index <= of[i - 1].index) return false
      const path = pathOf(index, count, hashes)
      return path !== undefined && isUnderRoot(leaves[i], path, root)
    })
  )
}

export function encodeResultProof({ certificate, places, leaves }: ResultProof): Uint8Array {
  const items = places && [places.count, places.of.map(({ index, hashes }) => [index, joined(hashes)])]
  return encodeCanonical([certificateItems(certificate), items ?? null, leaves])
}

/** undefined where the bytes are no proof. That it proves anything is checked by `provenResults`. */
export function decodeResultProof(from: Uint8Array): ResultProof | undefined {
  const items = decodeCanonical(from)
  if (misfit(items, PROOF) !== undefined) return undefined
  const [first, second, leaves] = items as unknown as readonly [CborValue, PlacesItems | null, readonly Uint8Array[]]
  const certificate = readCertificate(first)
  if (typeof certificate === 'string') return undefined
  if (second === null) return { certificate, places: undefined, leaves }
  const [count, places] = second
  const of = places.map(([index, hashes]) => ({ index, hashes: parted(hashes) }))
  return { certificate, places: { count, of }, leaves }
}

type PlacesItems = readonly [count: number, of: readonly (readonly [index: number, hashes: Uint8Array])[]]

function joined(hashes: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(hashes.length * HASH)
  hashes.forEach((hash, i) => {
    bytes.set(hash, i * HASH)
  })
  return bytes
}

const parted = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: bytes.length / HASH }, (_, i) => bytes.subarray(i * HASH, (i + 1) * HASH))
