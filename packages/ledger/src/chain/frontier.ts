import { sha256 } from '@noble/hashes/sha2.js'
import { type CborValue, compareBytes, decodeCanonical, encodeCanonical } from '../cbor/canonical-cbor.js'
import { bytes, type Layout, misfit, natural } from '../cbor/layout.js'
import {
  type EntryId,
  ID_LENGTH,
  LARGEST_ACCOUNT,
  LARGEST_INCARNATION,
  LARGEST_SEQ,
  type Position,
} from '../entry/entry.js'
import { inDomain } from '../signature/domain.js'

/** The newest entry of an account. It stands for the whole chain below, for every entry names the one before. */
export interface Tip extends Position {
  readonly id: EntryId
}

/** At most one tip an account, ascending by account; accounts that never wrote are left out. */
export type Frontier = readonly Tip[]

const TIP: Layout = [
  natural('account', LARGEST_ACCOUNT),
  natural('incarnation', LARGEST_INCARNATION),
  natural('seq', LARGEST_SEQ),
  bytes('id', ID_LENGTH),
]

/** Most accounts whose tips one frontier holds. */
export const WIDEST_FRONTIER = 4096

export const frontierItems = (frontier: Frontier): CborValue =>
  frontier.map(({ account, incarnation, seq, id }) => [account, incarnation, seq, id])

/** undefined where the items are no frontier: a tip that does not fit, accounts out of order or twice, too many. */
export function readFrontier(value: CborValue | undefined): Frontier | undefined {
  const tips = readTips(value)
  return tips?.every(({ account }, i) => i === 0 || account > tips[i - 1].account) ? tips : undefined
}

/** Names of entries in any order, at most as many as a frontier has. */
export function readTips(value: CborValue | undefined): Tip[] | undefined {
  if (!Array.isArray(value) || value.length > WIDEST_FRONTIER) return undefined
  const tips: Tip[] = []
  for (const item of value) {
    if (misfit(item, TIP) !== undefined) return undefined
    const [account, incarnation, seq, id] = item as readonly [number, number, number, Uint8Array]
    if (seq === 0) return undefined
    tips.push({ account, incarnation, seq, id })
  }
  return tips
}

export const encodeFrontier = (frontier: Frontier): Uint8Array => encodeCanonical(frontierItems(frontier))

export const decodeFrontier = (from: Uint8Array): Frontier | undefined => readFrontier(decodeCanonical(from))

/** 32 bytes; equal on two peers exactly if they hold the same chains. */
export const frontierRoot = (frontier: Frontier): Uint8Array => sha256(inDomain('frontier', encodeFrontier(frontier)))

/** Later in an account's life: a later incarnation, or further along the same one. */
export function compareProgress(a: Position, b: Position): number {
  return a.incarnation - b.incarnation || a.seq - b.seq
}

export const sameTip = (a: Tip, b: Tip): boolean =>
  a.account === b.account && compareProgress(a, b) === 0 && compareBytes(a.id, b.id) === 0
