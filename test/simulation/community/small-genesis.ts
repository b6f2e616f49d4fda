import type { Genesis } from '@jazzgrid/consensus'
import type { Signer } from '@jazzgrid/ledger'
import { MINUTE, perKwh, wh } from '@jazzgrid/units'
import { hexOf } from './hex.js'

/** 2026-07-01T00:00Z. */
export const MIDNIGHT = Date.UTC(2026, 6, 1)
export const ROUND = 10_000
export const SLOT_LENGTH = 20_000

export const nameOf = (account: number): string => `h${account}`

/** A community in a hurry: rounds of ten seconds, slots of two rounds, so that gates close and slots settle in every run. */
export const smallGenesis = (members: number, keys: { signer(name: string): Pick<Signer, 'key'> }): Genesis => ({
  version: 1,
  name: 'simulated',
  startsAt: MIDNIGHT,
  roundLength: ROUND,
  collectTime: 2_000,
  decisionTime: 8_000,
  faultModel: 'byzantine',
  market: {
    mechanism: 'continuous',
    slotLength: SLOT_LENGTH,
    tick: perKwh(0.1),
    lot: wh(10),
    band: { min: perKwh(0), max: perKwh(50) },
    openBefore: 2 * MINUTE,
    gateClosure: 0,
  },
  settlement: {
    retail: [perKwh(30)],
    feedIn: [perKwh(8)],
    sameFeeder: perKwh(1),
    other: perKwh(2),
    readingGrace: 10_000,
    suspendAbove: 300,
  },
  members: Array.from({ length: members }, (_, account) => ({
    account,
    key: hexOf(keys.signer(nameOf(account)).key),
    validator: true,
    feeder: account % 2,
  })),
})
