import type { Slot } from '@jazzgrid/units'
import type { ClearSkySeries } from './clear-sky-series.js'
import { History, type HistorySnapshot } from './history.js'
import { RecursiveRidge, type RidgeSnapshot } from './regression/recursive-ridge.js'
import { type Score, ScoredForecaster } from './scored-forecaster.js'

export interface SolarSettings {
  /** Slots per day. */
  perDay: number
  /** Yield of a slot in full sun: order of magnitude of the values. */
  typical?: number
}

interface Snapshot {
  readonly score: Score
  readonly clearness: HistorySnapshot
  readonly fars: HistorySnapshot
  readonly usual: number[]
  readonly day: number
  readonly spread: number
  readonly far: RidgeSnapshot
  readonly near: RidgeSnapshot
}

/** Below this share of 1000 W/m2 yield over clear sky says more about the horizon than about the clouds. */
const LOW_SUN = 0.05

/**
 * Errors beyond this many usual ones count as that many (P. J. Huber, 1964): most days are clear and a few are not, and
 * plain least squares would forecast a sky that never is.
 */
const OUTLIER = 0.6

const FAR = 4
const NEAR = 3

/**
 * Yield of a roof: what a clear sky would give, from the geometry of the sun, times the clearness of late. Clearness is
 * yield over clear sky, so it holds the size of the roof, its orientation (per time of day) and the clouds. The far
 * regression knows the clearness usual at that time of day, that of the last day and that of yesterday's slot; the near
 * one adds the deviation of the latest slots, fading as it is applied to its own forecasts. Zero at night by construction.
 */
export class SolarForecast extends ScoredForecaster {
  readonly #sky: ClearSkySeries
  readonly #perDay: number
  readonly #typical: number
  /** Clearness per slot, and what the far regression expected. */
  readonly #clearness: History
  readonly #fars: History
  /** Smoothed clearness per slot of the UTC day, and over all hours. */
  readonly #usual: Float64Array
  #day: number
  /** Running mean of the far regression's absolute error. */
  #spread: number
  readonly #far: RecursiveRidge
  readonly #near: RecursiveRidge
  readonly #farFeatures = new Float64Array(FAR)
  readonly #nearFeatures = new Float64Array(NEAR)
  #first = Infinity
  #ahead = new Float64Array(0)
  #aheadFar = new Float64Array(0)

  constructor(sky: ClearSkySeries, { perDay, typical = 1000 }: SolarSettings, snapshot?: Snapshot) {
    super(snapshot?.score)
    this.#sky = sky
    this.#perDay = perDay
    this.#typical = typical
    this.#clearness = new History(2 * perDay, snapshot?.clearness)
    this.#fars = new History(4, snapshot?.fars)
    this.#usual = Float64Array.from(snapshot?.usual ?? new Array(perDay).fill(0))
    this.#day = snapshot?.day ?? 0
    this.#spread = snapshot?.spread ?? typical
    const ridge = typical * typical
    this.#far = new RecursiveRidge([0, 1, 0, 0], ridge, 0.9995, snapshot?.far)
    this.#near = new RecursiveRidge([0.5, 0, 0], ridge, 0.9995, snapshot?.near)
  }

  predict(from: Slot, count: number, out: Float64Array): void {
    const first = this.stepsFrom(from, this.#perDay)
    const steps = from + count - first
    if (this.#ahead.length < steps) {
      this.#ahead = new Float64Array(2 * steps)
      this.#aheadFar = new Float64Array(2 * steps)
    }
    this.#first = first
    for (let slot = first; slot < from + count; slot++) {
      const clear = this.#sky.at(slot)
      const far = this.#forecastFar(slot, clear)
      const near = Math.max(0, this.#forecastNear(slot, clear, far))
      this.#aheadFar[slot - first] = clear > LOW_SUN ? far / clear : Number.NaN
      this.#ahead[slot - first] = clear > LOW_SUN ? near / clear : Number.NaN
      if (slot >= from) out[slot - from] = near
    }
    this.#first = Infinity
  }

  snapshot(): Snapshot {
    return {
      score: this.score,
      clearness: this.#clearness.snapshot(),
      fars: this.#fars.snapshot(),
      usual: Array.from(this.#usual),
      day: this.#day,
      spread: this.#spread,
      far: this.#far.snapshot(),
      near: this.#near.snapshot(),
    }
  }

  protected learn(slot: Slot, value: number, fresh: boolean): void {
    const clear = this.#sky.at(slot)
    if (clear === 0 || !fresh) return
    const far = this.#forecastFar(slot, clear)
    this.#forecastNear(slot, clear, far)
    this.#near.learn(this.#nearFeatures, value - far)
    const off = value - far
    const bound = OUTLIER * this.#spread
    this.#far.learn(this.#farFeatures, far + Math.max(-bound, Math.min(bound, off)))
    this.#spread += 0.01 * (Math.abs(off) - this.#spread)
    if (clear < LOW_SUN) return
    const clearness = value / clear
    this.#clearness.set(slot, clearness)
    this.#fars.set(slot, far / clear)
    const time = slot % this.#perDay
    this.#usual[time] = this.#usual[time] === 0 ? clearness : this.#usual[time] + 0.1 * (clearness - this.#usual[time])
    // a day's worth of sun has this much of its weight
    this.#day += (clear * 4 * (clearness - this.#day)) / this.#perDay
  }

  #forecastFar(slot: Slot, clear: number): number {
    const x = this.#farFeatures
    const usual = this.#usual[slot % this.#perDay] || this.#day
    x[0] = clear * this.#typical
    x[1] = clear * usual
    x[2] = clear * this.#day
    x[3] = clear * this.#seen(slot - this.#perDay, usual)
    return this.#far.predict(x)
  }

  #forecastNear(slot: Slot, clear: number, far: number): number {
    const x = this.#nearFeatures
    x[0] = clear * this.#deviation(slot - 1)
    x[1] = clear * this.#deviation(slot - 2)
    x[2] = clear * this.#deviation(slot - 3)
    return far + this.#near.predict(x)
  }

  #seen(slot: Slot, otherwise: number): number {
    const clearness = slot >= this.#first ? this.#ahead[slot - this.#first] : this.#clearness.get(slot, otherwise)
    return Number.isNaN(clearness) ? otherwise : clearness
  }

  /** Clearness above what was expected; 0 for a gap, a low sun or a night. */
  #deviation(slot: Slot): number {
    if (slot >= this.#first) {
      const off = this.#ahead[slot - this.#first] - this.#aheadFar[slot - this.#first]
      return Number.isNaN(off) ? 0 : off
    }
    const expected = this.#fars.get(slot, 0)
    return this.#clearness.get(slot, expected) - expected
  }
}
