import { statfs } from 'node:fs/promises'
import type { Position } from '../entry/entry.js'
import type { Durability, LedgerStore, NumberedRecord, RecordKind, StoreWrite } from '../store/ledger-store.js'
import { closedStore, fullDisk } from '../store/store-error.js'
import {
  allEntries,
  allRecords,
  chainRange,
  chainStart,
  FORMAT_KEY,
  type KeyRange,
  readEntryKey,
  readRecordKey,
  recordKey,
  recordRange,
} from './buckets.js'
import { type KeyChange, keyByKey, keyChange, type Removal } from './key-change.js'
import { type Database, FORMAT, openFolder } from './ledger-folder.js'
import { levelError } from './level-error.js'
import { RotatedLogs } from './rotated-logs.js'
import { WriteQueue } from './write-queue.js'

export interface LevelStoreOptions {
  /**
   * Bytes that LevelDB gathers in memory before it makes a table of them, 4 MiB by default. Up to twice as much memory
   * is used, and up to that much is read again when the folder is opened.
   */
  readonly writeBuffer?: number
}

/**
 * Opens the ledger in a folder, or makes one where there is nothing yet. One process at a time.
 * @throws CodedError `store-locked`, `store-foreign`, `store-too-new`, `store-corrupted`, `store-forbidden` or
 * `store-failed`; the message says what to do.
 */
export async function openLevelStore(folder: string, options: LevelStoreOptions = {}): Promise<LevelStore> {
  const { writeBuffer = 4 * 1024 * 1024 } = options
  return new LevelStore(folder, await openFolder(folder, writeBuffer), writeBuffer)
}

/** A ledger in a folder, kept by LevelDB. */
export class LevelStore implements LedgerStore {
  readonly folder: string
  readonly #database: Database
  readonly #writeBuffer: number
  readonly #queue = new WriteQueue<KeyChange | Removal>((changes, durability) => this.#commit(changes, durability))
  readonly #rotated: RotatedLogs
  /** Something was written that no synced batch has followed. */
  #hasUnsynced = false
  /** A write failed, so the log may end in half a batch, and what LevelDB wrote behind it could not be read again. */
  #isTorn = false
  #closed: Promise<void> | undefined

  constructor(folder: string, database: Database, writeBuffer: number) {
    this.folder = folder
    this.#database = database
    this.#writeBuffer = writeBuffer
    this.#rotated = new RotatedLogs(folder)
  }

  async write(batch: readonly StoreWrite[], durability: Durability): Promise<void> {
    if (this.#closed) throw closedStore()
    await this.#queue.add(batch.map(keyChange), durability)
  }

  async at({ account, incarnation, seq }: Position): Promise<readonly Uint8Array[]> {
    const range = chainRange(account, incarnation, seq, seq)
    const wires = await this.#read((database) => database.values(range).all())
    return wires.map(plain)
  }

  async *chain(account: number, incarnation: number, from: number, to: number): AsyncIterable<Uint8Array> {
    const range = chainRange(account, incarnation, from, to)
    for await (const wire of this.#each((database) => database.values({ ...range, ...IN_LARGE_STEPS }))) {
      yield plain(wire)
    }
  }

  lastPositions(): Promise<readonly Position[]> {
    return this.#read(async (database) => {
      const keys = database.keys({ ...allEntries(), reverse: true })
      try {
        const last: Position[] = []
        for (let key = await keys.next(); key !== undefined; key = await keys.next()) {
          const position = readEntryKey(key)
          last.push(position)
          keys.seek(chainStart(position)) // goes on with the chain before
        }
        return last.reverse()
      } finally {
        await keys.close()
      }
    })
  }

  async record(kind: RecordKind, number: number): Promise<Uint8Array | undefined> {
    const bytes = await this.#read((database) => database.get(recordKey(kind, number)))
    return bytes && plain(bytes)
  }

  async *records(kind: RecordKind, from: number, to: number): AsyncIterable<NumberedRecord> {
    const range = recordRange(kind, from, to)
    for await (const [key, bytes] of this.#each((database) => database.iterator({ ...range, ...IN_LARGE_STEPS }))) {
      yield [readRecordKey(key), plain(bytes)]
    }
  }

  async lastRecord(kind: RecordKind): Promise<NumberedRecord | undefined> {
    const options = { ...allRecords(kind), reverse: true, limit: 1 }
    const [last] = await this.#read((database) => database.iterator(options).all())
    return last && [readRecordKey(last[0]), plain(last[1])]
  }

  /** Frees the space of what was dropped, and reads faster afterwards. LevelDB does it by itself in the course of time. */
  async compact(): Promise<void> {
    // the one call that Level names for no platform but has on disks
    const disk = this.#database as Database & { compactRange(from: Uint8Array, to: Uint8Array): Promise<void> }
    await this.#read(() => disk.compactRange(FORMAT_KEY, Uint8Array.of(0xff)))
  }

  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    try {
      await this.#queue.add([], 'synced')
    } finally {
      await this.#database.close()
    }
  }

  async #commit(changes: readonly (KeyChange | Removal)[], durability: Durability): Promise<void> {
    try {
      if (this.#isTorn) await this.#openAnew()
      const keysIn = (range: KeyRange) => this.#database.keys(range).all()
      const batch = await keyByKey(changes, keysIn)
      const sync = durability === 'synced'
      // LevelDB syncs nothing but with a batch
      if (batch.length === 0 && sync && this.#hasUnsynced) batch.push({ type: 'put', key: FORMAT_KEY, value: FORMAT })
      if (batch.length === 0) return
      this.#isTorn = true
      await this.#database.batch(batch, { sync })
      if (sync) await this.#rotated.sync()
      this.#isTorn = false
      this.#hasUnsynced = !sync
    } catch (error) {
      throw levelError(error, this.folder)
    }
  }

  /** LevelDB reads its log again, drops half a batch at its end and begins a new one. It needs room for that. */
  async #openAnew(): Promise<void> {
    const { bavail, bsize } = await statfs(this.folder)
    if (bavail * bsize < 4 * this.#writeBuffer) throw fullDisk(this.folder) // and the store can be read meanwhile
    await this.#database.close()
    await this.#database.open()
    this.#isTorn = false
  }

  async #read<Result>(from: (database: Database) => Promise<Result>): Promise<Result> {
    if (this.#closed) throw closedStore()
    try {
      return await from(this.#database)
    } catch (error) {
      throw this.#closed ? closedStore() : levelError(error, this.folder)
    }
  }

  async *#each<Item>(from: (database: Database) => AsyncIterable<Item>): AsyncIterable<Item> {
    if (this.#closed) throw closedStore()
    try {
      for await (const item of from(this.#database)) {
        yield item
        if (this.#closed) break
      }
    } catch (error) {
      if (!this.#closed) throw levelError(error, this.folder)
    }
    if (this.#closed) throw closedStore()
  }
}

/** Bytes that an iteration reads ahead. */
const IN_LARGE_STEPS = { highWaterMarkBytes: 256 * 1024 }

/** Level hands out Buffers, whose `slice` is not that of other bytes. */
const plain = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
