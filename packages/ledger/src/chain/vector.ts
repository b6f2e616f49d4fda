import { sha256 } from '@noble/hashes/sha2.js'
import { type CborValue, decodeCanonical, encodeCanonical } from '../cbor/canonical-cbor.js'
import { type Layout, listOf, natural } from '../cbor/layout.js'
import { type EntryId, ID_LENGTH, LARGEST_ACCOUNT, LARGEST_INCARNATION, LARGEST_SEQ } from '../entry/entry.js'
import { inDomain } from '../signature/domain.js'
import { WIDEST_FRONTIER } from './frontier.js'

/**
 * What a peer held of one account above the newest certificate when it froze: consecutive entries by their ids. It stops
 * before the first position at which the peer knows two.
 */
export interface Run {
  readonly account: number
  readonly incarnation: number
  /** Of the first id. */
  readonly from: number
  /** At least one. */
  readonly ids: readonly EntryId[]
}

/** At most one run an account, ascending by account. */
export type Vector = readonly Run[]

/** Most entries of an account that one round takes in; the rest waits for the next. */
export const LONGEST_RUN = 256

const RUN: Layout = [
  natural('account', LARGEST_ACCOUNT),
  natural('incarnation', LARGEST_INCARNATION),
  natural('from', LARGEST_SEQ),
  { name: 'ids', holds: isIdList },
]

function isIdList(value: CborValue): value is readonly Uint8Array[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > LONGEST_RUN) return false
  return value.every((id) => id instanceof Uint8Array && id.length === ID_LENGTH)
}

export const vectorItems = (vector: Vector): CborValue =>
  vector.map(({ account, incarnation, from, ids }) => [account, incarnation, from, ids])

/** undefined where the items are no vector. */
export function readVector(value: CborValue | undefined): Vector | undefined {
  if (value === undefined || !listOf('vector', RUN, WIDEST_FRONTIER).holds(value)) return undefined
  const runs: Run[] = []
  for (const item of value as readonly (readonly [number, number, number, readonly EntryId[]])[]) {
    const [account, incarnation, from, ids] = item
    if (from === 0 || (runs.length > 0 && account <= runs[runs.length - 1].account)) return undefined
    runs.push({ account, incarnation, from, ids })
  }
  return runs
}

export const encodeVector = (vector: Vector): Uint8Array => encodeCanonical(vectorItems(vector))

export const decodeVector = (from: Uint8Array): Vector | undefined => readVector(decodeCanonical(from))

/** 32 bytes: what a close commits to. */
export const vectorRoot = (vector: Vector): Uint8Array => sha256(inDomain('vector', encodeVector(vector)))

/** Entries in all runs. */
export const vectorSize = (vector: Vector): number => vector.reduce((size, { ids }) => size + ids.length, 0)
