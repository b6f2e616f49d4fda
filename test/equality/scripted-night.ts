import type { Outcome } from '@jazzgrid/consensus'
import { type Body, possessionMessage } from '@jazzgrid/ledger'
import { Chance, MINUTE, type Price, perKwh, type Slot, type Wh, wh } from '@jazzgrid/units'
import { FiveHomes, GENESIS, HOMES, LIAR, NETWORK, SLOT_LENGTH, STARTS, signers } from './five-homes.js'

const ROUNDS = 24
const VOTES_AT = 4
const LIES_AT = 9
const ROUND = GENESIS.roundLength

/**
 * A night of five homes: orders of all kinds, cancellations, replacements, meter readings, settlements, votes on a
 * newcomer and on a price, and one who signs two orders for one place. What happens is drawn from a fixed seed.
 */
export async function scriptedNight(): Promise<FiveHomes> {
  const homes = new FiveHomes()
  const chance = new Chance('a night')
  const meters = Array.from({ length: HOMES }, () => ({ imported: 0, exported: 0 }))
  await homes.pass(STARTS)
  for (let round = 0; round < ROUNDS; round++) {
    const at = STARTS + round * ROUND
    for (let account = 0; account < HOMES; account++) {
      if (account === LIAR && round >= LIES_AT) continue
      const bodies = [...readings(at, meters[account], chance), ...orders(at, account, chance)]
      const last = homes.told[account].last
      if (last !== undefined) bodies.push(...changes(last, account, chance))
      if (round === VOTES_AT) bodies.push(...votes())
      if (round === VOTES_AT + 2) bodies.push({ kind: 'dispute', slot: slotOf(at), text: 'ﬁle é e\u0301 停電 İıß' })
      if (!homes.hosts[account].write(bodies)) throw new Error(`h${account} may not write in round ${round}`)
    }
    if (round === LIES_AT) homes.equivocate()
    await homes.pass(at + ROUND)
  }
  for (const host of homes.hosts) host.kill()
  return homes
}

const slotOf = (at: number): Slot => Math.floor(at / SLOT_LENGTH) as Slot

/** At the start of a slot the meter is read for the one that has ended. */
function readings(at: number, meter: { imported: number; exported: number }, chance: Chance): Body[] {
  if (at % SLOT_LENGTH !== 0 || at === STARTS) return []
  meter.imported += chance.integer(800)
  meter.exported += chance.integer(600)
  const { imported, exported } = meter
  return [{ kind: 'reading', slot: (slotOf(at) - 1) as Slot, imported: imported as Wh, exported: exported as Wh }]
}

function orders(at: number, account: number, chance: Chance): Body[] {
  return [0, 1].map((device) => ({
    kind: 'order',
    tag: Math.round(at / MINUTE) % 100_000,
    device,
    slot: (slotOf(at) + 1 + chance.integer(3)) as Slot,
    side: (account + device) % 2 === 0 ? 'buy' : 'sell',
    price: perKwh(12 + chance.integer(80) / 10),
    quantity: wh(100 + 10 * chance.integer(60)),
    goodTill: at + (2 + chance.integer(5)) * ROUND,
    ...((account + device) % 2 === 0 ? { premium: { renewable: perKwh(1.5) } } : { origin: 'pv' as const }),
  }))
}

/** Of the own orders that rest, one is taken back and one is changed. */
function changes({ state }: Outcome, account: number, chance: Chance): Body[] {
  const own = state.market.orders.filter(({ terms }) => terms.account === account)
  if (own.length < 2) return []
  const [gone, changed] = chance.shuffled(own)
  const device = (from: (typeof own)[number]) => from.terms.device
  const price = (changed.terms.price + 100) as Price
  return [
    { kind: 'cancel', tag: 1, device: device(gone), handle: gone.handle },
    { kind: 'replace', tag: 2, device: device(changed), handle: changed.handle, price },
  ]
}

/** Everybody wants a sixth home, and another price for the wires. */
function votes(): Body[] {
  const newcomer = signers[HOMES]
  const proof = newcomer.sign(possessionMessage(NETWORK, HOMES, newcomer.key))
  const change = { to: 'admit', account: HOMES, key: newcomer.key, proof, validator: false, feeder: 1 } as const
  return [
    { kind: 'member', change },
    { kind: 'param', name: 'other-feeder', value: 2_000 },
  ]
}
