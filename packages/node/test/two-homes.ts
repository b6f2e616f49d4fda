import { type Genesis, networkOf, Peer, restorePeer } from '@jazzgrid/consensus'
import type { MemoryStore } from '@jazzgrid/ledger'
import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { MemoryNetwork, type Transport } from '@jazzgrid/network'
import { Chance, HOUR, MINUTE, perKwh, VirtualClock, wh } from '@jazzgrid/units'
import { PeerHost, type PeerWatch } from '../src/host/peer-host.js'
import { topicName } from '../src/host/topic-name.js'

export const NOON = Date.UTC(2026, 6, 1, 12)
const signers = [1, 2].map((n) => opensslSigner(new Uint8Array(32).fill(n)))

export const GENESIS: Genesis = {
  version: 1,
  name: 'two homes',
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
  members: signers.map(({ key }, account) => ({
    account,
    key: Buffer.from(key).toString('hex'),
    validator: true,
    feeder: 0,
  })),
}

export const OFFER = {
  kind: 'order',
  tag: 1,
  device: 0,
  slot: NOON / (30 * MINUTE) + 2,
  side: 'sell',
  price: perKwh(12),
  quantity: wh(500),
  goodTill: NOON + 10 * HOUR,
} as const

export const BID = { ...OFFER, side: 'buy', price: perKwh(20) } as const

export const NETWORK = networkOf(GENESIS)
export const ENTRIES = topicName(NETWORK, 'entry')

/** Two homes that must both agree, over the network in memory. */
export class TwoHomes {
  readonly clock = new VirtualClock(NOON - MINUTE)
  readonly #memory = new MemoryNetwork(this.clock, new Chance('two homes'), {
    topics: [ENTRIES, topicName(NETWORK, 'seal')],
    timings: { redial: () => 100 },
  })

  /** Start a home with what its store holds. */
  async start(account: number, store: MemoryStore, watch: PeerWatch = {}): Promise<PeerHost> {
    const scheme = opensslScheme()
    const restored = await restorePeer(store, GENESIS, scheme)
    const identity = { account, signer: signers[account] }
    const keyOf = (name: string) => signers[Number(name.slice(1))].key
    const peer = new Peer({ genesis: GENESIS, scheme, identity, ...restored, keyOf, chance: new Chance(account) })
    const transport = this.#memory.join(`h${account}`)
    const host = new PeerHost({ peer, store, transport, clock: this.clock, network: NETWORK, watch })
    host.start()
    return host
  }

  /** A bare connection in the place of a home. */
  stranger(account: number): Transport {
    return this.#memory.join(`h${account}`)
  }

  crash(account: number, host: PeerHost): void {
    host.kill()
    this.#memory.crash(`h${account}`)
  }

  async pass(until: number): Promise<void> {
    while (this.clock.now() < until) {
      this.clock.advanceTo(Math.min(until, this.clock.now() + 20))
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}
