import type { Slot } from '@jazzgrid/units'

/** How wrong the one-step-ahead forecasts were, in the unit of the series. */
export interface ForecastError {
  /** Mean absolute error. */
  readonly mae: number
  /** Mean of forecast minus actual: positive when the forecast is too high. */
  readonly bias: number
  /** Forecasts that have met their actual value. */
  readonly count: number
}

/**
 * Predicts a series of one number per slot (energy in Wh, a price) from its own past. Deterministic; the state is plain
 * JSON. A slot without an observation is a gap, never a zero.
 */
export interface Forecaster {
  /** The actual value of a slot. Slots come in order; a slot again or an earlier one corrects the past without scoring. */
  observe(slot: Slot, value: number): void
  /** Write forecasts for `count` slots from `from` on into `out[0..count)`; 0 where nothing is known yet. */
  predict(from: Slot, count: number, out: Float64Array): void
  readonly error: ForecastError
  /** Plain JSON from which a forecaster of the same kind and settings goes on. */
  snapshot(): unknown
}
