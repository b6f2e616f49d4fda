import { nextPruning } from '@jazzgrid/consensus'
import type { LedgerStore, StoreWrite } from '@jazzgrid/ledger'
import type { Clock } from '@jazzgrid/units'

/** Until a batch that the store refused is written again [ms]. */
const STORE_PATIENCE = 1_000

/** Writes what a peer asks for, though the disk refuses for a while. */
export class StoreWriter {
  readonly #store: LedgerStore
  readonly #clock: Clock
  readonly #onFault: (fault: unknown) => void
  /** Entries of others that the store refused: they go with the next batch that is synced. */
  #owed: StoreWrite[] = []
  /** Unsynced batches on their way to the disk. */
  #underWay = 0
  #open = true
  /** UTC ms: what is older is dropped. */
  #forget = 0
  #pruning: Promise<void> | undefined

  /** @param onFault see `PeerWatch.onStoreFault`. */
  constructor(store: LedgerStore, clock: Clock, onFault: (fault: unknown) => void) {
    this.#store = store
    this.#clock = clock
    this.#onFault = onFault
  }

  /** What the disk has not taken of what was not to be synced. */
  get waiting(): number {
    return this.#owed.length + this.#underWay
  }

  get isOwing(): boolean {
    return this.#owed.length > 0
  }

  /** What others wrote can be fetched again, so nobody waits for it; but once it is certified it must be there. */
  async keep(batch: readonly StoreWrite[]): Promise<void> {
    this.#underWay++
    try {
      await this.#store.write(batch, 'unsynced')
    } catch (fault) {
      for (const write of batch) this.#owed.push(write)
      this.#onFault(fault)
    }
    this.#underWay--
  }

  /** The same batch again until the disk takes it: another one in its place could contradict it. */
  async persist(last: readonly StoreWrite[]): Promise<void> {
    const batch = [...this.#owed, ...last]
    this.#owed = []
    for (let failed = false; this.#open; failed = true) {
      try {
        await this.#store.write(batch, 'synced')
        if (failed) this.#onFault(undefined)
        return
      } catch (fault) {
        this.#onFault(fault)
        await new Promise((resolve) => this.#clock.setTimeout(resolve, STORE_PATIENCE))
      }
    }
  }

  /** Drop what is older than that [UTC ms], in the background. */
  prune(before: number): void {
    this.#forget = Math.max(this.#forget, before)
    this.#pruning ??= this.#prune().finally(() => {
      this.#pruning = undefined
    })
  }

  /** No more is begun. @returns when nothing is under way but what is kept. */
  async stop(): Promise<void> {
    this.#open = false
    await this.#pruning
  }

  /** Batch by batch, so that nothing waits for long; what a full disk refuses now is dropped after the next snapshot. */
  async #prune(): Promise<void> {
    try {
      for (;;) {
        const batch = this.#open ? await nextPruning(this.#store, this.#forget) : []
        if (batch.length === 0 || !this.#open) break
        await this.#store.write(batch, 'unsynced')
      }
    } catch (fault) {
      this.#onFault(fault)
    }
  }
}
