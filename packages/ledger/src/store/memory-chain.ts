import { compareBytes } from '../cbor/canonical-cbor.js'
import type { StoredEntry } from './ledger-store.js'

/** The entries of one (account, incarnation), ascending by seq and id. They come in order, so most are appended. */
export class MemoryChain {
  #entries: StoredEntry[] = []

  get last(): StoredEntry | undefined {
    return this.#entries[this.#entries.length - 1]
  }

  /** The entry that it replaces, where there is one of this position and id. */
  put(entry: StoredEntry): StoredEntry | undefined {
    const place = this.#place(entry)
    const before = this.#entries[place]
    if (before === undefined) {
      this.#entries.push(entry)
      return undefined
    }
    const replaces = compare(before, entry) === 0
    this.#entries.splice(place, replaces ? 1 : 0, entry)
    return replaces ? before : undefined
  }

  drop(entry: Pick<StoredEntry, 'seq' | 'id'>): StoredEntry | undefined {
    const place = this.#place(entry)
    const found = this.#entries[place]
    if (found === undefined || compare(found, entry) !== 0) return undefined
    this.#entries.splice(place, 1)
    return found
  }

  dropUpTo(seq: number): StoredEntry[] {
    return this.#entries.splice(0, this.#firstFrom(seq + 1))
  }

  between(from: number, to: number): StoredEntry[] {
    return this.#entries.slice(this.#firstFrom(from), this.#firstFrom(to + 1))
  }

  #firstFrom(seq: number): number {
    return this.#search((entry) => entry.seq >= seq)
  }

  #place(wanted: Pick<StoredEntry, 'seq' | 'id'>): number {
    const { last } = this
    if (last === undefined || compare(last, wanted) < 0) return this.#entries.length
    return this.#search((entry) => compare(entry, wanted) >= 0)
  }

  /** Index of the first entry for which it holds; it holds for all after that one. */
  #search(holds: (entry: StoredEntry) => boolean): number {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (holds(this.#entries[middle])) high = middle
      else low = middle + 1
    }
    return low
  }
}

const compare = (a: Pick<StoredEntry, 'seq' | 'id'>, b: Pick<StoredEntry, 'seq' | 'id'>): number =>
  a.seq - b.seq || compareBytes(a.id, b.id)
