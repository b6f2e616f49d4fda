import type { Durability } from '../store/ledger-store.js'

interface Waiting<Change> {
  readonly batch: readonly Change[]
  readonly durability: Durability
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

/** Changes of one group, so that a long queue becomes several writes. One batch is never parted, however long it is. */
const LARGEST_GROUP = 4096

/**
 * Batches in the order of their calls, one write at a time: while one is under way, those that come are gathered and then
 * written as one. A busy peer so pays for one write and one sync per group, an idle one waits for nobody.
 */
export class WriteQueue<Change> {
  readonly #write: (batch: readonly Change[], durability: Durability) => Promise<void>
  readonly #waiting: Waiting<Change>[] = []
  #isRunning = false

  /** @param write is called again only when its last call has ended. */
  constructor(write: (batch: readonly Change[], durability: Durability) => Promise<void>) {
    this.#write = write
  }

  add(batch: readonly Change[], durability: Durability): Promise<void> {
    const written = new Promise<void>((done, failed) => {
      this.#waiting.push({ batch, durability, done, failed })
    })
    if (!this.#isRunning) void this.#run()
    return written
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#waiting.length > 0) {
      const group = this.#nextGroup()
      const changes = group.flatMap(({ batch }) => batch)
      try {
        await this.#write(changes, group.some(({ durability }) => durability === 'synced') ? 'synced' : 'unsynced')
        for (const { done } of group) done()
      } catch (error) {
        for (const { failed } of group) failed(error)
      }
    }
    this.#isRunning = false
  }

  #nextGroup(): Waiting<Change>[] {
    let changes = 0
    const end = this.#waiting.findIndex(({ batch }, i) => {
      changes += batch.length
      return i > 0 && changes > LARGEST_GROUP
    })
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end)
  }
}
