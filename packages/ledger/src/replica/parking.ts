import { sameBytes } from '../cbor/canonical-cbor.js'
import { compareProgress } from '../chain/frontier.js'
import type { Entry, EntryId, Position } from '../entry/entry.js'

/** As it nearly always is: entries come in order. */
const NOBODY: readonly Entry[] = []

/** Valid entries whose predecessor has not come yet, a bounded number an account. */
export class Parking {
  readonly #most: number
  /** By account; ascending by position. */
  readonly #waiting = new Map<number, Entry[]>()

  constructor(most: number) {
    this.#most = most
  }

  /** Entries that wait, of all accounts. */
  get size(): number {
    let size = 0
    for (const { length } of this.#waiting.values()) size += length
    return size
  }

  find(position: Position, id: EntryId): Entry | undefined {
    return this.#at(position).find((entry) => sameBytes(entry.id, id))
  }

  /**
   * Park an entry that is not here yet.
   * @param always although the places are taken: what a quorum has listed is bounded elsewhere.
   * @returns false where the account's places are taken by entries that come before this one. A later one gives way: the
   * earlier an entry, the sooner it can join.
   */
  park(entry: Entry, always: boolean): boolean {
    const row = this.#waiting.get(entry.account) ?? []
    const at = after(row, entry)
    if (row.length >= this.#most && !always) {
      if (at === row.length) return false
      row.pop()
    }
    row.splice(at, 0, entry)
    this.#waiting.set(entry.account, row)
    return true
  }

  /** Take out what stands directly on this entry. */
  takeAfter({ account, incarnation, seq, id }: Entry): readonly Entry[] {
    if (!this.#waiting.has(account)) return NOBODY
    const heirs = this.#at({ account, incarnation, seq: seq + 1 }).filter(({ prev }) => sameBytes(prev, id))
    const row = this.#waiting.get(account) ?? []
    for (const heir of heirs) row.splice(row.indexOf(heir), 1)
    this.#keep(account, row)
    return heirs
  }

  /** Forget what this holds for. */
  drop(useless: (entry: Entry) => boolean): void {
    for (const [account, row] of this.#waiting)
      this.#keep(
        account,
        row.filter((entry) => !useless(entry)),
      )
  }

  #at(position: Position): readonly Entry[] {
    const row = this.#waiting.get(position.account)
    if (row === undefined) return NOBODY
    return row.slice(after(row, { ...position, seq: position.seq - 1 }), after(row, position))
  }

  #keep(account: number, row: Entry[]): void {
    if (row.length === 0) this.#waiting.delete(account)
    else this.#waiting.set(account, row)
  }
}

/** Index of the first entry of a row behind this position. */
function after(row: readonly Entry[], position: Position): number {
  let low = 0
  let high = row.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareProgress(row[middle], position) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
