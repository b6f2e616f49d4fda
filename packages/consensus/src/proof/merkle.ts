import { compareBytes } from '@jazzgrid/ledger'
import { sha256 } from '@noble/hashes/sha2.js'

/** One side of each pair on the way from a leaf to the root, from below; at most 32 steps. */
export type MerklePath = readonly MerkleStep[]

export interface MerkleStep {
  readonly side: 'left' | 'right'
  readonly hash: Uint8Array
}

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

/** No leaf can be passed off as a node: the two are hashed with different first bytes (RFC 6962, section 2.1). */
const leafHash = (leaf: Uint8Array): Uint8Array => sha256.create().update(LEAF).update(leaf).digest()
const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256.create().update(NODE).update(left).update(right).digest()

/** Where to split: the largest power of two below the number of leaves (RFC 6962), so the shape follows from the count. */
function split(count: number): number {
  let half = 1
  while (half * 2 < count) half *= 2
  return half
}

/** Root over leaves in order, 32 bytes; the hash of nothing for none. */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array())
  if (leaves.length === 1) return leafHash(leaves[0])
  const half = split(leaves.length)
  return nodeHash(merkleRoot(leaves.slice(0, half)), merkleRoot(leaves.slice(half)))
}

/** The proof that a leaf is at this place. Throws RangeError where there is none. */
export function merklePath(leaves: readonly Uint8Array[], index: number): MerklePath {
  if (!(Number.isInteger(index) && index >= 0 && index < leaves.length)) {
    throw new RangeError(`there is no leaf ${index} among ${leaves.length}`)
  }
  if (leaves.length === 1) return []
  const half = split(leaves.length)
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)]
  return index < half
    ? [...merklePath(left, index), { side: 'right', hash: merkleRoot(right) }]
    : [...merklePath(right, index - half), { side: 'left', hash: merkleRoot(left) }]
}

/** The path of a leaf from its hashes alone: the sides follow from its place. undefined where they are too many or too few. */
export function pathOf(index: number, count: number, hashes: readonly Uint8Array[]): MerklePath | undefined {
  const sides = index < count ? sidesOf(index, count) : undefined
  if (sides?.length !== hashes.length) return undefined
  return sides.map((side, i) => ({ side, hash: hashes[i] }))
}

function sidesOf(index: number, count: number): MerkleStep['side'][] {
  if (count === 1) return []
  const half = split(count)
  return index < half ? [...sidesOf(index, half), 'right'] : [...sidesOf(index - half, count - half), 'left']
}

/** Whether the leaf is under the root. */
export function isUnderRoot(leaf: Uint8Array, path: MerklePath, root: Uint8Array): boolean {
  let hash = leafHash(leaf)
  for (const step of path) hash = step.side === 'left' ? nodeHash(step.hash, hash) : nodeHash(hash, step.hash)
  return compareBytes(hash, root) === 0
}
