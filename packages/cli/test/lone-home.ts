import { networkOf, Peer, restorePeer, type SignedGenesis, signGenesis } from '@jazzgrid/consensus'
import { MemoryStore } from '@jazzgrid/ledger'
import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { MemoryNetwork } from '@jazzgrid/network'
import { PeerHost, topicName } from '@jazzgrid/node'
import { Chance, HOUR, MINUTE, perKwh, VirtualClock, wh } from '@jazzgrid/units'

export const NOON = Date.UTC(2026, 6, 1, 12)
export const SEED = new Uint8Array(32).fill(1)
const signer = opensslSigner(SEED)

/** A community of one, which certifies itself. */
export const LONE: SignedGenesis = signGenesis(
  {
    version: 1,
    name: 'a lone home',
    startsAt: NOON,
    roundLength: MINUTE,
    collectTime: 5_000,
    decisionTime: MINUTE,
    faultModel: 'byzantine',
    market: {
      mechanism: 'continuous',
      slotLength: 30 * MINUTE,
      openBefore: 24 * HOUR,
      gateClosure: 0,
      tick: perKwh(0.1),
      lot: wh(10),
      band: { min: perKwh(0), max: perKwh(50) },
    },
    settlement: {
      retail: [perKwh(30)],
      feedIn: [perKwh(8)],
      sameFeeder: perKwh(0),
      other: perKwh(0),
      readingGrace: 10 * MINUTE,
      suspendAbove: 300,
    },
    members: [{ account: 0, key: Buffer.from(signer.key).toString('hex'), validator: true, feeder: 0 }],
  },
  [signer],
)

/** The ledger of a lone home that offered something in each of so many rounds; a snapshot after every second. */
export async function loneLedger(rounds: number): Promise<MemoryStore> {
  const { genesis } = LONE
  const network = networkOf(genesis)
  const scheme = opensslScheme()
  const store = new MemoryStore()
  const clock = new VirtualClock(NOON - MINUTE)
  const topics = [topicName(network, 'entry'), topicName(network, 'seal')]
  const memory = new MemoryNetwork(clock, new Chance(1), { topics })
  const restored = await restorePeer(store, genesis, scheme)
  const identity = { account: 0, signer }
  const own = { chance: new Chance(2), pace: { snapshot: 2 }, keyOf: () => undefined }
  const peer = new Peer({ genesis, scheme, identity, ...restored, ...own })
  const host = new PeerHost({ peer, store, transport: memory.join('h0'), clock, network })
  host.start()
  for (let round = 0; round < rounds; round++) {
    const at = NOON + round * MINUTE
    while (clock.now() < at + 1_000) await step(clock)
    const slot = NOON / (30 * MINUTE) + 2
    const order = { kind: 'order', tag: round, device: 0, slot, side: 'sell', price: perKwh(12) } as const
    host.write([{ ...order, quantity: wh(500), goodTill: NOON + HOUR }])
    while (clock.now() < at + 30_000) await step(clock)
  }
  await host.stop()
  return store
}

async function step(clock: VirtualClock): Promise<void> {
  clock.advanceTo(clock.now() + 200)
  await new Promise((next) => setImmediate(next))
}
