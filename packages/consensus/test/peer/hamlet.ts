import {
  type Body,
  MemoryStore,
  Replica,
  type ReplicaLimits,
  type SignatureScheme,
  type Signer,
} from '@jazzgrid/ledger'
import { Chance } from '@jazzgrid/units'
import type { Certificate } from '../../src/certificate/certificate.js'
import { type Genesis, networkOf } from '../../src/genesis/genesis.js'
import type { Alarm } from '../../src/peer/alarm.js'
import { restorePeer } from '../../src/peer/disk/restore-peer.js'
import { Peer } from '../../src/peer/peer.js'
import type { PeerEffect, PeerName, PeerTimer, Topic } from '../../src/peer/peer-effect.js'
import { rosterOf } from '../../src/state/community-state.js'
import { ED25519, keyOf } from '../community/keyring.js'

const nameOf = (account: number): PeerName => `h${account}`

/** One home: a peer, its disk, and what came of it. */
class House {
  readonly name: PeerName
  readonly account: number
  signer: Signer
  store = new MemoryStore()
  peer!: Peer
  readonly alarms: Alarm[] = []
  readonly penalties: string[] = []
  readonly published: { readonly topic: Topic; readonly data: Uint8Array }[] = []
  readonly certificates: Certificate[] = []
  /** Frames to strangers. */
  readonly frames: { readonly to: PeerName; readonly frame: Uint8Array }[] = []

  constructor(account: number) {
    this.name = nameOf(account)
    this.account = account
    this.signer = keyOf(this.name)
  }
}

/** Some peers and the lines between them: a message takes no time, gossip reaches who is connected, or nobody. */
export class Hamlet {
  readonly genesis: Genesis
  readonly network: Uint8Array
  readonly houses: readonly House[]
  now: number
  /** Whether gossip is carried. */
  gossips = true
  readonly #limits: ReplicaLimits | undefined
  readonly #lines = new Set<string>()
  #jobs: (() => Promise<void>)[] = []
  #timers: { readonly at: number; readonly of: Peer; readonly house: House; readonly timer: PeerTimer }[] = []

  /** @param limits how much of an account a replica holds. */
  constructor(genesis: Genesis, limits?: ReplicaLimits) {
    this.genesis = genesis
    this.#limits = limits
    this.network = networkOf(genesis)
    this.now = genesis.startsAt - 60_000
    this.houses = genesis.members.map(({ account }) => new House(account))
  }

  /** Start a program on what its disk holds. */
  async start(...accounts: readonly number[]): Promise<void> {
    for (const account of accounts) {
      const house = this.houses[account]
      const scheme: SignatureScheme = ED25519
      const { name, signer } = house
      const restored = await restorePeer(house.store, this.genesis, scheme)
      const roster = rosterOf(restored.state)
      const replica = this.#limits && new Replica({ network: this.network, roster, scheme, limits: this.#limits })
      house.peer = new Peer({
        genesis: this.genesis,
        scheme,
        identity: { account, signer },
        ...restored,
        ...(replica && { replica }),
        keyOf: (other) => this.houses.find((each) => each.name === other)?.signer.key,
        chance: new Chance(name),
      })
      this.#do(house, house.peer.start(this.now))
    }
    await this.#settle()
  }

