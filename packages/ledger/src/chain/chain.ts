import { sameBytes } from '../cbor/canonical-cbor.js'
import type { Entry, EntryId, Position } from '../entry/entry.js'
import type { Tip } from './frontier.js'
import { type Joined, Lane } from './lane.js'

/**
 * What a peer holds of one account above the newest certificate: the lane of the certified incarnation, and that of the
 * next one once the account has begun anew.
 */
export class Chain {
  readonly account: number
  #current: Lane
  #next: Lane | undefined

  constructor(account: number, certified?: Tip) {
    this.account = account
    this.#current = new Lane(certified?.incarnation ?? 0, certified?.seq ?? 0, certified?.id)
  }

  /** What the newest certificate says; undefined before the account's first entry is in a cut. */
  get certified(): Tip | undefined {
    const { incarnation, base: seq, baseId: id } = this.#current
    return seq === 0 ? undefined : { account: this.account, incarnation, seq, id }
  }

  get incarnation(): number {
    return this.#current.incarnation
  }

  /** Uncertified entries held. */
  get size(): number {
    return this.#current.size + (this.#next?.size ?? 0)
  }

  /** Whether the entry lies at or below what is certified: only the store can tell whether it is the same one. */
  isHistoric({ incarnation, seq }: Position): boolean {
    return (
      incarnation < this.#current.incarnation ||
      (incarnation === this.#current.incarnation && seq <= this.#current.base)
    )
  }

  /** Whether the entry claims to stand directly on the certified one and names another: it can never join. */
  isAstray({ incarnation, seq, prev }: Position & Pick<Entry, 'prev'>): boolean {
    const { incarnation: now, base, baseId } = this.#current
    return incarnation === now && seq === base + 1 && !sameBytes(prev, baseId)
  }

  lane(incarnation: number): Lane | undefined {
    if (incarnation === this.#current.incarnation) return this.#current
    return incarnation === this.#next?.incarnation ? this.#next : undefined
  }

  /** In the order in which the account lived them. */
  get lanes(): readonly Lane[] {
    return this.#next === undefined ? [this.#current] : [this.#current, this.#next]
  }

  place(entry: Position & Pick<Entry, 'id' | 'prev'>): Joined {
    return this.#laneOf(entry.incarnation).place(entry)
  }

  put(entry: Entry): void {
    const lane = this.#laneOf(entry.incarnation)
    if (lane !== this.#current) this.#next = lane
    lane.put(entry)
  }

  /** The lane that counts: the account's newest life. */
  get newest(): Lane {
    return this.#next !== undefined && this.#next.size > 0 ? this.#next : this.#current
  }

  /** The newest entry of the branch that came first; undefined for an account that never wrote. */
  get tip(): Tip | undefined {
    const { account, newest } = this
    if (newest.tip === undefined) return this.certified
    const { incarnation, seq, id } = newest.tip
    return { account, incarnation, seq, id }
  }

  /** @returns the entries that this tip certifies, oldest first, or undefined where some are not held. */
  pathTo({ incarnation, seq, id }: Omit<Tip, 'account'>): Entry[] | undefined {
    return this.lane(incarnation)?.pathTo(seq, id)
  }

  /** Adopt a certified tip whose path is held. Returns what became void. */
  certify({ incarnation, seq, id }: Omit<Tip, 'account'>): Entry[] {
    const lane = this.#laneOf(incarnation)
    const voided = lane === this.#current ? [] : this.#current.entries()
    for (const entry of lane.rebase(seq, id)) voided.push(entry)
    if (lane !== this.#current) {
      this.#current = lane
      this.#next = undefined
    }
    return voided
  }

  /** Adopt a certified tip whose path is not held, because it was certified long ago. Returns what became void. */
  leap({ incarnation, seq, id }: Omit<Tip, 'account'>): Entry[] {
    const held = this.lanes.flatMap((lane) => lane.entries())
    this.#current = new Lane(incarnation, seq, id)
    this.#next = undefined
    return held.filter((entry) => {
      const isNear = entry.incarnation === incarnation || entry.incarnation === incarnation + 1
      const place = isNear && !this.isHistoric(entry) ? this.place(entry) : 'orphan'
      if (place === 'joined' || place === 'fork') this.put(entry)
      return place !== 'joined' && place !== 'fork'
    })
  }

  /** Forget the uncertified entries that `keep` does not hold for, and what stands on them. Returns them. */
  retain(keep: (entry: Entry) => boolean): Entry[] {
    const held = this.lanes.flatMap((lane) => lane.entries())
    const dropped: Entry[] = []
    this.#current = new Lane(this.#current.incarnation, this.#current.base, this.#current.baseId)
    this.#next = undefined
    for (const entry of held) {
      const place = keep(entry) ? this.place(entry) : 'orphan'
      if (place === 'joined' || place === 'fork') this.put(entry)
      else dropped.push(entry)
    }
    return dropped
  }

  find({ incarnation, seq }: Position, id: EntryId): Entry | undefined {
    return this.lane(incarnation)?.find(seq, id)
  }

  #laneOf(incarnation: number): Lane {
    return this.lane(incarnation) ?? new Lane(incarnation)
  }
}
