import type { J } from './energy.js'
import { type EnergySeries, energyBetween } from './series.js'

/** A household's, shop's or charger's consumption as given; what it may do about it is up to its agent. */
export interface LoadSpec {
  readonly series: EnergySeries
}

/** Energy consumed between two times (UTC ms); positive, into the device. */
export function loadBetween(spec: LoadSpec, from: number, to: number): J {
  return energyBetween(spec.series, from, to)
}
