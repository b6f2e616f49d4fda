import { Calendar, ClearSkySeries, RidgeForecast, type SlotSeries, SolarForecast } from '@jazzgrid/agent'
import { HOUR, type Slot } from '@jazzgrid/units'
import type { Scenario } from '../../scenario/scenario.js'
import { Zone } from '../../series/time/zone.js'
import type { Site } from './community.js'
import type { SiteForecast } from './site-forecast.js'
import type { Span } from './span.js'

/** What all sites of a place share: its calendar and its clear sky. */
export interface LearningGround {
  readonly calendar: Calendar
  readonly sky: ClearSkySeries
  /** Slots predicted ahead: as far as books are open. */
  readonly ahead: number
}

export function learningGround({ time, market, weather }: Scenario, span: Span): LearningGround {
  // a run of days keeps the offset of its first one; across a change of clocks habits are an hour off for a while
  const offset = new Zone(time.zone).offsetAt(time.start)
  return {
    calendar: new Calendar(market.slotLength, offset),
    sky: new ClearSkySeries(weather, market.slotLength),
    ahead: Math.ceil((market.openBefore + Math.max(0, market.gateClosure)) / span.grid.length) + 1,
  }
}

/** Standard deviation of a normal error by its mean absolute error: the square root of pi / 2. */
const NORMAL = Math.sqrt(Math.PI / 2)

/**
 * Learns load and sun from the site's own meter, slot by slot, and knows nothing of the future: the first days of a run
 * without a warm-up are traded on next to no knowledge, as they would be in life.
 */
export class LearningForecast implements SiteForecast {
  readonly load: SlotSeries
  readonly generation: SlotSeries
  readonly loadError: SlotSeries
  readonly generationError: SlotSeries
  readonly #load: RidgeForecast
  readonly #sun: SolarForecast
  readonly #loads: Float64Array
  readonly #generations: Float64Array
  readonly #loadErrors: Float64Array
  readonly #generationErrors: Float64Array
  readonly #span: Span
  readonly #ahead: number

  constructor(ground: LearningGround, site: Site, span: Span) {
    const { calendar, sky, ahead } = ground
    const hours = span.grid.length / HOUR
    const peak = site.scenario.devices.reduce((sum, device) => sum + (device.kind === 'pv' ? device.peak : 0), 0)
    this.#load = new RidgeForecast(calendar, { typical: 500 * hours, least: 0 })
    this.#sun = new SolarForecast(sky, { perDay: calendar.perDay, typical: Math.max(1, peak * hours) })
    this.#span = span
    this.#ahead = ahead
    this.#loads = new Float64Array(span.slots)
    this.#generations = new Float64Array(span.slots)
    this.#loadErrors = new Float64Array(span.slots)
    this.#generationErrors = new Float64Array(span.slots)
    this.loadError = { first: span.first, values: this.#loadErrors }
    this.generationError = { first: span.first, values: this.#generationErrors }
    this.load = { first: span.first, values: this.#loads }
    this.generation = { first: span.first, values: this.#generations }
  }

  learn(slot: Slot, load: number, generation: number): void {
    this.#load.observe(slot, load)
    this.#sun.observe(slot, generation)
    const from = slot + 1 - this.#span.first
    const count = Math.min(this.#ahead, this.#span.slots - from)
    if (count <= 0) return
    this.#load.predict(slot + 1, count, this.#loads.subarray(from, from + count))
    this.#sun.predict(slot + 1, count, this.#generations.subarray(from, from + count))
    for (let k = from; k < from + count; k++) {
      this.#loads[k] = Math.max(0, this.#loads[k])
      this.#generations[k] = Math.max(0, this.#generations[k])
      // nobody is off by more than it expects: at night least of all
      this.#loadErrors[k] = Math.min(this.#loads[k], NORMAL * this.#load.error.mae)
      this.#generationErrors[k] = Math.min(this.#generations[k], NORMAL * this.#sun.error.mae)
    }
  }
}
