import type { RunRecord } from '../../record/run-record.js'
import { numbers, texts } from '../reading/columns.js'
import { bookAt, type RecordedBook } from './book-at.js'

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

const CANDIDATES = 24

/**
 * The round that shows most of what a market does: among the rounds with the largest trade, the one after which both
 * sides still hold the most price levels. Undefined where nothing was traded between sites.
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
  for (const { slot, time, rows, volume, paid } of largest.slice(0, CANDIDATES)) {
    const after = bookAt(run, slot, time, 'after')
    const score = Math.min(after.bids.length, after.offers.length, 6) * 100 + after.bids.length + after.offers.length
    if (score <= bestScore) continue
    bestScore = score
    const before = bookAt(run, slot, time, 'before')
    best = { slot, time, trades: rows, volume, price: paid / volume, before, after }
  }
  return best
}
