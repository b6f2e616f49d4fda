import { apportion, type W, watt } from '@jazzgrid/units'
import type { LimitReason } from './clamp.js'

/** What a metering point may draw and feed in, both >= 0. */
export interface SiteContract {
  readonly import: W
  readonly export: W
}

export interface SiteClamped {
  /** One per request, in order; never a larger magnitude than asked for, never the other sign. */
  readonly powers: readonly W[]
  readonly clampedBy: readonly LimitReason[]
  /** What remains beyond the contract [W, >= 0] because no request could be cut: nobody may hide it. */
  readonly beyond: W
}

/**
 * Fit the requests of controllable devices under the contract of their site, given what the others do anyway [W, signed,
 * positive draws]. Requests that push over the limit are cut in proportion (largest remainder); those that relieve it are left.
 */
export function clampSite(uncontrolled: W, requests: readonly W[], contract: SiteContract): SiteClamped {
  const net = requests.reduce<number>((sum, request) => sum + request, uncontrolled)
  const sign = net > contract.import ? 1 : net < -contract.export ? -1 : 0
  if (sign === 0) return { powers: requests, clampedBy: [], beyond: watt(0) }
  const excess = sign > 0 ? net - contract.import : -contract.export - net
  const pushing = requests.map((request) => Math.max(0, sign * request))
  const available = pushing.reduce((a, b) => a + b, 0)
  const cuts = apportion(Math.min(excess, available), pushing)
  return {
    powers: requests.map((request, i) => watt(request - sign * cuts[i])),
    clampedBy: [sign > 0 ? 'contract-import' : 'contract-export'],
    beyond: watt(Math.max(0, excess - available)),
  }
}
