import { sameBytes } from '../cbor/canonical-cbor.js'
import { type Entry, type EntryId, NO_ENTRY, type Position } from '../entry/entry.js'

const NONE: readonly Entry[] = []

/** What became of an entry that was offered to a lane. */
export type Joined = 'joined' | 'known' | 'orphan' | 'fork'

/**
 * The uncertified entries of one incarnation, on top of what is certified. Row k holds what was written at seq
 * `base + 1 + k`: one entry, or two and more where the author equivocated; the first of a row is the one that came first.
 */
export class Lane {
  readonly incarnation: number
  #base: number
  #baseId: EntryId
  #rows: Entry[][] = []
  #size = 0
  #forkedAt: number | undefined
  #tip: Entry | undefined

  /** @param seq, id of the last certified entry; 0 and 32 zeros before the first. */
  constructor(incarnation: number, seq = 0, id: EntryId = NO_ENTRY) {
    this.incarnation = incarnation
    this.#base = seq
    this.#baseId = id
  }

  /** Entries held, all branches counted. */
  get size(): number {
    return this.#size
  }

  get base(): number {
    return this.#base
  }

  get baseId(): EntryId {
    return this.#baseId
  }

  /** Highest seq that the lane reaches. */
  get top(): number {
    return this.#base + this.#rows.length
  }

  /** The lowest seq with two entries; undefined where the author was consistent. */
  get forkedAt(): number | undefined {
    return this.#forkedAt
  }

  /** The end of the branch that came first: of several children of an entry the first one goes on. */
  get tip(): Entry | undefined {
    return this.#tip
  }

  at(seq: number): readonly Entry[] {
    return this.#rows[seq - this.#base - 1] ?? NONE
  }

  find(seq: number, id: EntryId): Entry | undefined {
    for (const entry of this.at(seq)) if (sameBytes(entry.id, id)) return entry
    return undefined
  }

  /** Where the entry would stand, without putting it there. */
  place(entry: Position & Pick<Entry, 'id' | 'prev'>): Joined {
    const row = this.at(entry.seq)
    if (row.length > 0 && this.find(entry.seq, entry.id) !== undefined) return 'known'
    if (!this.#holds(entry.seq - 1, entry.prev)) return 'orphan'
    return row.length === 0 ? 'joined' : 'fork'
  }

  /** Put an entry whose place is `joined` or `fork`. */
  put(entry: Entry): void {
    const row = entry.seq - this.#base - 1
    if (row === this.#rows.length) this.#rows.push([entry])
    else {
      this.#rows[row].push(entry)
      this.#forkedAt = Math.min(entry.seq, this.#forkedAt ?? entry.seq)
    }
    this.#size++
    this.#advance(entry)
  }

  /** The chain that leads to this entry from above the certified one, oldest first; undefined where it is not held. */
  pathTo(seq: number, id: EntryId): Entry[] | undefined {
    const path: Entry[] = []
    let wanted = id
    for (let at = seq; at > this.#base; at--) {
      const entry = this.find(at, wanted)
      if (entry === undefined) return undefined
      path.push(entry)
      wanted = entry.prev
    }
    return sameBytes(wanted, this.#baseId) ? path.reverse() : undefined
  }

  /** The first entries of the chain up to before the first fork, at most so many: what a peer vouches for. */
  undisputed(most: number): Entry[] {
    const before = this.#forkedAt === undefined ? this.#rows.length : this.#forkedAt - this.#base - 1
    return this.#rows.slice(0, Math.min(most, before)).map((row) => row[0])
  }

  /** Go on from a certified entry whose path is held. Returns what is void: certified neither now nor ever. */
  rebase(seq: number, id: EntryId): Entry[] {
    const path = new Set(this.pathTo(seq, id))
    if (this.#forkedAt === undefined) {
      // as for every honest author: nothing can be void, and nothing stands elsewhere than before
      this.#rows = this.#rows.slice(seq - this.#base)
      this.#size = this.#rows.length
      this.#base = seq
      this.#baseId = id
      if (this.#size === 0) this.#tip = undefined
      return []
    }
    const passed = this.#rows.slice(0, seq - this.#base)
    const rest = this.#rows.slice(seq - this.#base)
    const void_ = passed.flat().filter((entry) => !path.has(entry))
    this.#restart(seq, id)
    for (const entry of rest.flat()) {
      if (this.#holds(entry.seq - 1, entry.prev)) this.put(entry)
      else void_.push(entry)
    }
    return void_
  }

  /** Every entry held, by seq; within one in the order in which they came. */
  entries(): Entry[] {
    return this.#rows.flat()
  }

  #restart(seq: number, id: EntryId): void {
    this.#base = seq
    this.#baseId = id
    this.#rows = []
    this.#size = 0
    this.#forkedAt = undefined
    this.#tip = undefined
  }

  #advance(entry: Entry): void {
    const last = this.#tip?.id ?? this.#baseId
    if (entry.seq === (this.#tip?.seq ?? this.#base) + 1 && sameBytes(entry.prev, last)) this.#tip = entry
  }

  #holds(seq: number, id: EntryId): boolean {
    return seq === this.#base ? sameBytes(id, this.#baseId) : this.find(seq, id) !== undefined
  }
}
