import type { Slot } from '@jazzgrid/units'
import type { Calendar } from '../calendar.js'
import { DailyProfile } from '../daily-profile.js'
import { History, type HistorySnapshot } from '../history.js'
import { type Score, ScoredForecaster } from '../scored-forecaster.js'
import { RecursiveRidge, type RidgeSnapshot } from './recursive-ridge.js'

export interface RidgeSettings {
  /** Order of magnitude of the values; brings calendar features to the size of the lags. */
  typical?: number
  /** The series never goes below this: 0 for a load. */
  least?: number
}

interface Snapshot {
  readonly score: Score
  readonly history: HistorySnapshot
  readonly fars: HistorySnapshot
  readonly profile: ReturnType<DailyProfile['snapshot']>
  readonly far: RidgeSnapshot
  readonly near: RidgeSnapshot
}

const FAR = 11
const NEAR = 6

/**
 * Two ridge regressions on calendar and lags. The far one knows nothing younger than a day and predicts any slot of the
 * coming day: profile of the time and class of day, the same time one day and one week ago, the mean of that day, and two
 * harmonics of the day. The near one corrects it by how far the latest values were off, and is applied step by step on its
 * own forecasts, so that the correction fades as the lead grows.
 */
export class RidgeForecast extends ScoredForecaster {
  readonly #calendar: Calendar
  readonly #typical: number
  readonly #least: number
  readonly #profile: DailyProfile
  readonly #history: History
  /** What the far regression said about the latest slots. */
  readonly #fars: History
  readonly #far: RecursiveRidge
  readonly #near: RecursiveRidge
  readonly #farFeatures = new Float64Array(FAR)
  readonly #nearFeatures = new Float64Array(NEAR)
  /** During a prediction: the first forecast slot, and both forecasts from it on. */
  #first = Infinity
  #ahead = new Float64Array(0)
  #aheadFar = new Float64Array(0)

  constructor(calendar: Calendar, { typical = 1000, least = -Infinity }: RidgeSettings = {}, snapshot?: Snapshot) {
    super(snapshot?.score)
    const { perDay } = calendar
    this.#calendar = calendar
    this.#typical = typical
    this.#least = least
    this.#profile = new DailyProfile(calendar, 0.1, snapshot?.profile)
    this.#history = new History(9 * perDay, snapshot?.history)
    this.#fars = new History(4, snapshot?.fars)
    const ridge = 10 * typical * typical
    // before anything is learnt: the profile, and half of the latest deviation from it
    this.#far = new RecursiveRidge([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], ridge, 0.9995, snapshot?.far)
    this.#near = new RecursiveRidge([0, 1, 0.5, -0.5, 0, 0], ridge, 0.9995, snapshot?.near)
  }

  predict(from: Slot, count: number, out: Float64Array): void {
    // slots between the last observation and `from` are forecast too, because each step stands on the one before
    const first = this.stepsFrom(from, this.#calendar.perDay)
    const steps = from + count - first
    if (this.#ahead.length < steps) {
      this.#ahead = new Float64Array(2 * steps)
      this.#aheadFar = new Float64Array(2 * steps)
    }
    this.#first = first
    for (let slot = first; slot < from + count; slot++) {
      const far = this.#forecastFar(slot)
      this.#aheadFar[slot - first] = far
      this.#ahead[slot - first] = Math.max(this.#least, this.#forecastNear(slot, far))
    }
    for (let i = 0; i < count; i++) out[i] = this.#ahead[from - first + i]
    this.#first = Infinity
  }

  snapshot(): Snapshot {
    return {
      score: this.score,
      history: this.#history.snapshot(),
      fars: this.#fars.snapshot(),
      profile: this.#profile.snapshot(),
      far: this.#far.snapshot(),
      near: this.#near.snapshot(),
    }
  }

  protected learn(slot: Slot, value: number, fresh: boolean): void {
    if (fresh) {
      const far = this.#forecastFar(slot)
      this.#forecastNear(slot, far)
      this.#near.learn(this.#nearFeatures, value)
      this.#far.learn(this.#farFeatures, value)
      this.#fars.set(slot, far)
    }
    this.#history.set(slot, value)
    this.#profile.observe(slot, value)
  }

  /** Actual value of a past slot, forecast of a coming one, typical value of a gap. */
  #value(slot: Slot): number {
    if (slot >= this.#first) return this.#ahead[slot - this.#first]
    return this.#history.get(slot, Number.NaN)
  }

  #known(slot: Slot, otherwise: number): number {
    const value = this.#value(slot)
    return Number.isNaN(value) ? otherwise : value
  }

  #forecastFar(slot: Slot): number {
    const { perDay } = this.#calendar
    const x = this.#farFeatures
    const profile = this.#profile.level(slot)
    const yesterday = slot - perDay
    let sum = 0
    for (let back = 0; back < perDay; back++) sum += this.#known(yesterday - back, profile)
    const angle = (2 * Math.PI * this.#calendar.slotOfDay(slot)) / perDay
    x[0] = this.#typical
    x[1] = profile
    x[2] = this.#known(yesterday, profile)
    x[3] = this.#known(yesterday - 1, profile)
    x[4] = this.#known(slot - 2 * perDay, profile)
    x[5] = this.#known(slot - 7 * perDay, profile)
    x[6] = sum / perDay
    x[7] = this.#typical * Math.sin(angle)
    x[8] = this.#typical * Math.cos(angle)
    x[9] = this.#typical * Math.sin(2 * angle)
    x[10] = this.#typical * Math.cos(2 * angle)
    return this.#far.predict(x)
  }

  #forecastNear(slot: Slot, far: number): number {
    const x = this.#nearFeatures
    x[0] = this.#typical
    x[1] = far
    // a gap counts as exactly what was expected
    x[3] = this.#expected(slot - 1, far)
    x[2] = this.#known(slot - 1, x[3])
    x[5] = this.#expected(slot - 2, x[3])
    x[4] = this.#known(slot - 2, x[5])
    return this.#near.predict(x)
  }

  /** What the far regression said about a slot. */
  #expected(slot: Slot, otherwise: number): number {
    return slot >= this.#first ? this.#aheadFar[slot - this.#first] : this.#fars.get(slot, otherwise)
  }
}
