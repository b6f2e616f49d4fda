import {
  genesisFaults,
  marketRules,
  networkOf,
  type Outcome,
  Peer,
  rosterOf,
  stateAtGenesis,
} from '@jazzgrid/consensus'
import { type Body, MemoryStore, Replica } from '@jazzgrid/ledger'
import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import {
  Exchange,
  type MarketData,
  type Registers,
  type Request,
  type RoundReport,
  type SettledSlot,
} from '@jazzgrid/market'
import { MemoryNetwork } from '@jazzgrid/network'
import { PeerHost, topicName } from '@jazzgrid/node'
import { type Chance, CodedError, type Slot, VirtualClock } from '@jazzgrid/units'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Scenario } from '../../scenario/scenario.js'
import type { Community } from '../community/community.js'
import type { Span } from '../community/span.js'
import { communityGenesis } from './community-genesis.js'
import type { MarketVenue } from './market-venue.js'
import { rememberingScheme } from './remembering-scheme.js'

/** How finely the network's time passes while a round is decided, and between rounds [ms]. */
const STEP = 5
const STRIDE = 1_000
/** Before the first round peers find each other and say hello [ms]. */
const MEETING = 30_000
/** After the cut time an undecided round is waited for no longer [ms]; a round that nobody needs is not held. */
const PATIENCE = 60_000
const QUIET = 200

/**
 * The market of a run among whole peers: each site has one, with its ledger and its vote, over the network in memory under a
 * virtual time of its own. What they certify is what the run goes on with.
 */
export class PeerVenue implements MarketVenue {
  readonly #clock: VirtualClock
  readonly #hosts: readonly PeerHost[]
  readonly #collectTime: number
  readonly #outcomes = new Map<number, Outcome>()
  /** By slot: what the run settled, until the peers have settled it as well. */
  readonly #settled = new Map<Slot, string>()
  readonly #readings: Body[][]
  readonly #rules
  readonly #alarms: string[] = []
  #data: MarketData
  #root: Uint8Array

