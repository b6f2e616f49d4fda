import { HOUR, type W, type Wh, wh } from '@jazzgrid/units'

export interface LegClamped {
  readonly energy: Wh
  readonly clampedBy?: 'router-leg'
}

/**
 * The most a leg of a router can carry within one delivery period [ms], in whole Wh rounded down.
 */
export function legCapacity(leg: W, period: number): Wh {
  return wh(Math.floor((leg * period) / HOUR))
}

/** Hold the exchanged energy of a slot (signed either way) within the rating of the leg that carries it. */
export function clampExchange(energy: Wh, leg: W, period: number): LegClamped {
  const most = legCapacity(leg, period)
  if (Math.abs(energy) <= most) return { energy }
  return { energy: wh(energy < 0 ? -most : most), clampedBy: 'router-leg' }
}