  /** The program is gone, and the disk stays. */
  crash(account: number): void {
    const house = this.houses[account]
    for (const line of [...this.#lines].filter((each) => each.split(' ').includes(house.name))) {
      const [one, other] = line.split(' ')
      this.disconnect(one, other)
    }
    this.#timers = this.#timers.filter((each) => each.house !== house)
  }

  async connect(...accounts: readonly number[]): Promise<void> {
    for (const one of accounts) for (const other of accounts) if (one < other) this.#join(nameOf(one), nameOf(other))
    await this.#settle()
  }

  /** A neighbour that says what the test makes it say. */
  async meet(account: number, stranger: PeerName): Promise<void> {
    this.#join(nameOf(account), stranger)
    await this.#settle()
  }

  disconnect(one: PeerName, other: PeerName): void {
    this.#lines.delete(`${one} ${other}`)
    for (const [house, name] of [
      [this.#house(one), other],
      [this.#house(other), one],
    ] as const) {
      if (house !== undefined) this.#do(house, house.peer.disconnected(name))
    }
  }

  async say(to: number, from: PeerName, frames: readonly Uint8Array[]): Promise<void> {
    const house = this.houses[to]
    for (const frame of frames) this.#do(house, house.peer.frame(from, frame, this.now))
    await this.#settle()
  }

  async hear(to: number, topic: Topic, data: Uint8Array, from: PeerName = 'somebody'): Promise<void> {
    const house = this.houses[to]
    this.#do(house, house.peer.gossip(topic, data, from, this.now).effects)
    await this.#settle()
  }

  /** @returns whether anything was written. */
  async write(account: number, bodies: readonly Body[], successor?: Signer): Promise<boolean> {
    const house = this.houses[account]
    const effects = house.peer.write(bodies, this.now, successor)
    this.#do(house, effects ?? [])
    await this.#settle()
    return effects !== undefined
  }

  /** Let time pass. @param until UTC ms. */
  async pass(until: number): Promise<void> {
    for (;;) {
      const [next] = this.#timers.sort((a, b) => a.at - b.at)
      if (next === undefined || next.at > until) break
      this.#timers.shift()
      this.now = Math.max(this.now, next.at)
      if (next.house.peer === next.of) this.#do(next.house, next.of.timer(next.timer, this.now))
      await this.#settle()
    }
    this.now = until
  }

  #join(one: PeerName, other: PeerName): void {
    this.#lines.add(`${one} ${other}`)
    for (const [name, neighbour] of [
      [one, other],
      [other, one],
    ] as const) {
      const house = this.#house(name)
      if (house !== undefined) this.#do(house, house.peer.connected(neighbour, this.now))
    }
  }

  #house(name: PeerName): House | undefined {
    return this.houses.find((each) => each.name === name && each.peer !== undefined)
  }

  #isJoined(one: PeerName, other: PeerName): boolean {
    return this.#lines.has(`${one} ${other}`) || this.#lines.has(`${other} ${one}`)
  }

  async #settle(): Promise<void> {
    while (this.#jobs.length > 0) for (const job of this.#jobs.splice(0)) await job()
  }

  #do(house: House, effects: readonly PeerEffect[]): void {
    const { peer } = house
    this.#jobs.push(async () => {
      for (const effect of effects) await this.#carry(house, peer, effect)
    })
  }

  async #carry(house: House, peer: Peer, effect: PeerEffect): Promise<void> {
    const { name } = house
    switch (effect.kind) {
      case 'store':
        return house.store.write(effect.batch, effect.durability)
      case 'publish':
        house.published.push(effect)
        if (!this.gossips) return
        for (const other of this.houses) {
          if (other.peer === undefined || !this.#isJoined(name, other.name)) continue
          this.#do(other, other.peer.gossip(effect.topic, effect.data, name, this.now).effects)
        }
        return
      case 'send': {
        if (!this.#isJoined(name, effect.to)) return
        const other = this.#house(effect.to)
        if (other === undefined) house.frames.push(effect)
        else this.#do(other, other.peer.frame(name, effect.frame, this.now))
        return
      }
      case 'timer':
        this.#timers.push({ at: this.now + effect.delay, of: peer, house, timer: effect.timer })
        return
      case 'read': {
        const { ask } = effect
        const found: Uint8Array[] = []
        if (ask.what === 'rival') found.push(...(await house.store.at(ask.entry)))
        else if (ask.what === 'decisions') {
          for await (const [, bytes] of house.store.records('decision', ask.from, ask.to)) found.push(bytes)
        } else if (ask.what === 'entries') {
          for (const { account, incarnation, from, to } of ask.ranges) {
            for await (const wire of house.store.chain(account, incarnation, from, to)) found.push(wire)
          }
          for (const each of ask.names) found.push(...(await house.store.at(each)))
        }
        this.#do(house, peer.read(effect.for, ask, found))
        return
      }
      case 'penalise':
        house.penalties.push(`${effect.peer}: ${effect.reason}`)
        return
      case 'certified':
        house.certificates.push(effect.certificate)
        return
      case 'alarm':
        house.alarms.push(effect.alarm)
        return
      case 'received':
        return
    }
  }
}
