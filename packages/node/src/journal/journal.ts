import { type CommunityState, type Genesis, type Outcome, validatorsOf, valueId } from '@jazzgrid/consensus'
import type { Fate, Line, Trade } from '@jazzgrid/market'
import { DAY, type Slot } from '@jazzgrid/units'
import type { RoundOutcome } from '../api/contract/explanation.js'
import { hexOf } from '../hex.js'

/** A trade as it was certified. */
export interface CertifiedTrade {
  readonly height: number
  /** Within its round, trades before self-supply. */
  readonly place: number
  readonly certificate: string
  readonly trade: Trade
}

export interface HeardFate {
  readonly at: number
  readonly fate: Fate
}

/** Rounds that are remembered by their outcome; at one a minute, a week and a half. */
const MOST_ROUNDS = 16_384

/**
 * What the node remembers of what was certified, for those who ask: all trades, and of the own account its fates and what was
 * settled. It forgets slots that were delivered longer ago than the retention; the ledger does not.
 */
export class Journal {
  readonly #genesis: Genesis
  readonly #account: number
  readonly #retention: number
  #trades: CertifiedTrade[] = []
  #fates: HeardFate[] = []
  #lines: Line[] = []
  readonly #rounds = new Map<number, RoundOutcome>()
  /** Who decides from a height on; ascending. */
  readonly #validators: { readonly from: number; readonly accounts: readonly number[] }[] = []
  #firstHeight = 0
  #certified = 0
  #undecided = 0
  #pruned = 0

  /** @param days retention. */
  constructor(genesis: Genesis, account: number, days: number) {
    this.#genesis = genesis
    this.#account = account
    this.#retention = days * DAY
  }

  /** In the order of certificates. */
  get trades(): readonly CertifiedTrade[] {
    return this.#trades
  }

  /** Of the own orders, in their order. */
  get fates(): readonly HeardFate[] {
    return this.#fates
  }

  /** Of the own account, in the order in which they were settled. */
  get lines(): readonly Line[] {
    return this.#lines
  }

  get rounds(): readonly RoundOutcome[] {
    return [...this.#rounds.values()]
  }

  /** The earliest height whose trades are all here; 0 before the first certificate. */
  get firstHeight(): number {
    return this.#firstHeight
  }

  /** Rounds since the start. */
  get certified(): number {
    return this.#certified
  }

  get undecided(): number {
    return this.#undecided
  }

  /** Accounts of those who decide a height, in their order; undefined where it is before what the node remembers. */
  validatorsAt(height: number): readonly number[] | undefined {
    return this.#validators.findLast(({ from }) => from <= height)?.accounts
  }

  /** Begin at a state: what comes next is on top of it. */
  begin(state: CommunityState): void {
    const accounts = validatorsOf(this.#genesis, state.members).members.map(({ account }) => account)
    if (this.#validators.at(-1)?.accounts.join() === accounts.join()) return
    this.#validators.push({ from: state.height + 1, accounts })
  }

  /** @param lived certified before the start. */
  add({ value, result, state }: Outcome, lived = false): void {
    this.begin(state)
    const { height, at } = value
    const { report, settled } = result
    const certificate = hexOf(valueId(value))
    const trades = [...report.trades, ...report.selfSupply]
    this.#trades.push(...trades.map((trade, place) => ({ height, place, certificate, trade })))
    for (const fate of report.fates) if (fate.account === this.#account) this.#fates.push({ at, fate })
    for (const { lines } of settled) {
      for (const line of lines) if (line.account === this.#account) this.#lines.push(line)
    }
    this.#note({ height, at_ms: at, outcome: 'certified' })
    if (this.#firstHeight === 0) this.#firstHeight = height
    if (!lived) this.#certified++
    this.#prune(at)
  }

  /** A round was not certified before the next. */
  wasUndecided(at: number): void {
    this.#undecided++
    if (!this.#rounds.has(at)) this.#note({ height: null, at_ms: at, outcome: 'undecided' })
  }

  /** The own agents had no say in it. */
  wasMissed(at: number): void {
    if (!this.#rounds.has(at)) this.#note({ height: null, at_ms: at, outcome: 'missed' })
  }

  #note(round: RoundOutcome): void {
    this.#rounds.set(round.at_ms, round)
    for (const [at] of this.#rounds) {
      if (this.#rounds.size <= MOST_ROUNDS) return
      this.#rounds.delete(at)
    }
  }

  /** Once a day is enough, for it looks at everything. */
  #prune(now: number): void {
    const first: Slot = Math.floor((now - this.#retention) / this.#genesis.market.slotLength)
    if (first < this.#pruned + DAY / this.#genesis.market.slotLength) return
    this.#pruned = first
    const before = this.#trades.length
    this.#trades = this.#trades.filter(({ trade }) => trade.slot >= first)
    this.#fates = this.#fates.filter(({ fate }) => fate.slot >= first)
    this.#lines = this.#lines.filter(({ slot }) => slot >= first)
    if (this.#trades.length < before) this.#firstHeight = this.#trades[0]?.height ?? this.#firstHeight
  }
}