  constructor(scenario: Scenario, span: Span, people: Community, chance: Chance) {
    const signers = people.sites.map(({ account }) => opensslSigner(seedOf(chance, account)))
    const scheme = rememberingScheme(opensslScheme())
    const signed = communityGenesis(scenario, span, people, signers)
    const { genesis } = signed
    const [fault] = genesisFaults(signed, scheme)
    if (fault !== undefined) throw new CodedError('bad-genesis', `no community can be made of this scenario: ${fault}`)
    const network = networkOf(genesis)
    this.#clock = new VirtualClock(span.starts - MEETING)
    this.#collectTime = genesis.collectTime
    this.#rules = marketRules(genesis)
    const start = stateAtGenesis(genesis)
    const exchange = Exchange.restore(this.#rules, start.market)
    this.#data = exchange.data
    this.#root = exchange.root
    this.#readings = people.sites.map(() => [])
    const memory = new MemoryNetwork(this.#clock, chance.stream('network'), {
      topics: [topicName(network, 'entry'), topicName(network, 'seal')],
      timings: { dial: () => 1 },
    })
    const keys = new Map(signers.map(({ key }, account) => [`h${account}`, key]))
    this.#hosts = people.sites.map(({ account }) => {
      const replica = new Replica({ network, roster: rosterOf(start), scheme })
      const peer = new Peer({
        genesis,
        scheme,
        identity: { account, signer: signers[account] },
        state: start,
        replica,
        keyOf: (name) => keys.get(name),
        chance: chance.stream(`peer/${account}`),
        // nothing gets lost, so neighbours need not compare what they hold more than a few times a round
        pace: { sync: Math.max(15_000, genesis.roundLength / 4) },
      })
      const transport = memory.join(`h${account}`)
      return new PeerHost({
        peer,
        store: new MemoryStore(),
        transport,
        clock: this.#clock,
        network,
        watch: {
          onAlarm: ({ what }) => this.#alarms.push(`h${account}: ${what}`),
          ...(account === 0 && { onCertified: (outcome: Outcome) => this.#certified(outcome) }),
        },
      })
    })
    for (const host of this.#hosts) host.start()
  }

  get data(): MarketData {
    return this.#data
  }

  suspend(): void {} // follows from the readings, on every peer

  metered(slot: Slot, registers: readonly Registers[]): void {
    registers.forEach((reading, account) => {
      this.#readings[account].push({ kind: 'reading', slot, ...reading })
    })
  }

  settled(settled: SettledSlot): void {
    this.#settled.set(settled.slot, textOf(settled))
  }

  async round(now: number, requests: readonly Request[]): Promise<RoundReport> {
    await this.#pass(() => false, now, STRIDE)
    const bodies = this.#readings.map((readings) => readings.splice(0))
    for (const { account, ...body } of requests) bodies[account].push(body as Body)
    let wrote = false
    for (const [account, own] of bodies.entries()) {
      if (own.length === 0) continue
      wrote = true
      if (!this.#hosts[account].write(own)) throw this.#failure(now, `h${account} may not write`)
    }
    const cut = now + this.#collectTime
    await this.#pass(() => false, cut, STRIDE)
    await this.#pass(() => this.#isDone(now), wrote ? cut + PATIENCE : cut + QUIET, STEP)
    const outcome = this.#outcomes.get(now)
    if (outcome === undefined) {
      if (wrote || this.#isUnderWay(now)) throw this.#failure(now, 'no certificate')
      return { at: now, root: this.#root, fates: [], trades: [], selfSupply: [], closed: [] }
    }
    if (!this.#agree()) throw this.#failure(now, 'the peers disagree')
    this.#outcomes.delete(now)
    return outcome.result.report
  }

  finish(): void {
    for (const host of this.#hosts) host.kill()
    // the readings of the last slot had no round any more
    if (this.#settled.size > 1) this.#alarms.push(`${this.#settled.size} slots were not settled by the peers`)
    if (this.#alarms.length > 0)
      throw new CodedError('peer-alarm', `the peers raised alarms: ${this.#alarms.join('; ')}`)
  }

  #certified(outcome: Outcome): void {
    this.#outcomes.set(outcome.value.at, outcome)
    for (const settled of outcome.result.settled) {
      if (this.#settled.get(settled.slot) !== textOf(settled))
        this.#alarms.push(`slot ${settled.slot}: other-settlement`)
      this.#settled.delete(settled.slot)
    }
    const exchange = Exchange.restore(this.#rules, outcome.state.market)
    this.#data = exchange.data
    this.#root = exchange.root
  }

  #isDone(at: number): boolean {
    return this.#hosts.every(({ peer }) => peer.state.at === at && peer.state.height > 0)
  }

  #isUnderWay(at: number): boolean {
    return this.#hosts.some(({ peer }) => peer.state.at === at && peer.state.height > 0)
  }

  #agree(): boolean {
    const [first] = this.#hosts
    return this.#hosts.every(({ peer }) => peer.state.certificate === first.peer.state.certificate)
  }

  #failure(now: number, what: string): CodedError {
    const alarms = this.#alarms.length > 0 ? ` (${this.#alarms.join('; ')})` : ''
    return new CodedError('no-agreement', `round of ${new Date(now).toISOString()}: ${what}${alarms}`)
  }

  /** Let time pass until the condition holds, but not beyond. Writes to the stores get their turn at every step. */
  async #pass(until: () => boolean, deadline: number, step: number): Promise<void> {
    while (!until() && this.#clock.now() < deadline) {
      this.#clock.advanceTo(Math.min(deadline, this.#clock.now() + step))
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

const textOf = ({ slot, lines, postings }: SettledSlot): string => JSON.stringify([slot, lines, postings])

function seedOf(chance: Chance, account: number): Uint8Array {
  const draw = chance.stream(`key/${account}`)
  return sha256(Uint8Array.from({ length: 32 }, () => draw.integer(256)))
}
