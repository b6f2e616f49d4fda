import type { Slot } from '@jazzgrid/units'
import type { ForecastError, Forecaster } from './forecaster.js'

export interface Score {
  readonly absolute: number
  readonly signed: number
  readonly count: number
  /** Last slot observed; -1 before the first. */
  readonly last: Slot
}

export const NO_SCORE: Score = { absolute: 0, signed: 0, count: 0, last: -1 }

/** A forecaster that says what it would have forecast before it learns each actual value. */
export abstract class ScoredForecaster implements Forecaster {
  #absolute: number
  #signed: number
  #count: number
  #last: Slot
  readonly #guess = new Float64Array(1)

  constructor({ absolute, signed, count, last }: Score = NO_SCORE) {
    this.#absolute = absolute
    this.#signed = signed
    this.#count = count
    this.#last = last
  }

  get error(): ForecastError {
    const n = Math.max(1, this.#count)
    return { mae: this.#absolute / n, bias: this.#signed / n, count: this.#count }
  }

  observe(slot: Slot, value: number): void {
    if (!Number.isFinite(value)) throw new RangeError(`an observed value must be finite, got ${value} in slot ${slot}`)
    const fresh = slot > this.#last
    if (fresh && this.#last >= 0) {
      this.predict(slot, 1, this.#guess)
      const off = this.#guess[0] - value
      this.#absolute += Math.abs(off)
      this.#signed += off
      this.#count++
    }
    if (fresh) this.#last = slot
    this.learn(slot, value, fresh)
  }

  abstract predict(from: Slot, count: number, out: Float64Array): void

  abstract snapshot(): unknown

  /** @param fresh false where the slot is not later than all before: a correction. */
  protected abstract learn(slot: Slot, value: number, fresh: boolean): void

  /** Last slot observed, -1 before the first. */
  protected get last(): Slot {
    return this.#last
  }

  /**
   * First slot of a forecast that builds on its own steps: the one after the last observation, but not further back than a
   * day, when any correction has faded; nothing before `from` while nothing is known.
   */
  protected stepsFrom(from: Slot, perDay: number): Slot {
    return this.#last < 0 ? from : Math.min(from, Math.max(this.#last + 1, from - perDay))
  }

  protected get score(): Score {
    return { absolute: this.#absolute, signed: this.#signed, count: this.#count, last: this.#last }
  }
}
