import { DAY, type Slot } from '@jazzgrid/units'
import type { Scenario } from './scenario.js'

/** The slots of a run, warm-up included; index i of every series and tariff is slot `first + i`. */
export interface RunSpan {
  readonly first: Slot
  readonly count: number
  /** How many of them are warm-up. */
  readonly warmUp: number
  /** UTC ms at which the first slot starts and the last ends. */
  readonly from: number
  readonly to: number
  /** ms */
  readonly slotLength: number
}

/** A day of a run is 24 hours, also where clocks are set, so that all runs of as many days have as many slots. */
export function runSpan({ time, market }: Pick<Scenario, 'time' | 'market'>): RunSpan {
  const { slotLength } = market
  const from = time.start - time.warmUpDays * DAY
  const to = time.start + time.days * DAY
  const warmUp = (time.start - from) / slotLength
  return { first: from / slotLength, count: (to - from) / slotLength, warmUp, from, to, slotLength }
}
