import type { Slot } from '@jazzgrid/units'
import { type Score, ScoredForecaster } from './scored-forecaster.js'

interface Snapshot {
  readonly score: Score
  readonly value: number
}

/** Everything stays as it is: the forecast that every other one must beat. */
export class Persistence extends ScoredForecaster {
  #value: number

  constructor(snapshot?: Snapshot) {
    super(snapshot?.score)
    this.#value = snapshot?.value ?? 0
  }

  predict(_from: Slot, count: number, out: Float64Array): void {
    out.fill(this.#value, 0, count)
  }

  snapshot(): Snapshot {
    return { score: this.score, value: this.#value }
  }

  protected learn(slot: Slot, value: number): void {
    if (slot === this.last) this.#value = value
  }
}
