import {
  type CborValue,
  decodeCanonical,
  encodeCanonical,
  readVector,
  type Vector,
  vectorItems,
} from '@jazzgrid/ledger'

/**
 * What a validator keeps of the height under way: its pledges, and the vectors that they stand on. If everybody's power
 * fails in the middle of a round, nobody else may have them: then closes that were signed could never be used, nor a value
 * proposed again that some are locked on.
 */
export interface PledgeRecord {
  readonly pledges: Uint8Array
  readonly vectors: readonly Vector[]
}

export const encodePledgeRecord = ({ pledges, vectors }: PledgeRecord): Uint8Array =>
  encodeCanonical([pledges, vectors.map(vectorItems)])

/** Bytes that are no record are taken for pledges, so that whoever cannot read them knows that it signed something. */
export function decodePledgeRecord(from: Uint8Array): PledgeRecord {
  const items = decodeCanonical(from)
  if (!Array.isArray(items) || items.length !== 2) return { pledges: from, vectors: [] }
  const [pledges, list] = items as readonly CborValue[]
  const vectors = Array.isArray(list) ? list.map((item) => readVector(item)) : [undefined]
  if (!(pledges instanceof Uint8Array) || vectors.includes(undefined)) return { pledges: from, vectors: [] }
  return { pledges, vectors: vectors as Vector[] }
}
