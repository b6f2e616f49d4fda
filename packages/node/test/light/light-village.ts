import {
  type Genesis,
  genesisId,
  LightClient,
  type LightReport,
  networkOf,
  Peer,
  type PeerPace,
  type ResultLeaf,
  restoreLight,
  restorePeer,
  type TrustedPoint,
} from '@jazzgrid/consensus'
import { type Body, type Entry, type LedgerStore, MemoryStore, possessionMessage, type Signer } from '@jazzgrid/ledger'
import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { MemoryNetwork, type Transport } from '@jazzgrid/network'
import { Chance, MINUTE, perKwh, VirtualClock, wh } from '@jazzgrid/units'
import { PeerHost } from '../../src/host/peer-host.js'
import { topicName } from '../../src/host/topic-name.js'
import { LightHost } from '../../src/light/light-host.js'

export const MIDNIGHT = Date.UTC(2026, 6, 1)
export const ROUND = 10_000
const SLOT = MINUTE

export const scheme = opensslScheme()
export const signerOf = (account: number, life = 0): Signer =>
  opensslSigner(new Uint8Array(32).fill(1 + account).map((byte, i) => (i === 0 ? 100 + life : byte)))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** A community in a hurry: rounds of ten seconds and slots of a minute. The last account has no vote: it is a car. */
export const hurriedGenesis = (members: number): Genesis => ({
  version: 1,
  name: 'hurried',
  startsAt: MIDNIGHT,
  roundLength: ROUND,
  collectTime: 2_000,
  decisionTime: 8_000,
  faultModel: 'byzantine',
  market: {
    mechanism: 'continuous',
    slotLength: SLOT,
    tick: perKwh(0.1),
    lot: wh(10),
    band: { min: perKwh(0), max: perKwh(50) },
    openBefore: 60 * MINUTE,
    gateClosure: 0,
  },
  settlement: {
    retail: [perKwh(30)],
    feedIn: [perKwh(8)],
    sameFeeder: perKwh(1),
    other: perKwh(2),
    readingGrace: 30_000,
    suspendAbove: 300,
  },
  members: Array.from({ length: members }, (_, account) => ({
    account,
    key: hex(signerOf(account).key),
    validator: account < members - 1,
    feeder: account % 2,
  })),
})

/** What a light client was told. */
export class Hearsay {
  readonly leaves: (readonly [height: number, leaf: ResultLeaf])[] = []
  readonly takenIn: Entry[] = []
  readonly reports: LightReport[] = []

  get trades(): string[] {
    return this.leaves.flatMap(([, leaf]) =>
      leaf.kind === 'trade' ? [`${leaf.content.seller} to ${leaf.content.buyer}: ${leaf.content.quantity}`] : [],
    )
  }
}

export interface LightHome {
  readonly host: LightHost
  readonly client: LightClient
  readonly store: MemoryStore
  readonly transport: Transport
  readonly heard: Hearsay
}

/** Whole peers and light clients over the network in memory. */
export class LightVillage {
  readonly genesis: Genesis
  readonly clock = new VirtualClock(MIDNIGHT - 5_000)
  readonly peers = new Map<number, VillagePeer>()
  readonly memory: MemoryNetwork
  trustingPeriod: number | undefined
  readonly #network: Uint8Array
  readonly #pace: Partial<PeerPace>
  #lives = 0

