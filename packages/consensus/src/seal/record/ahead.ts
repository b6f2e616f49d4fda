import type { Dispatch } from '../message.js'
import type { Proposal } from '../proposal.js'
import type { Vote } from '../vote.js'
import type { Filing } from './filing.js'

/** Attempts ahead of our own that are kept of one validator. An honest one moves on from one to the next. */
const ROUNDS_KEPT = 2
/** Proposals and votes of both stages, two of each if it lies. */
const STATEMENTS_KEPT = 6

/**
 * Statements of later attempts than our own. A validator can number its attempts as it likes, so of each only the latest
 * are kept, and it displaces nobody's but its own.
 */
export class Ahead {
  readonly #byAccount = new Map<number, Map<number, Dispatch<Proposal | Vote>[]>>()

  add(dispatch: Dispatch<Proposal | Vote>): Filing {
    const { account, round } = dispatch.message
    const rounds = this.#byAccount.get(account) ?? new Map<number, Dispatch<Proposal | Vote>[]>()
    const said = rounds.get(round) ?? []
    if (said.some(({ name }) => name === dispatch.name)) return { verdict: 'known' }
    if (said.length >= STATEMENTS_KEPT) return { verdict: 'stray' }
    if (said.length === 0 && rounds.size >= ROUNDS_KEPT) {
      const earliest = Math.min(...rounds.keys())
      if (round < earliest) return { verdict: 'stray' }
      rounds.delete(earliest)
    }
    said.push(dispatch)
    rounds.set(round, said)
    this.#byAccount.set(account, rounds)
    return { verdict: 'fresh' }
  }

  /** Who is ahead of us. */
  get accounts(): Iterable<number> {
    return this.#byAccount.keys()
  }

  /** The latest attempt that so many validators have come to; undefined where fewer are ahead. */
  reachedBy(witnesses: number): number | undefined {
    const latest = [...this.#byAccount.values()].map((rounds) => Math.max(...rounds.keys()))
    return latest.sort((a, b) => b - a)[witnesses - 1]
  }

  /** Takes out what was said of attempts up to this one, the earliest first. */
  take(upTo: number): readonly Dispatch<Proposal | Vote>[] {
    const taken: Dispatch<Proposal | Vote>[] = []
    for (const [account, rounds] of this.#byAccount) {
      for (const [round, said] of rounds) {
        if (round > upTo) continue
        taken.push(...said)
        rounds.delete(round)
      }
      if (rounds.size === 0) this.#byAccount.delete(account)
    }
    return taken.sort((a, b) => a.message.round - b.message.round)
  }

  *dispatches(): Iterable<Dispatch> {
    for (const rounds of this.#byAccount.values()) for (const said of rounds.values()) yield* said
  }
}
