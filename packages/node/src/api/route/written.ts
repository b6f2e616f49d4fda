import type { RunningNode } from '../../run/start-node.js'
import { ApiError } from '../contract/api-error.js'
import type { LiveNode } from '../live-node.js'

/** Sign something as the own account. @returns the time of the round that it comes into. Throws ApiError `not-ready`. */
export function written(live: LiveNode, write: (node: RunningNode) => boolean | number | undefined): number {
  const { genesis, clock, node } = live
  const { startsAt, roundLength, collectTime } = genesis
  const rounds = Math.max(0, Math.ceil((clock.now() - collectTime - startsAt) / roundLength))
  const done = write(node)
  if (done === false || done === undefined) {
    const reasons = [{ code: 'not-confirmed', message: 'not enough members are in reach to sign anything' }]
    throw new ApiError('not-ready', reasons[0].message, { recovery: 'wait', details: { reasons } })
  }
  return startsAt + rounds * roundLength
}
