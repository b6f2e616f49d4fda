import { sameBytes } from '@jazzgrid/ledger'
import { type Close, closeContent } from '../close.js'
import type { Dispatch, Statement } from '../message.js'
import type { Candidate, Proposal } from '../proposal.js'
import type { Stage, Vote } from '../vote.js'
import { Ahead } from './ahead.js'
import type { Filing } from './filing.js'
import { RoundRecord } from './round-record.js'

/**
 * Attempts that are remembered besides the present one. None is needed for safety, nor for progress: a proposal of an old
 * value brings its prevotes along. Late precommits of a recent attempt may still decide.
 */
const ROUNDS_KEPT = 8

/** What was heard at one height, its authors known and their signatures checked. Bounded, whatever they send. */
export class HeightRecord {
  readonly #closes = new Map<number, Dispatch<Close>[]>()
  readonly #rounds = new Map<number, RoundRecord>([[0, new RoundRecord()]])
  readonly #ahead = new Ahead()
  #round = 0

  add(dispatch: Dispatch<Statement>): Filing {
    const { message } = dispatch
    if (message.kind === 'close') return this.#addClose(dispatch as Dispatch<Close>)
    const said = dispatch as Dispatch<Proposal | Vote>
    if (message.round > this.#round) return this.#ahead.add(said)
    return this.#rounds.get(message.round)?.add(said) ?? { verdict: 'stray' }
  }

  #addClose(dispatch: Dispatch<Close>): Filing {
    const { account } = dispatch.message
    const given = this.#closes.get(account)
    if (given === undefined) {
      this.#closes.set(account, [dispatch])
      return { verdict: 'fresh' }
    }
    if (given.some(({ name }) => name === dispatch.name)) return { verdict: 'known' }
    if (given.length > 1) return { verdict: 'stray' }
    given.push(dispatch)
    return { verdict: 'fresh', against: given[0].message }
  }

  /** Whether this very thing is on record. */
  has(dispatch: Dispatch<Statement>): boolean {
    for (const { name } of this.#near(dispatch.message)) if (name === dispatch.name) return true
    return false
  }

  /** Whether this close is on record, signed in this very way. */
  hasClose(close: Close): boolean {
    const given = this.#closes.get(close.account) ?? []
    return given.some(
      ({ message }) =>
        sameBytes(message.signature, close.signature) && sameBytes(closeContent(message), closeContent(close)),
    )
  }

  #near(message: Statement): Iterable<Dispatch> {
    if (message.kind === 'close') return this.#closes.get(message.account) ?? []
    if (message.round > this.#round) return this.#ahead.dispatches()
    return this.#rounds.get(message.round)?.dispatches() ?? []
  }

  /** One close of each validator that gave one, the first heard. */
  get closes(): readonly Close[] {
    return [...this.#closes.values()].map(([{ message }]) => message)
  }

  get closers(): number {
    return this.#closes.size
  }

  /** The attempt that we are in, on which the others stand. */
  get present(): RoundRecord {
    return this.#rounds.get(this.#round) as RoundRecord
  }

  /** Attempts up to the present one that are remembered, the earliest first. */
  get rounds(): Iterable<readonly [round: number, record: RoundRecord]> {
    return this.#rounds
  }

  round(round: number): RoundRecord | undefined {
    return this.#rounds.get(round)
  }

  candidate(value: string): Candidate | undefined {
    for (const record of this.#rounds.values()) {
      const candidate = record.candidate(value)
      if (candidate !== undefined) return candidate
    }
    return undefined
  }

  /**
   * How many need not be waited for at this stage of the present attempt: those who voted, and those who have gone on to a
   * later attempt. Of these the votes may be lost for ever, if they restarted or took a leap.
   */
  settled(stage: Stage): number {
    const tally = this.present.tallies[stage]
    let settled = tally.voters
    for (const account of this.#ahead.accounts) if (!tally.hasVote(account)) settled++
    return settled
  }

  /** The latest attempt beyond ours that so many validators have come to. */
  reachedBy(witnesses: number): number | undefined {
    return this.#ahead.reachedBy(witnesses)
  }

  /**
   * Move on to an attempt.
   * @returns what was said of it, and of those passed over, ahead of time, with what became of it.
   */
  advance(round: number): readonly (Filing & { readonly said: Statement })[] {
    const from = Math.max(this.#round + 1, round - ROUNDS_KEPT)
    for (let next = from; next <= round; next++) this.#rounds.set(next, new RoundRecord())
    for (const old of this.#rounds.keys()) if (old < round - ROUNDS_KEPT) this.#rounds.delete(old)
    this.#round = round
    return this.#ahead.take(round).map((dispatch) => ({ ...this.add(dispatch), said: dispatch.message }))
  }

  /** Everything, closes first, then from the latest attempt backwards. */
  *dispatches(): Iterable<Dispatch> {
    for (const given of this.#closes.values()) yield* given
    yield* this.#ahead.dispatches()
    for (const record of [...this.#rounds.values()].reverse()) yield* record.dispatches()
  }
}
