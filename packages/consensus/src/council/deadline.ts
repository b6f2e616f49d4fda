import type { Slot } from '@jazzgrid/units'
import type { Genesis } from '../genesis/genesis.js'

/** Until when [UTC ms] a certificate that trades in the slot must be there; later the slot is left to the supplier. */
export const deliveryDeadline = (genesis: Genesis, decisionTime: number, slot: Slot): number =>
  slot * genesis.market.slotLength + genesis.market.gateClosure + decisionTime

/** The first slot whose gate is open at this time or closes at it. */
export const firstOpen = ({ market }: Genesis, at: number): Slot =>
  Math.ceil((at - market.gateClosure) / market.slotLength)

/** The first slot whose delivery deadline is still to come. */
export function firstDeliverable(genesis: Genesis, decisionTime: number, now: number): Slot {
  return Math.floor((now - decisionTime - genesis.market.gateClosure) / genesis.market.slotLength) + 1
}

/** The time [UTC ms] of the last round that is cut by now; undefined before the first. */
export function roundToCut({ startsAt, roundLength, collectTime }: Genesis, now: number): number | undefined {
  const since = now - collectTime - startsAt
  return since < 0 ? undefined : startsAt + Math.floor(since / roundLength) * roundLength
}

/** When the next round is cut, UTC ms, later than now. */
export function nextCut(genesis: Genesis, now: number): number {
  const last = roundToCut(genesis, now)
  return (last === undefined ? genesis.startsAt : last + genesis.roundLength) + genesis.collectTime
}

export const isRoundTime = ({ startsAt, roundLength }: Genesis, at: number): boolean =>
  at >= startsAt && (at - startsAt) % roundLength === 0