  constructor(members: number, pace: Partial<PeerPace> = {}) {
    this.genesis = hurriedGenesis(members)
    this.#network = networkOf(this.genesis)
    this.#pace = { sync: 3_000, snapshot: 6, ...pace }
    this.memory = new MemoryNetwork(this.clock, new Chance(hex(genesisId(this.genesis))), {
      topics: [topicName(this.#network, 'entry'), topicName(this.#network, 'seal')],
      timings: { redial: () => 100 },
    })
  }

  /** Start a whole peer. @param bend what it says is changed on its way. */
  async start(account: number, options: StartOptions = {}): Promise<PeerHost> {
    const { store = new MemoryStore(), signer = signerOf(account), bend, pace, point } = options
    const restored = await restorePeer(store, this.genesis, scheme)
    const peer = new Peer({
      genesis: this.genesis,
      scheme,
      identity: { account, signer },
      ...restored,
      ...(point && { point }),
      ...(this.trustingPeriod && { trustingPeriod: this.trustingPeriod }),
      keyOf: (name) => (name.startsWith('h') ? signerOf(Number(name.slice(1))).key : undefined),
      chance: new Chance(`h${account} ${++this.#lives}`),
      pace: { ...this.#pace, ...pace },
    })
    const joined = this.memory.join(`h${account}`)
    const transport = bend === undefined ? joined : bend(joined)
    const leaps: number[] = []
    const alarms: string[] = []
    const host = new PeerHost({
      peer,
      store,
      transport,
      clock: this.clock,
      network: this.#network,
      watch: { onLeapt: ({ height }) => leaps.push(height), onAlarm: ({ what }) => alarms.push(what) },
    })
    this.peers.set(account, { host, store, transport, leaps, alarms })
    host.start()
    return host
  }

  async startAll(): Promise<void> {
    for (const { account, validator } of this.genesis.members) if (validator) await this.start(account)
  }

  stop(account: number): LedgerStore {
    const { host, store } = this.home(account)
    host.kill()
    this.memory.crash(`h${account}`)
    this.peers.delete(account)
    return store
  }

  async startLight(account: number, point: TrustedPoint = 'genesis', store = new MemoryStore()): Promise<LightHome> {
    const heard = new Hearsay()
    const restored = await restoreLight(store, this.genesis, account, point)
    const client = new LightClient({
      genesis: this.genesis,
      scheme,
      account,
      signer: signerOf(account),
      ...restored,
      ...(this.trustingPeriod && { trustingPeriod: this.trustingPeriod }),
      chance: new Chance(`light ${++this.#lives}`),
      pace: { poll: 3_000 },
    })
    const transport = this.memory.join(`l${account}`)
    const host = new LightHost({
      client,
      store,
      transport,
      clock: this.clock,
      network: this.#network,
      watch: {
        onLearned: (height, leaves) => heard.leaves.push(...leaves.map((leaf) => [height, leaf] as const)),
        onTakenIn: (_, entries) => heard.takenIn.push(...entries),
        onReport: (report) => heard.reports.push(report),
      },
    })
    host.start()
    return { host, client, store, transport, heard }
  }

  home(account: number): VillagePeer {
    const home = this.peers.get(account)
    if (home === undefined) throw new RangeError(`nobody is up at h${account}`)
    return home
  }

  /** Rounds in which the first peer that is up offers something, so that each of them is held. */
  async live(rounds: number, write: (round: number) => void = () => {}): Promise<void> {
    await this.round(rounds, (round) => {
      const [{ host }] = this.peers.values()
      host.write([this.order('sell', 10, 100)])
      write(round)
    })
  }

  peer(account: number): Peer {
    return this.home(account).host.peer
  }

  get heights(): number[] {
    return [...this.peers.values()].map(({ host }) => host.peer.state.height)
  }

  /** Rounds since midnight, with a second to spare before the next one. */
  async round(count: number, write: (round: number) => void = () => {}): Promise<void> {
    const begun = Math.ceil((this.clock.now() - MIDNIGHT) / ROUND)
    for (let round = begun; round < begun + count; round++) {
      await this.pass(MIDNIGHT + round * ROUND + 100)
      write(round)
      await this.pass(MIDNIGHT + (round + 1) * ROUND - 1_000)
    }
  }

  async pass(until: number): Promise<void> {
    for (;;) {
      for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve))
      const { next } = this.clock
      if (next === undefined || next > until) break
      this.clock.advanceTo(next)
    }
    this.clock.advanceTo(until)
  }

  /** A validator signs with another key from the next certificate on. */
  rotate(account: number, life: number): void {
    const successor = signerOf(account, life)
    const { key } = successor
    const proof = successor.sign(possessionMessage(this.#network, account, key))
    this.home(account).host.write([{ kind: 'rotate-key', key, proof }], successor)
  }

  /** An order for a slot some minutes on. */
  order(side: 'buy' | 'sell', price: number, quantity: number): Body {
    const slot = Math.floor(this.clock.now() / SLOT) + 5
    const tag = ++this.#lives
    const goodTill = this.clock.now() + 60 * MINUTE
    return { kind: 'order', tag, device: 1, slot, side, price: perKwh(price), quantity: wh(quantity), goodTill }
  }
}

export interface VillagePeer {
  readonly host: PeerHost
  readonly store: LedgerStore
  readonly transport: Transport
  /** Heights to which it went without executing what was before. */
  readonly leaps: readonly number[]
  readonly alarms: readonly string[]
}

export interface StartOptions {
  readonly store?: LedgerStore
  readonly signer?: Signer
  readonly bend?: (transport: Transport) => Transport
  readonly pace?: Partial<PeerPace>
  readonly point?: TrustedPoint
}
