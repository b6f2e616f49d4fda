import type { Genesis } from '@jazzgrid/consensus'
import { DAY, MINUTE, type Price, perKwh, wh } from '@jazzgrid/units'
import type { Founder } from '../command/community/community.js'

/** What founders choose; everything else is as most communities want it, and can be read before it is signed. */
export interface RealTerms {
  readonly name: string
  readonly founders: readonly Founder[]
  /** UTC ms, the start of a slot; the next one if left out. */
  readonly startsAt?: number
  readonly roundLength: number
  /** The supplier's prices, currency per kWh. */
  readonly retail: number
  readonly feedIn: number
}

const SLOT = 30 * MINUTE

/** The genesis of homes that trade by the clock on the wall. */
export function realGenesis(terms: RealTerms, now: number): Genesis {
  const { name, founders, startsAt, roundLength, retail, feedIn } = terms
  return {
    version: 1,
    name,
    startsAt: startsAt ?? (Math.floor(now / SLOT) + 1) * SLOT,
    roundLength,
    collectTime: Math.min(5_000, Math.floor(roundLength / 4)),
    decisionTime: MINUTE,
    faultModel: 'byzantine',
    market: {
      mechanism: 'continuous',
      slotLength: SLOT,
      openBefore: DAY,
      gateClosure: 0,
      tick: perKwh(0.1),
      lot: wh(10),
      band: { min: perKwh(0), max: perKwh(Math.ceil(2 * retail)) },
    },
    settlement: {
      retail: [perKwh(retail)],
      feedIn: [perKwh(feedIn)],
      sameFeeder: 0 as Price,
      other: 0 as Price,
      readingGrace: SLOT,
      suspendAbove: 300,
    },
    members: founders.map(({ key }, account) => ({ account, key, validator: true, feeder: 0 })),
  }
}
