import { HOUR } from '@jazzgrid/units'
import { numbers } from '../record-columns.js'
import type { CommunityDay } from './community-day.js'

/** Numbers per slot of the day; NaN where there is none. */
export interface Course {
  /** Local hour at which each slot begins. */
  readonly hours: Float64Array
  readonly values: Float64Array
}

/** A column of `slots` over the local hours of the day. */
export function course({ scenario, record }: CommunityDay, column: string): Course {
  const { start } = scenario.time
  return {
    hours: numbers(record, 'slots', 'slot_ms').map((slot) => (slot - start) / HOUR),
    values: numbers(record, 'slots', column),
  }
}

/** Mean price by volume of every slot [currency per kWh]. */
export function prices(day: CommunityDay): Course {
  const { hours, values } = course(day, 'mean_price_micro_per_wh')
  return { hours, values: values.map((price) => price / 1000) }
}

/** Lowest price of a trade in every slot [currency per kWh]. */
export function lows(day: CommunityDay): Course {
  const { hours, values } = course(day, 'low_price_micro_per_wh')
  return { hours, values: values.map((price) => price / 1000) }
}

/** The known values of the slots that begin in [from, to), local hours. */
export function between({ hours, values }: Course, from: number, to: number): number[] {
  return [...values].filter((value, i) => hours[i] >= from && hours[i] < to && !Number.isNaN(value))
}

/** The value of the slot that begins at this hour. */
export const at = ({ hours, values }: Course, hour: number): number => values[hours.indexOf(hour)]

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
export const mean = (values: readonly number[]): number => sum(values) / values.length

/** Of the whole population. */
export function standardDeviation(values: readonly number[]): number {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)))
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}
