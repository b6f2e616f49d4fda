import { type Genesis, type SignedGenesis, signGenesis } from '@jazzgrid/consensus'
import type { Body, Signer } from '@jazzgrid/ledger'
import { opensslSigner } from '@jazzgrid/ledger/openssl'
import { MINUTE, perKwh, type Slot, wh } from '@jazzgrid/units'

const SLOT_LENGTH = 30 * MINUTE

export const seedOf = (account: number): Uint8Array => new Uint8Array(32).fill(account + 1)

/** A community whose rounds are short, so that many are measured; what decides a round does not know how long it is. */
export function founded(members: number, roundLength: number, collectTime: number, now: number): SignedGenesis {
  const signers = Array.from({ length: members }, (_, account) => opensslSigner(seedOf(account)))
  return signGenesis(genesisOf(signers, roundLength, collectTime, now), signers)
}

const genesisOf = (signers: readonly Signer[], roundLength: number, collectTime: number, now: number): Genesis => ({
  version: 1,
  name: 'measured',
  startsAt: Math.floor(now / SLOT_LENGTH) * SLOT_LENGTH,
  roundLength,
  collectTime,
  decisionTime: MINUTE,
  faultModel: 'byzantine',
  market: {
    mechanism: 'continuous',
    slotLength: SLOT_LENGTH,
    tick: perKwh(0.1),
    lot: wh(10),
    band: { min: perKwh(0), max: perKwh(50) },
    openBefore: 24 * 60 * MINUTE,
    gateClosure: 0,
  },
  settlement: {
    retail: [perKwh(30)],
    feedIn: [perKwh(8)],
    sameFeeder: perKwh(0.5),
    other: perKwh(1.5),
    readingGrace: 10 * MINUTE,
    suspendAbove: 300,
  },
  members: signers.map(({ key }, account) => ({
    account,
    key: Buffer.from(key).toString('hex'),
    validator: true,
    feeder: 0,
  })),
})

/** What every account writes in every round: one order, so that half of them meet the other half. */
export const orderAt = (at: number, account: number, roundLength: number): Body => ({
  kind: 'order',
  tag: Math.floor(at / roundLength) % 1_000_000,
  device: 0,
  slot: (Math.floor(at / SLOT_LENGTH) + 4) as Slot,
  side: account % 2 === 0 ? 'buy' : 'sell',
  price: perKwh(account % 2 === 0 ? 20 : 12),
  quantity: wh(100 + 10 * account),
  goodTill: at + 5 * roundLength,
})
