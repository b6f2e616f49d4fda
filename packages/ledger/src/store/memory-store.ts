import type { Chance } from '@jazzgrid/units'
import type { Position } from '../entry/entry.js'
import type { Durability, LedgerStore, NumberedRecord, RecordKind, StoreWrite } from './ledger-store.js'
import { MemoryContent, type Undo } from './memory-content.js'
import { closedStore, fullDisk } from './store-error.js'

/** How the disk takes writes: it does; it refuses them; or it takes them and says that it did not. */
export type DiskState = 'sound' | 'full' | 'unsure'

/** A batch that a crash of the machine may lose. */
interface Unsynced {
  readonly batch: readonly StoreWrite[]
  readonly undo: Undo
}

/**
 * The store in memory, for tests, simulations and peers that keep nothing. It keeps the promises of the port and no more:
 * what a disk may lose, `crash` loses by chance.
 */
export class MemoryStore implements LedgerStore {
  /** Set it to make the disk fail. */
  disk: DiskState = 'sound'
  readonly #content: MemoryContent
  #unsynced: Unsynced[] = []
  #isOpen = true

  constructor(content = new MemoryContent()) {
    this.#content = content
  }

  /** The program stops; the store that its next start opens, with everything that was written. */
  reopen(): MemoryStore {
    this.#isOpen = false
    const next = new MemoryStore(this.#content)
    next.#unsynced = this.#unsynced
    return next
  }

  /**
   * The machine stops; the store that its next start opens. Of the batches since the last synced one it holds by chance
   * the first few, or with `anyOfThem` any, as a disk that writes out of order may leave them.
   */
  crash(chance: Chance, options: { readonly anyOfThem?: boolean } = {}): MemoryStore {
    this.#isOpen = false
    const unsynced = this.#unsynced
    for (const { undo } of unsynced.toReversed()) undo()
    const kept = options.anyOfThem
      ? unsynced.filter(() => chance.integer(2) === 1)
      : unsynced.slice(0, chance.integer(unsynced.length + 1))
    for (const { batch } of kept) this.#content.apply(batch)
    return new MemoryStore(this.#content)
  }

  async write(batch: readonly StoreWrite[], durability: Durability): Promise<void> {
    const content = this.#open()
    const { disk } = this
    if (disk === 'full') throw fullDisk('a store in memory')
    const undo = content.apply(batch)
    if (disk === 'sound' && durability === 'synced') this.#unsynced = []
    else this.#unsynced.push({ batch: [...batch], undo })
    if (disk === 'unsure') throw fullDisk('a store in memory')
  }

  async at({ account, incarnation, seq }: Position): Promise<readonly Uint8Array[]> {
    return this.#open()
      .chain(account, incarnation, seq, seq)
      .map(({ wire }) => wire)
  }

  async *chain(account: number, incarnation: number, from: number, to: number): AsyncIterable<Uint8Array> {
    for (const { wire } of this.#open().chain(account, incarnation, from, to)) {
      yield wire
      this.#open()
    }
  }

  async lastPositions(): Promise<readonly Position[]> {
    return this.#open().lastPositions()
  }

  async record(kind: RecordKind, number: number): Promise<Uint8Array | undefined> {
    return this.#open().record(kind, number)
  }

  async *records(kind: RecordKind, from: number, to: number): AsyncIterable<NumberedRecord> {
    for (const record of this.#open().records(kind, from, to)) {
      yield record
      this.#open()
    }
  }

  async lastRecord(kind: RecordKind): Promise<NumberedRecord | undefined> {
    return this.#open().records(kind, 0, Number.MAX_SAFE_INTEGER).at(-1)
  }

  async close(): Promise<void> {
    this.#isOpen = false
    this.#unsynced = []
  }

  /** A store that was closed or crashed answers nobody; another one may have its content. */
  #open(): MemoryContent {
    if (!this.#isOpen) throw closedStore()
    return this.#content
  }
}
