import type { Slot } from '@jazzgrid/units'
import { History, type HistorySnapshot } from './history.js'
import { type Score, ScoredForecaster } from './scored-forecaster.js'

interface Snapshot {
  readonly score: Score
  readonly history: HistorySnapshot
  readonly value: number
}

/** The value one season ago (a day, a week); the latest value where that one is missing. */
export class SeasonalNaive extends ScoredForecaster {
  readonly #history: History
  #value: number

  /** @param season slots, at least 1. */
  constructor(season: number, snapshot?: Snapshot) {
    super(snapshot?.score)
    this.#history = new History(season, snapshot?.history)
    this.#value = snapshot?.value ?? 0
  }

  predict(from: Slot, count: number, out: Float64Array): void {
    const season = this.#history.length
    for (let i = 0; i < count; i++) {
      // further ahead than a season, the latest known one repeats
      const ahead = Math.max(1, Math.ceil((from + i - this.last) / season))
      out[i] = this.#history.get(from + i - ahead * season, this.#value)
    }
  }

  snapshot(): Snapshot {
    return { score: this.score, history: this.#history.snapshot(), value: this.#value }
  }

  protected learn(slot: Slot, value: number): void {
    this.#history.set(slot, value)
    if (slot === this.last) this.#value = value
  }
}
