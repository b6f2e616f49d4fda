import type { RunRecord } from '../../record/run-record.js'
import { numbers, texts } from '../reading/columns.js'
import { bookAt, type Instant, type RecordedBook } from './book-at.js'

/** One round of one slot's book, as the example that the report and the summary show. */
export interface FocusRound {
  /** UTC ms of the slot's start. */
  readonly slot: number
  /** UTC ms of the round. */
  readonly time: number
  /** Rows of the trades table that the round matched between sites. */
  readonly trades: readonly number[]
  /** Wh, and its volume-weighted price [micro/Wh]. */
  readonly volume: number
  readonly price: number
  readonly before: RecordedBook
  readonly after: RecordedBook
}

/** The book to show as a ladder: what rested after the round, or what stood before it where a side was cleared. */
export function ladderOf({ before, after }: FocusRound): { readonly book: RecordedBook; readonly instant: Instant } {
  return depth(after) > 0 ? { book: after, instant: 'after' } : { book: before, instant: 'before' }
}

function depth({ bids, offers }: RecordedBook): number {
  return Math.min(ENOUGH, bids.length) * Math.min(ENOUGH, offers.length)
}

/** Rows that may be read for the choice: the largest rounds are looked at first, all of them in a small community. */
const BUDGET = 20_000_000
/** More price levels than this on a side show no more. */
const ENOUGH = 6

/**
 * The round that shows most of what a market does: much was traded, and both sides still hold many prices afterwards.
 * Undefined where nothing was traded between sites.
 */
export function focusRound(run: RunRecord): FocusRound | undefined {
  const slot = numbers(run, 'trades', 'slot_ms')
  const at = numbers(run, 'trades', 'matched_ms')
  const quantity = numbers(run, 'trades', 'quantity_wh')
  const price = numbers(run, 'trades', 'price_micro_per_wh')
  const kind = texts(run, 'trades', 'kind')
  const rounds = new Map<string, { slot: number; time: number; rows: number[]; volume: number; paid: number }>()
  for (let i = 0; i < slot.length; i++) {
    if (kind.at(i) === 'self-supply') continue
    const key = `${slot[i]}/${at[i]}`
    let round = rounds.get(key)
    if (!round) {
      round = { slot: slot[i], time: at[i], rows: [], volume: 0, paid: 0 }
      rounds.set(key, round)
    }
    round.rows.push(i)
    round.volume += quantity[i]
    round.paid += quantity[i] * price[i]
  }
  const largest = [...rounds.values()].sort((a, b) => b.volume - a.volume || a.slot - b.slot || a.time - b.time)
  let best: FocusRound | undefined
  let bestScore = -1
  const candidates = Math.ceil(BUDGET / (run.tables.orders.rows + run.tables.trades.rows))
  for (const { slot, time, rows, volume, paid } of largest.slice(0, candidates)) {
    const after = bookAt(run, slot, time, 'after')
    const before = bookAt(run, slot, time, 'before')
    // a call may clear a side altogether: then the book before it is the one to show
    const score = (ENOUGH * ENOUGH * depth(after) + depth(before)) * Math.sqrt(volume)
    if (score <= bestScore) continue
    bestScore = score
    best = { slot, time, trades: rows, volume, price: paid / volume, before, after }
  }
  return best
}
