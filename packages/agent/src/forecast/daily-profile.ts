import type { Slot } from '@jazzgrid/units'
import { type Calendar, DAY_CLASSES } from './calendar.js'
import { type Score, ScoredForecaster } from './scored-forecaster.js'

interface Snapshot {
  readonly score: Score
  readonly levels: number[]
  readonly counts: number[]
}

/**
 * Exponential smoothing (Brown 1959) of every slot of the day, for workdays, Saturdays and Sundays apart. While a cell is
 * young its weight is 1/n, the plain mean. A cell that was never seen is taken from another class of day at the same time,
 * or else from the nearest earlier time of day that is known.
 */
export class DailyProfile extends ScoredForecaster {
  readonly #calendar: Calendar
  readonly #weight: number
  readonly #levels: Float64Array
  readonly #counts: Float64Array

  /** @param weight of the newest value, in (0, 1]. */
  constructor(calendar: Calendar, weight = 0.1, snapshot?: Snapshot) {
    super(snapshot?.score)
    this.#calendar = calendar
    this.#weight = weight
    this.#levels = new Float64Array(DAY_CLASSES * calendar.perDay)
    this.#counts = new Float64Array(DAY_CLASSES * calendar.perDay)
    if (snapshot !== undefined) {
      this.#levels.set(snapshot.levels)
      this.#counts.set(snapshot.counts)
    }
  }

  /** The smoothed value at the slot's time of day on its class of day. */
  level(slot: Slot): number {
    const { perDay } = this.#calendar
    const time = this.#calendar.slotOfDay(slot)
    const own = this.#calendar.dayClass(slot)
    for (let back = 0; back < perDay; back++) {
      const at = (time - back + perDay) % perDay
      for (let step = 0; step < DAY_CLASSES; step++) {
        const cell = ((own + step) % DAY_CLASSES) * perDay + at
        if (this.#counts[cell] > 0) return this.#levels[cell]
      }
    }
    return 0
  }

  predict(from: Slot, count: number, out: Float64Array): void {
    for (let i = 0; i < count; i++) out[i] = this.level(from + i)
  }

  snapshot(): Snapshot {
    return { score: this.score, levels: Array.from(this.#levels), counts: Array.from(this.#counts) }
  }

  protected learn(slot: Slot, value: number, fresh: boolean): void {
    if (!fresh) return
    const cell = this.#calendar.dayClass(slot) * this.#calendar.perDay + this.#calendar.slotOfDay(slot)
    const count = ++this.#counts[cell]
    this.#levels[cell] += Math.max(this.#weight, 1 / count) * (value - this.#levels[cell])
  }
}
