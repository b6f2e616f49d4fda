import { type Chance, type Clock, invariant } from '@jazzgrid/units'
import { QUEUE_LIMIT } from '../frame/queue-room.js'
import type { Admission, PeerName, Release, Transport } from '../transport.js'
import { between, type Delay, FAULTLESS, type LinkConditions } from './link-conditions.js'
import { type ConnectionRules, MemoryConnection, type Timings } from './memory-connection.js'
import { MemoryTransport, type Surroundings } from './memory-transport.js'
import { Partitions } from './partitions.js'

export interface MemoryOptions {
  readonly topics: Iterable<string>
  /** Of every link that is not given its own; `FAULTLESS` in what is left out. */
  readonly conditions?: Partial<LinkConditions>
  /** As libp2p was measured: a killed process is missed in 0.1 s, a cut line in 5 to 14 s, members redial in 10 to 30 s. */
  readonly timings?: Partial<Timings>
  /** Peers find each other by themselves (the default), as in one local network; else only by `reach`. */
  readonly discovery?: boolean
  /** Bytes that may wait for one peer. */
  readonly queueLimit?: number
  /** Hears what a handler throws. By default it is thrown on, out of the clock that ran it. */
  readonly onFault?: (error: unknown) => void
}

const TIMINGS: Timings = {
  crashNoticed: between(50, 150),
  cutNoticed: between(5_000, 14_000),
  dial: between(5, 50),
  redial: between(100, 30_000),
}

/**
 * A network of peers in one process, on a clock that is handed in and by chance that is handed in: the same script gives
 * the same run, to the last event. Everybody is connected to everybody who is admitted; published messages go straight to
 * all connected subscribers and are not relayed, so that whoever is cut off must be told by anti-entropy: the worst that
 * a gossip mesh may do. Delivery makes no promise wait: events run out of the clock's timers.
 */
export class MemoryNetwork {
  readonly #clock: Clock
  readonly #chance: Chance
  readonly #rules: ConnectionRules
  readonly #surroundings: Surroundings
  readonly #partitions = new Partitions()
  readonly #peers = new Map<PeerName, MemoryTransport>()
  readonly #connections = new Map<PeerName, Map<PeerName, MemoryConnection>>()
  #conditions: LinkConditions
  #joined = 0

  constructor(clock: Clock, chance: Chance, options: MemoryOptions) {
    this.#clock = clock
    this.#chance = chance
    this.#conditions = { ...FAULTLESS, ...options.conditions }
    this.#rules = {
      clock,
      timings: { ...TIMINGS, ...options.timings },
      queueLimit: options.queueLimit ?? QUEUE_LIMIT,
      discovery: options.discovery ?? true,
    }
    this.#surroundings = {
      clock,
      topics: [...options.topics],
      onFault: options.onFault ?? rethrow,
      review: (self, peer) => this.#reviewPeer(self, peer),
      hangUp: (self, peer) => this.#connection(self.self, peer).hangUp(),
    }
  }

  /** A new process with this name; one that ran under it must have been closed or have crashed. */
  join(name: PeerName, admitted: Admission = 'everyone'): Transport {
    invariant(!this.#peers.get(name)?.open, `${name} runs already`)
    const joining = new MemoryTransport(name, admitted, this.#surroundings)
    const chance = this.#chance.stream(String(this.#joined++))
    const connections = new Map<PeerName, MemoryConnection>()
    for (const other of this.#peers.values()) {
      if (other.self === name) continue
      this.#connections.get(other.self)?.get(name)?.abandon()
      const [a, b] = name < other.self ? [joining, other] : [other, joining] // the lower one hears first
      const connection = new MemoryConnection(a, b, this.#conditions, chance.stream(other.self), this.#rules)
      connections.set(other.self, connection)
      this.#connections.get(other.self)?.set(name, connection)
    }
    this.#peers.set(name, joining)
    this.#connections.set(name, connections)
    this.#cutLines()
    return joining
  }

  /** Kill a peer: it hears nothing any more, what is on its way to and from it is lost, and the others notice in time. */
  crash(name: PeerName): void {
    this.#peer(name).kill()
  }

  /**
   * Peers of different groups cannot talk; who is in no group is in one with all such peers. Partitions and cuts add up.
   * @returns ends this partition
   */
  partition(...groups: readonly (readonly PeerName[])[]): Release {
    for (const name of groups.flat()) this.#peer(name)
    return this.#changing(this.#partitions.partition(groups))
  }

  /** Nothing gets from one peer to the other; the way back works until the connection is taken for dead. */
  cut(from: PeerName, to: PeerName): Release {
    this.#peer(from)
    this.#peer(to)
    return this.#changing(this.#partitions.cut(from, to))
  }

  /** End all partitions and cuts. */
  heal(): void {
    this.#partitions.heal()
    this.#cutLines()
  }

  /** Partition again and again: apart for a time, together for a time. @returns ends it, together. */
  flap(groups: readonly (readonly PeerName[])[], apart: Delay, together: Delay): Release {
    const chance = this.#chance.stream(`flap/${this.#joined++}`)
    let timer: unknown
    let end: Release = () => {}
    const part = () => {
      end = this.partition(...groups)
      timer = this.#clock.setTimeout(join, apart(chance))
    }
    const join = () => {
      end()
      timer = this.#clock.setTimeout(part, together(chance))
    }
    part()
    return () => {
      this.#clock.clearTimeout(timer)
      end()
    }
  }

  /** Break the connection of two peers; they redial. */
  disconnect(a: PeerName, b: PeerName): void {
    this.#peer(a)
    this.#peer(b)
    this.#connection(a, b).hangUp()
  }

  /** Give one direction conditions of its own, or all of them, from the next message on. */
  shape(conditions: Partial<LinkConditions>, from?: PeerName, to?: PeerName): void {
    if (from === undefined) this.#conditions = { ...this.#conditions, ...conditions }
    for (const peer of this.#peers.values()) {
      if (from !== undefined && peer.self !== from) continue
      for (const [other, connection] of this.#connections.get(peer.self) ?? []) {
        if (to === undefined || other === to) {
          connection.setConditions(peer, { ...connection.conditions(peer), ...conditions })
        }
      }
    }
  }

  #peer(name: PeerName): MemoryTransport {
    const peer = this.#peers.get(name)
    invariant(peer !== undefined, `${name} has not joined`)
    return peer
  }

  #connection(a: PeerName, b: PeerName): MemoryConnection {
    const connection = this.#connections.get(a)?.get(b)
    invariant(connection !== undefined, `${a} and ${b} are two peers`)
    return connection
  }

  #reviewPeer(self: MemoryTransport, peer?: PeerName): void {
    const connections = this.#connections.get(self.self)
    if (peer === undefined) for (const connection of connections?.values() ?? []) connection.review()
    else connections?.get(peer)?.review()
  }

  #changing(release: Release): Release {
    this.#cutLines()
    return () => {
      release()
      this.#cutLines()
    }
  }

  #cutLines(): void {
    for (const [from, connections] of this.#connections) {
      for (const [to, connection] of connections) {
        connection.setCut(this.#peer(from), this.#partitions.isCut(from, to))
      }
    }
    for (const [from, connections] of this.#connections) {
      for (const [to, connection] of connections) if (from < to) connection.review()
    }
  }
}

function rethrow(error: unknown): never {
  throw error
}
