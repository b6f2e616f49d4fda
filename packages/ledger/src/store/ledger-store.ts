import type { Position } from '../entry/entry.js'

/**
 * What a peer keeps. One batch is atomic: all of it is there or nothing, whatever happens.
 *
 * A `synced` batch is on the disk when its promise resolves, and with it every batch that was written before. An unsynced
 * batch has then reached the operating system: a crash of the program does not lose it, a crash of the machine may. What is
 * lost so is the end of what was written since the last synced batch; a disk that writes out of order may lose more of that
 * stretch, so whoever reads it at start checks that every entry follows the one before. What others wrote can be fetched
 * again, so it is written unsynced; what this peer signed is synced before anybody else sees it.
 *
 * Reads see every batch whose promise has resolved; an iteration sees what was there when it began. Bytes are not
 * guarded against a disk that lies: entries and records prove themselves, so they are checked like those of a stranger.
 */
export interface LedgerStore {
  /**
   * Batches take effect in the order of the calls. An empty synced batch only puts on the disk what was written before.
   *
   * Throws CodedError `store-failed` (recovery `wait` on a full disk). Then the batch may be there all the same, whole (the
   * disk took it and could not say so): write the same batch again, never another one in its place. Else a peer could
   * find two entries of its own at one position.
   */
  write(batch: readonly StoreWrite[], durability: Durability): Promise<void>

  /** Every entry held at this position, ascending by id: two where the author equivocated. Their bytes on the wire. */
  at(position: Position): Promise<readonly Uint8Array[]>

  /** The chain's entries with `from` <= seq <= `to`, ascending; with two at one position both, adjacent. */
  chain(account: number, incarnation: number, from: number, to: number): AsyncIterable<Uint8Array>

  /** The last position of every (account, incarnation) that has one, ascending. Found without reading the entries. */
  lastPositions(): Promise<readonly Position[]>

  /** A record of one kind by its number (a height); undefined where there is none. */
  record(kind: RecordKind, number: number): Promise<Uint8Array | undefined>

  /** Records of one kind with `from` <= number <= `to`, ascending. */
  records(kind: RecordKind, from: number, to: number): AsyncIterable<NumberedRecord>

  /** The record with the highest number. */
  lastRecord(kind: RecordKind): Promise<NumberedRecord | undefined>

  /**
   * Waits for the writes under way and puts them on the disk. After it every call throws CodedError `store-closed`, but
   * another `close`.
   */
  close(): Promise<void>
}

export type Durability = 'synced' | 'unsynced'

export type NumberedRecord = readonly [number: number, bytes: Uint8Array]

/**
 * Numbered by height, but `proof`: `decision` a certificate with the cut it certifies,
 * `pledge` what this peer signed for a height (its close, proposals and votes), `snapshot` the market's state after a height,
 * `proof` what convicts an account, by its number, `result` what a round did, `handover` a certificate after which others
 * validate, with these; `pruned` the height up to which entries were dropped.
 */
export type RecordKind = (typeof RECORD_KINDS)[number]

export const RECORD_KINDS = ['decision', 'pledge', 'snapshot', 'proof', 'result', 'handover', 'pruned'] as const

/** As much of an entry as a store looks at; an `Entry` is one. The bytes must not be changed afterwards. */
export interface StoredEntry extends Position {
  readonly id: Uint8Array
  readonly wire: Uint8Array
}

/**
 * One change of a batch; a later one sees the earlier. Dropping what is not there changes nothing. An entry or record that
 * is put again is replaced: an author may have signed one entry twice, and either signature will do.
 */
export type StoreWrite =
  | { readonly put: 'entry'; readonly entry: StoredEntry }
  | { readonly put: 'record'; readonly kind: RecordKind; readonly number: number; readonly bytes: Uint8Array }
  | { readonly drop: 'entry'; readonly position: Position; readonly id: Uint8Array }
  /** The chain's entries with seq <= `upTo`: what a peer forgets after its retention. */
  | { readonly drop: 'chain'; readonly account: number; readonly incarnation: number; readonly upTo: number }
  | { readonly drop: 'records'; readonly kind: RecordKind; readonly upTo: number }
