import type { Frontier } from '../../chain/frontier.js'
import type { Range } from '../../replica/lack.js'
import type { Replica } from '../../replica/replica.js'
import type { EntryName } from '../message/sync-message.js'
import { planWants } from './plan-wants.js'

/** Names that are kept until they can be asked for. */
const MOST_SOUGHT = 256

/** What a neighbour has that this peer lacks, and what of it was asked for. */
export class Pursuit {
  readonly #replica: Pick<Replica, 'lacking'>
  #theirs: Frontier = []
  /** Entries that others wait for, the newest last. */
  #sought: readonly EntryName[] = []
  /** Since the last comparison: a neighbour is asked for nothing twice, whatever it answers. */
  readonly #asked = new Set<string>()

  constructor(replica: Pick<Replica, 'lacking'>) {
    this.#replica = replica
  }

  /** The neighbour's tips in these accounts. */
  learn({ from, to, tips }: { readonly from: number; readonly to: number; readonly tips: Frontier }): void {
    this.#theirs = [...this.#theirs.filter(({ account }) => account < from || account > to), ...tips]
  }

  /** @param missing entries that others wait for, which the neighbour brought. */
  seek(missing: readonly EntryName[]): void {
    if (missing.length > 0) this.#sought = [...this.#sought, ...missing].slice(-MOST_SOUGHT)
  }

  /** What was asked for and did not come may be asked for again. */
  renew(): void {
    this.#asked.clear()
  }

  /** @returns what to ask for now. */
  next(): Range[] {
    const isLacking = (name: EntryName) => this.#replica.lacking(name) !== undefined
    this.#theirs = this.#theirs.filter(isLacking)
    this.#sought = this.#sought.filter(isLacking)
    const ranges = planWants(this.#replica, [...this.#sought, ...this.#theirs])
    const news = ranges.filter((range) => !this.#asked.has(keyOf(range)))
    for (const range of news) this.#asked.add(keyOf(range))
    return news
  }
}

const keyOf = ({ account, incarnation, from, to }: Range): string => `${account}/${incarnation}/${from}/${to}`
