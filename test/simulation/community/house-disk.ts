import {
  type DiskState,
  type Durability,
  type LedgerStore,
  MemoryStore,
  type NumberedRecord,
  type Position,
  type RecordKind,
  type StoreWrite,
} from '@jazzgrid/ledger'
import type { Chance, Clock } from '@jazzgrid/units'

/** A write that the program has asked for and the disk has not done yet. */
interface Submitted {
  readonly batch: readonly StoreWrite[]
  readonly durability: Durability
}

/** How long a synced write takes [ms], both ends included. */
const SYNC_TIME = [1, 12] as const
/** Longer than anybody waits before a refused batch is written again [ms]. */
const PATIENCE = 2_000

/**
 * The disk of one house: the store in memory, with the time that a disk takes, and everything that may befall it. It
 * outlives the programs that run on it.
 */
export class HouseDisk implements LedgerStore {
  readonly #clock: Clock
  readonly #chance: Chance
  readonly #onWork: (during?: number) => void
  /** Everything that was ever written, so that it can be put back as it was at some time. */
  readonly #history: StoreWrite[][] = []
  #store = new MemoryStore()
  #state: DiskState = 'sound'
  #submitted: Submitted[] = []
  #life = 0

  /** It says that it has synced when it has not. */
  lies = false

  /** @param onWork told whenever somebody who waits for the disk may go on, now and for some ms. */
  constructor(clock: Clock, chance: Chance, onWork: (during?: number) => void) {
    this.#clock = clock
    this.#chance = chance
    this.#onWork = onWork
  }

  set state(state: DiskState) {
    this.#state = state
    this.#store.disk = state
  }

  /** Entries of a chain that are there now. */
  get content(): LedgerStore {
    return this.#store
  }

  /** Of what was submitted and not done, some may be done after all. */
  programStops(): void {
    this.#flushSome()
    this.#renew(this.#store.reopen())
  }

  powerFails(): void {
    this.#flushSome()
    this.#renew(this.#store.crash(this.#chance, { anyOfThem: this.#chance.integer(2) === 0 }))
  }

  /** Number of writes so far: a moment to which `putBack` can return. */
  get age(): number {
    return this.#history.length
  }

  /** Somebody puts a backup back that was made at this age, while nothing runs on the disk. */
  async putBack(age: number): Promise<void> {
    this.#onWork()
    const store = new MemoryStore()
    for (const batch of this.#history.slice(0, age)) await store.write(batch, 'synced')
    this.#renew(store)
  }

  async write(batch: readonly StoreWrite[], durability: Durability): Promise<void> {
    const life = this.#life
    const [least, most] = SYNC_TIME
    if (durability === 'synced') {
      this.#submitted.push({ batch, durability })
      await this.#wait(least + this.#chance.integer(most - least + 1))
      if (life !== this.#life) return await new Promise(() => {}) // whoever asked is dead
      this.#submitted.shift()
    }
    this.#onWork(this.#state === 'sound' ? 0 : PATIENCE)
    if (this.#state !== 'full') this.#history.push([...batch])
    await this.#store.write(batch, this.lies ? 'unsynced' : durability)
  }

  at(position: Position): Promise<readonly Uint8Array[]> {
    this.#onWork()
    return this.#store.at(position)
  }

  chain(account: number, incarnation: number, from: number, to: number): AsyncIterable<Uint8Array> {
    this.#onWork()
    return this.#store.chain(account, incarnation, from, to)
  }

  lastPositions(): Promise<readonly Position[]> {
    return this.#store.lastPositions()
  }

  record(kind: RecordKind, number: number): Promise<Uint8Array | undefined> {
    return this.#store.record(kind, number)
  }

  records(kind: RecordKind, from: number, to: number): AsyncIterable<NumberedRecord> {
    this.#onWork()
    return this.#store.records(kind, from, to)
  }

  lastRecord(kind: RecordKind): Promise<NumberedRecord | undefined> {
    return this.#store.lastRecord(kind)
  }

  async close(): Promise<void> {}

  #flushSome(): void {
    const [first] = this.#submitted
    if (first === undefined || this.#state === 'full' || this.#chance.integer(2) === 0) return
    this.#history.push([...first.batch])
    void this.#store.write(first.batch, this.lies ? 'unsynced' : first.durability).catch(() => {})
  }

  #renew(store: MemoryStore): void {
    this.#life++
    this.#submitted = []
    this.#store = store
    this.#store.disk = this.#state
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.setTimeout(() => {
        this.#onWork()
        resolve()
      }, ms)
    })
  }
}
