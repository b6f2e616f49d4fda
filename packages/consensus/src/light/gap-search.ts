import type { Question } from '@jazzgrid/ledger'
import type { PeerName } from '../peer/peer-effect.js'
import type { AccountRecord, Gap } from './account-record.js'
import type { Inquiry } from './inquiry.js'

/** Asks one neighbour after another for everything that happened where something was kept back. */
export class GapSearch {
  readonly #record: AccountRecord
  readonly #inquiry: Inquiry
  /** Who was asked, by the heights of the gap. */
  readonly #asked = new Map<string, Set<PeerName>>()

  constructor(record: AccountRecord, inquiry: Inquiry) {
    this.#record = record
    this.#inquiry = inquiry
  }

  /** Gaps that somebody might fill. */
  open(among: readonly PeerName[]): Gap[] {
    return this.#gaps().filter((gap) => among.some((name) => !this.#askedFor(gap).has(name)))
  }

  /** Gaps that everybody was asked to fill. */
  hopeless(among: readonly PeerName[]): Gap[] {
    return among.length === 0 ? [] : this.#gaps().filter((gap) => among.every((name) => this.#askedFor(gap).has(name)))
  }

  /** What to ask this neighbour. */
  next(name: PeerName): Question | undefined {
    const [gap] = this.open([name])
    if (gap === undefined) return undefined
    this.#askedFor(gap).add(name)
    return this.#inquiry.wholeOf(gap)
  }

  #gaps(): Gap[] {
    return this.#record.gaps().filter((gap) => !this.#inquiry.isWhole(gap))
  }

  /** Of a long gap one stretch after the other. */
  #askedFor(gap: Gap): Set<PeerName> {
    const { from } = this.#inquiry.wholeOf(gap)
    const key = `${from}-${gap.to}`
    const asked = this.#asked.get(key) ?? new Set()
    this.#asked.set(key, asked)
    return asked
  }
}
