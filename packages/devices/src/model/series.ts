import { CodedError, HOUR, invariant } from '@jazzgrid/units'
import { type J, JOULES_PER_WH } from './energy.js'

/**
 * What was metered or forecast over equal, start-labelled intervals. Values are integers >= 0, of a mean power [W] or of
 * an energy per interval [Wh]; within an interval the power is constant.
 */
export interface EnergySeries {
  /** UTC ms of the first interval. */
  readonly start: number
  /** Length of an interval [ms]. */
  readonly step: number
  readonly unit: 'W' | 'Wh'
  readonly values: ArrayLike<number>
}

export const endOf = (series: EnergySeries): number => series.start + series.step * series.values.length

/**
 * Energy [J] from `from` to `to` (UTC ms). Exact and additive: the energies of parts of a span sum to that of the span,
 * however it was cut, because each is a difference of one running count.
 * @throws CodedError `beyond-series` where the span is not covered; a gap is never zero.
 */
export function energyBetween(series: EnergySeries, from: number, to: number): J {
  const { start, step, values } = series
  if (from < start || to > endOf(series) || from > to) {
    throw new CodedError(
      'beyond-series',
      `the series covers ${start} to ${endOf(series)} (UTC ms), not ${from} to ${to}: lengthen it or shorten the run`,
      { details: { start, end: endOf(series), from, to } },
    )
  }
  const first = Math.floor((from - start) / step)
  const last = Math.floor((to - start) / step)
  let joules = -within(series, first, from - start - first * step)
  for (let i = first; i < last; i++) joules += interval(series, values[i])
  joules += within(series, last, to - start - last * step)
  return joules === 0 ? 0 : joules
}

function interval({ unit, step }: EnergySeries, value: number): J {
  const joules = unit === 'Wh' ? value * JOULES_PER_WH : (value * JOULES_PER_WH * step) / HOUR
  invariant(
    Number.isSafeInteger(joules) && joules >= 0,
    `${value} ${unit} over ${step} ms is whole joules, not negative`,
  )
  return joules
}

/** Energy of the first `elapsed` ms of interval i [J], rounded down; what is left falls to the rest of the interval. */
function within(series: EnergySeries, i: number, elapsed: number): J {
  return elapsed === 0 ? 0 : Math.floor((interval(series, series.values[i]) * elapsed) / series.step)
}
