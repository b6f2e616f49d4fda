import { broken } from '@jazzgrid/units'
import { ID_LENGTH, LARGEST_ACCOUNT, LARGEST_INCARNATION, LARGEST_SEQ, type Position } from '../entry/entry.js'
import type { RecordKind } from '../store/ledger-store.js'

/**
 * Every key of the database. Numbers are big-endian, so that keys in byte order are positions in order.
 *
 *     00                                                    the format of this database
 *     01  account u32  incarnation u16  seq u32  id 32      an entry on the wire
 *     12  number u64                                        a decision; 13 to 18: the other kinds of records
 *
 * An entry's key holds the whole id, so that no two entries share a key. It costs little: neighbours lie in one block, and
 * `prev` of the next entry, the same 32 bytes, is compressed away.
 */
export const FORMAT_KEY = Uint8Array.of(0)

const ENTRY = 0x01
const RECORD: Readonly<Record<RecordKind, number>> = {
  decision: 0x12,
  pledge: 0x13,
  snapshot: 0x14,
  proof: 0x15,
  result: 0x16,
  handover: 0x17,
  pruned: 0x18,
}
const POSITION_LENGTH = 11
const RECORD_KEY_LENGTH = 9

/** Inclusive bounds of a range of keys. */
export interface KeyRange {
  readonly gte: Uint8Array
  readonly lte: Uint8Array
}

export function entryKey(position: Position, id: Uint8Array): Uint8Array {
  const key = new Uint8Array(POSITION_LENGTH + ID_LENGTH)
  writePosition(key, position)
  key.set(id, POSITION_LENGTH)
  return key
}

export function readEntryKey(key: Uint8Array): Position {
  const view = new DataView(key.buffer, key.byteOffset)
  return { account: view.getUint32(1), incarnation: view.getUint16(5), seq: view.getUint32(7) }
}

export const allEntries = (): KeyRange => ({
  gte: positionKey({ account: 0, incarnation: 0, seq: 0 }, 0),
  lte: positionKey({ account: LARGEST_ACCOUNT, incarnation: LARGEST_INCARNATION, seq: LARGEST_SEQ }, 0xff),
})

/** Entries of one chain with `from` <= seq <= `to`; an empty range where there are none of these. */
export function chainRange(account: number, incarnation: number, from: number, to: number): KeyRange {
  if (from > to || from > LARGEST_SEQ) return NOTHING
  return {
    gte: positionKey({ account, incarnation, seq: Math.max(from, 0) }, 0),
    lte: positionKey({ account, incarnation, seq: Math.min(to, LARGEST_SEQ) }, 0xff),
  }
}

/** A key after every entry of the chains before this one, and before every entry of this one. */
export const chainStart = ({ account, incarnation }: Position): Uint8Array =>
  positionKey({ account, incarnation, seq: 0 }, 0)

export function recordKey(kind: RecordKind, number: number): Uint8Array {
  if (!(Number.isSafeInteger(number) && number >= 0)) broken(`a record has a natural number, not ${number}`)
  const key = new Uint8Array(RECORD_KEY_LENGTH)
  key[0] = RECORD[kind]
  new DataView(key.buffer).setBigUint64(1, BigInt(number))
  return key
}

export const readRecordKey = (key: Uint8Array): number =>
  Number(new DataView(key.buffer, key.byteOffset).getBigUint64(1))

export function recordRange(kind: RecordKind, from: number, to: number): KeyRange {
  if (from > to || from > Number.MAX_SAFE_INTEGER) return NOTHING
  return {
    gte: recordKey(kind, Math.max(from, 0)),
    lte: recordKey(kind, Math.min(to, Number.MAX_SAFE_INTEGER)),
  }
}

export const allRecords = (kind: RecordKind): KeyRange => recordRange(kind, 0, Number.MAX_SAFE_INTEGER)

/** No key is before itself. */
const NOTHING: KeyRange = { gte: Uint8Array.of(1), lte: Uint8Array.of(0) }

/** An end of the range of ids that may stand at a position. */
function positionKey(position: Position, idByte: number): Uint8Array {
  const key = new Uint8Array(POSITION_LENGTH + ID_LENGTH).fill(idByte)
  writePosition(key, position)
  return key
}

function writePosition(key: Uint8Array, { account, incarnation, seq }: Position): void {
  // a number that does not fit would be cut silently and stand where another belongs
  if (!(account >= 0 && account <= LARGEST_ACCOUNT)) broken(`there is no account ${account}`)
  if (!(incarnation >= 0 && incarnation <= LARGEST_INCARNATION)) broken(`there is no incarnation ${incarnation}`)
  if (!(seq >= 0 && seq <= LARGEST_SEQ)) broken(`there is no seq ${seq}`)
  const view = new DataView(key.buffer)
  view.setUint8(0, ENTRY)
  view.setUint32(1, account)
  view.setUint16(5, incarnation)
  view.setUint32(7, seq)
}
