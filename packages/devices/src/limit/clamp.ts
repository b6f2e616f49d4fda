import { type W, watt } from '@jazzgrid/units'
import type { Rating } from '../rating.js'

/** What may hold a request back. */
export type LimitReason =
  | 'device-rating'
  | 'inverter'
  | 'router-leg'
  | 'contract-import'
  | 'contract-export'
  | 'curtailment'

/** What is allowed of a request, and what forbade the rest. */
export interface Clamped {
  readonly power: W
  readonly clampedBy: readonly LimitReason[]
}

export interface Limit extends Rating {
  readonly reason: LimitReason
}

/**
 * Bring a power [W, positive into the device] within every limit. `clampedBy` names the limits that cut it further, in
 * the order given, so that the last one is what binds.
 */
export function clampPower(request: W, limits: readonly Limit[]): Clamped {
  const clampedBy: LimitReason[] = []
  let power: number = request
  for (const limit of limits) {
    const allowed = Math.min(limit.into, Math.max(-limit.outOf, power))
    if (allowed !== power) clampedBy.push(limit.reason)
    power = allowed
  }
  return { power: watt(power), clampedBy }
}
