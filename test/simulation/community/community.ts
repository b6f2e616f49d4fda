import { type Genesis, networkOf } from '@jazzgrid/consensus'
import type { SignatureScheme, Signer } from '@jazzgrid/ledger'
import { between, MemoryNetwork, type PeerName } from '@jazzgrid/network'
import { topicName } from '@jazzgrid/node'
import { Chance, VirtualClock } from '@jazzgrid/units'
import { Home, type Witness } from './home.js'
import { HouseClock } from './house-clock.js'
import { HouseDisk } from './house-disk.js'
import type { Tap } from './line.js'
import { MIDNIGHT, nameOf } from './small-genesis.js'

export interface CommunityOptions {
  readonly seed: string | number
  readonly genesis: Genesis
  readonly scheme: SignatureScheme
  readonly signerOf: (name: string) => Signer
  readonly witness: Witness
  /** What a home hears of what another one says; left out, what was said. */
  readonly gossip?: (to: PeerName, from: PeerName, channel: string, data: Uint8Array) => readonly Uint8Array[]
}

/** Another program of an account than the one that everybody knows, or of nobody's. */
export interface Extra {
  readonly account?: number
  readonly signer?: Signer
}

/** A community of whole peers in one process: real peers, hosts and stores in memory, on one clock, all from a seed. */
export class Community {
  readonly clock = new VirtualClock(MIDNIGHT - 1_000)
  readonly network: MemoryNetwork
  readonly homes = new Map<PeerName, Home>()
  readonly chance: Chance
  readonly #options: CommunityOptions
  /** Promises have something to do now, or may have until then. */
  #work = false
  #workUntil = 0

  constructor(options: CommunityOptions) {
    const { seed, genesis } = options
    this.#options = options
    this.chance = new Chance(seed, 'community')
    const network = networkOf(genesis)
    this.network = new MemoryNetwork(this.clock, this.chance.stream('network'), {
      topics: [topicName(network, 'entry'), topicName(network, 'seal')],
      conditions: { delay: between(5, 40) },
      timings: { cutNoticed: between(500, 4_000), redial: between(100, 3_000) },
    })
    for (const { account } of genesis.members) this.add(nameOf(account), { account })
  }

  get genesis(): Genesis {
    return this.#options.genesis
  }

  /** Build a house; nothing runs in it yet. */
  add(name: PeerName, { account, signer }: Extra = {}): Home {
    const { genesis, scheme, witness, signerOf, gossip } = this.#options
    const chance = this.chance.stream(name)
    const onWork = (during = 0) => {
      this.#work = true
      this.#workUntil = Math.max(this.#workUntil, this.clock.now() + during)
    }
    const clock = new HouseClock(this.clock)
    const onHearing: Tap['onHearing'] = (channel, data, from) => gossip?.(name, from, channel, data) ?? [data]
    const home = new Home({
      name,
      ...(account !== undefined && { account }),
      signer: signer ?? signerOf(name),
      keyOf: (other) => this.homes.get(other)?.key,
      genesis,
      scheme,
      network: this.network,
      clock,
      disk: new HouseDisk(this.clock, chance.stream('disk'), onWork),
      chance,
      witness,
      onHearing,
      onWork,
    })
    this.homes.set(name, home)
    return home
  }

  home(name: PeerName): Home {
    const home = this.homes.get(name)
    if (home === undefined) throw new RangeError(`there is no house ${name}`)
    return home
  }

  start(...names: readonly PeerName[]): void {
    for (const name of names.length > 0 ? names : this.homes.keys()) {
      this.#work = true
      void this.home(name).start()
    }
  }

  /** Since midnight [ms]. */
  get time(): number {
    return this.clock.now() - MIDNIGHT
  }

  /** Do something at a time [ms since midnight]. */
  at(time: number, run: () => void): void {
    this.clock.setTimeout(run, MIDNIGHT + time - this.clock.now())
  }

  /** Let time pass, timer by timer; what promises have to do is done before the next one. */
  async run(until: number): Promise<void> {
    const end = MIDNIGHT + until
    await this.#settle()
    for (;;) {
      const { next } = this.clock
      if (next === undefined || next > end) break
      this.clock.advanceTo(next)
      await this.#settle()
    }
    this.clock.advanceTo(end)
  }

  async #settle(): Promise<void> {
    if (this.clock.now() <= this.#workUntil) this.#work = true
    while (this.#work) {
      this.#work = false
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  stop(): void {
    for (const home of this.homes.values()) if (home.isUp) home.crash()
  }
}
