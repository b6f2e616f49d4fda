import { type Genesis, networkOf, type Outcome, Peer, rosterOf, stateAtGenesis, valueId } from '@jazzgrid/consensus'
import { encodeSync, MemoryStore, Replica, signEntry } from '@jazzgrid/ledger'
import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { MemoryNetwork, steady, type Transport } from '@jazzgrid/network'
import { PeerHost, topicName } from '@jazzgrid/node'
import { Chance, HOUR, MINUTE, perKwh, VirtualClock, wh } from '@jazzgrid/units'
import { RunningStatements } from '../../packages/cli/src/work/peers/running-statements.js'

export const HOMES = 5
/** The one of which two messages for one place will be heard. */
export const LIAR = 4
export const SLOT_LENGTH = 30 * MINUTE
/** In the first night of summer time in Europe: an hour after this, its clocks jump. */
export const STARTS = Date.UTC(2026, 2, 29)

export const signers = Array.from({ length: HOMES + 1 }, (_, n) => opensslSigner(new Uint8Array(32).fill(n + 1)))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

export const GENESIS: Genesis = {
  version: 1,
  name: 'Fünf Häuser İzmir 五軒',
  startsAt: STARTS,
  roundLength: 10 * MINUTE,
  collectTime: 30_000,
  decisionTime: 5 * MINUTE,
  faultModel: 'byzantine',
  market: {
    mechanism: 'continuous',
    slotLength: SLOT_LENGTH,
    tick: perKwh(0.1),
    lot: wh(10),
    band: { min: perKwh(0), max: perKwh(50) },
    openBefore: 24 * HOUR,
    gateClosure: 0,
  },
  settlement: {
    retail: Array.from({ length: 48 }, (_, slot) => perKwh(slot < 14 ? 21.4 : 32.7)),
    feedIn: Array.from({ length: 48 }, () => perKwh(8.5)),
    sameFeeder: perKwh(0.5),
    other: perKwh(1.5),
    readingGrace: 10 * MINUTE,
    suspendAbove: 300,
  },
  members: signers
    .slice(0, HOMES)
    .map(({ key }, account) => ({ account, key: hex(key), validator: true, feeder: account % 2 })),
}

export const NETWORK = networkOf(GENESIS)
const ENTRIES = topicName(NETWORK, 'entry')

/** What one peer has certified, height by height. */
export interface Told {
  /** Id of every certificate, with all that it says, hex. */
  readonly certificates: string[]
  readonly statements: RunningStatements
  /** Of everything that was certified. */
  readonly seen: { trades: number; settled: number; convicted: number; admitted: number; dropped: number }
  readonly fates: Set<string>
  last: Outcome | undefined
}

/** Five peers in one process, on a network where each message takes 20 ms, and nothing is left to the machine. */
export class FiveHomes {
  readonly clock = new VirtualClock(STARTS - MINUTE)
  readonly hosts: PeerHost[]
  readonly told: Told[]
  readonly #memory: MemoryNetwork
  readonly #transports: Transport[]

  constructor() {
    const scheme = opensslScheme()
    this.#memory = new MemoryNetwork(this.clock, new Chance('five homes'), {
      topics: [ENTRIES, topicName(NETWORK, 'seal')],
      conditions: { delay: steady(20) },
      timings: { dial: steady(10), crashNoticed: steady(100) },
    })
    this.#transports = signers.slice(0, HOMES).map((_, account) => this.#memory.join(`h${account}`))
    this.told = this.#transports.map(() => ({
      certificates: [],
      statements: new RunningStatements(HOMES + 1),
      seen: { trades: 0, settled: 0, convicted: 0, admitted: 0, dropped: 0 },
      fates: new Set<string>(),
      last: undefined,
    }))
    this.hosts = this.#transports.map((transport, account) => {
      const state = stateAtGenesis(GENESIS)
      const replica = new Replica({ network: NETWORK, roster: rosterOf(state), scheme })
      const identity = { account, signer: signers[account] }
      const keyOf = (name: string) => signers[Number(name.slice(1))].key
      const peer = new Peer({ genesis: GENESIS, scheme, identity, state, replica, keyOf, chance: new Chance(account) })
      const watch = { onCertified: (outcome: Outcome) => this.#certified(account, outcome) }
      return new PeerHost({
        peer,
        store: new MemoryStore(),
        transport,
        clock: this.clock,
        network: NETWORK,
        watch,
      })
    })
    for (const host of this.hosts) host.start()
  }

  /** The peer of the liar stops, and two orders are heard from it that stand in one place. */
  equivocate(): void {
    const { peer } = this.hosts[LIAR]
    const tip = peer.replica.tip(LIAR)
    const two = [12, 13].map((price) =>
      signEntry(
        {
          network: NETWORK,
          account: LIAR,
          incarnation: 0,
          seq: (tip?.seq ?? 0) + 1,
          prev: tip?.id ?? new Uint8Array(32),
          height: peer.state.height,
          certificate: Buffer.from(peer.state.certificate, 'hex').subarray(0, 8),
          time: this.clock.now(),
          body: {
            kind: 'order',
            tag: 99,
            device: 0,
            slot: Math.floor(this.clock.now() / SLOT_LENGTH) + 3,
            side: 'sell',
            price: perKwh(price),
            quantity: wh(500),
            goodTill: this.clock.now() + HOUR,
          },
        },
        signers[LIAR],
      ),
    )
    this.hosts[LIAR].kill()
    for (const { wire } of two) {
      const packet = encodeSync({ kind: 'entries', request: 0, more: false, wires: [wire] })
      this.#transports[LIAR].publish(ENTRIES, packet)
    }
  }

  /** Let time pass from timer to timer; what a store promised is kept in between. */
  async pass(until: number): Promise<void> {
    while (this.clock.now() < until) {
      this.clock.advanceTo(Math.min(until, this.clock.next ?? until))
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  #certified(account: number, outcome: Outcome): void {
    const told = this.told[account]
    const { value, result, state } = outcome
    told.certificates.push(
      [valueId(value), value.closesRoot, value.frontierRoot, value.inputsRoot, value.resultRoot, value.stateRoot]
        .map(hex)
        .join(' '),
    )
    told.statements.add(result.settled)
    told.seen.trades += result.report.trades.length
    told.seen.settled += result.settled.length
    told.seen.dropped += result.drops.length
    told.seen.convicted = state.members.filter(({ standing }) => standing === 'equivocator').length
    told.seen.admitted = state.members.length - HOMES
    for (const { kind } of result.report.fates) told.fates.add(kind)
    told.last = outcome
  }
}
