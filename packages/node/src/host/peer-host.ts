import type {
  Alarm,
  Certificate,
  CommunityState,
  Outcome,
  Peer,
  PeerEffect,
  PeerTimer,
  Topic,
} from '@jazzgrid/consensus'
import type { Body, Entry, LedgerStore, Signer } from '@jazzgrid/ledger'
import type { PeerName, Release, Transport } from '@jazzgrid/network'
import type { Clock } from '@jazzgrid/units'
import { Outbox } from './outbox.js'
import { answerFrom } from './store-answer.js'
import { StoreWriter } from './store-writer.js'
import { topicName } from './topic-name.js'

/** Who is told what a peer does. None of them may throw; what they do is no business of the peer's. */
export interface PeerWatch {
  /** A round was decided and executed. */
  readonly onCertified?: (outcome: Outcome, certificate: Certificate) => void
  /** What was decided up to this state was taken over from others without being executed here. */
  readonly onLeapt?: (state: CommunityState) => void
  /** Entries that were not known before, own ones included. */
  readonly onReceived?: (entries: readonly Entry[]) => void
  readonly onAlarm?: (alarm: Alarm) => void
  /** The store refuses to write; the peer waits with everything and tries again. `undefined`: it writes again. */
  readonly onStoreFault?: (fault: unknown) => void
}

/** An effect that has its turn to come. `connection`: over which it is to be sent. */
interface Waiting {
  readonly effect: PeerEffect
  readonly connection: number | undefined
}

/**
 * Effects and writes that may wait for the disk. Beyond it nothing more is heard from others: gossip is dropped, for it can
 * be fetched again, and frames wait with their senders. What this peer signed is never dropped.
 */
const MOST_WAITING = 4096

/**
 * Runs a peer: hands it what comes from clock, network and disk, and carries out what it asks for, one effect after the
 * other. What the peer signed is on the disk before anything that follows it leaves the house.
 */
export class PeerHost {
  readonly peer: Peer
  readonly #store: LedgerStore
  readonly #disk: StoreWriter
  readonly #transport: Transport
  readonly #clock: Clock
  readonly #network: Uint8Array
  readonly #watch: PeerWatch
  readonly #effects: Waiting[] = []
  /** Of each neighbour: what was meant for an earlier one must not reach the session that has begun since. */
  readonly #connections = new Map<PeerName, number>()
  readonly #outbox: Outbox
  readonly #releases: Release[] = []
  readonly #timers = new Set<unknown>()
  /** Frames that wait for room. */
  #waitingForRoom: (() => void)[] = []
  #dropped = 0
  #running: Promise<void> | undefined
  #open = true

  constructor(options: {
    readonly peer: Peer
    readonly store: LedgerStore
    readonly transport: Transport
    readonly clock: Clock
    /** First 8 bytes of the id of the genesis. */
    readonly network: Uint8Array
    readonly watch?: PeerWatch
  }) {
    this.peer = options.peer
    this.#store = options.store
    this.#transport = options.transport
    this.#outbox = new Outbox(options.transport)
    this.#clock = options.clock
    this.#network = options.network
    this.#watch = options.watch ?? {}
    this.#disk = new StoreWriter(options.store, options.clock, (fault) => this.#watch.onStoreFault?.(fault))
  }

  /** Begin: listen to the network, and to who is there already. */
  start(): void {
    const { peer } = this
    this.#queue(peer.start(this.#clock.now()))
    for (const topic of ['entry', 'seal'] as const) {
      this.#releases.push(
        this.#transport.subscribe(topicName(this.#network, topic), (data, from) => this.#hear(topic, data, from)),
      )
    }
    this.#releases.push(this.#transport.onFrame((from, frame) => this.#takeFrame(from, frame)))
    this.#releases.push(
      this.#transport.onPeer(({ kind, peer: name }) => {
        if (kind === 'drained') this.#outbox.drained(name)
        else this.#outbox.forget(name)
        if (kind === 'connected') this.#connect(name)
        if (kind === 'disconnected') this.#queue(peer.disconnected(name))
      }),
    )
    for (const name of this.#transport.peers()) this.#connect(name)
  }

  #connect(name: PeerName): void {
    this.#connections.set(name, (this.#connections.get(name) ?? 0) + 1)
    this.#queue(this.peer.connected(name, this.#clock.now()))
  }

  /** Messages of gossip that were dropped because too much waited for the disk. */
  get dropped(): number {
    return this.#dropped
  }

  /** What waits for the disk. */
  get waiting(): number {
    return this.#effects.length + this.#disk.waiting
  }

  /** Write as the peer's account. @returns false while it may not sign (see `Peer.mayWrite`), or too much waits already. */
  write(bodies: readonly Body[], successor?: Signer): boolean {
    if (this.#isFull) return false
    const effects = this.peer.write(bodies, this.#clock.now(), successor)
    if (effects === undefined) return false
    this.#queue(effects)
    return true
  }

  /** Until everything that was asked for is done. */
  async settled(): Promise<void> {
    while (this.#running !== undefined) await this.#running
  }

  /** Finish what is under way and stop. The store stays open. */
  async stop(): Promise<void> {
    this.#silence()
    await this.settled()
    this.#open = false
    await this.#disk.stop()
  }

  /** Stop in the middle, as a process that is killed: nothing that is waiting is done. */
  kill(): void {
    this.#silence()
    this.#open = false
    void this.#disk.stop()
    this.#effects.length = 0
    this.#makeRoom()
  }

  #silence(): void {
    for (const release of this.#releases.splice(0)) release()
    for (const timer of this.#timers) this.#clock.clearTimeout(timer)
    this.#timers.clear()
  }

  #hear(topic: Topic, data: Uint8Array, from: PeerName) {
    if (!this.#open) return 'ignore'
    if (this.#isFull) {
      this.#dropped++
      return 'ignore'
    }
    const { verdict, effects } = this.peer.gossip(topic, data, from, this.#clock.now())
    this.#queue(effects)
    return verdict
  }

  /** Take a frame at once, or when there is room for what follows from it: until then its sender waits. */
  #takeFrame(from: PeerName, frame: Uint8Array): void | Promise<void> {
    if (!this.#isFull) {
      this.#queue(this.peer.frame(from, frame, this.#clock.now()))
      return
    }
    const connection = this.#connections.get(from)
    return new Promise<void>((resolve) => this.#waitingForRoom.push(resolve)).then(() => {
      if (this.#open && this.#connections.get(from) === connection) return this.#takeFrame(from, frame)
    })
  }

  get #isFull(): boolean {
    return this.waiting > MOST_WAITING
  }

  /** A write is done, or the store refused it. What others wrote may have piled up: then nothing goes before it. */
  #review(): void {
    if (!this.#isFull) this.#makeRoom()
    else if (this.#running === undefined && this.#disk.isOwing)
      this.#queue([{ kind: 'store', batch: [], durability: 'synced' }])
  }

  #makeRoom(): void {
    for (const resolve of this.#waitingForRoom.splice(0)) resolve()
  }

  #queue(effects: readonly PeerEffect[]): void {
    if (!this.#open) return
    for (const effect of effects) {
      const connection = effect.kind === 'send' ? this.#connections.get(effect.to) : undefined
      this.#effects.push({ effect, connection })
    }
    if (this.#running === undefined && this.#effects.length > 0) this.#advance()
  }

  /** Carry out what can be done at once; only a write that must be on the disk makes the rest wait. */
  #advance(): void {
    while (this.#open && this.#effects.length > 0) {
      const { effect, connection } = this.#effects.shift()!
      if (effect.kind === 'send' && this.#connections.get(effect.to) !== connection) continue
      if (effect.kind === 'store' && effect.durability === 'synced') {
        this.#running = this.#disk.persist(effect.batch).then(() => {
          this.#running = undefined
          this.#advance()
          this.#review()
        })
        return
      }
      this.#carry(effect)
    }
  }

  #carry(effect: PeerEffect): void {
    switch (effect.kind) {
      case 'store':
        void this.#disk.keep(effect.batch).then(() => this.#review())
        return
      case 'publish':
        this.#transport.publish(topicName(this.#network, effect.topic), effect.data)
        return
      case 'send':
        this.#outbox.send(effect.to, effect.frame)
        return
      case 'timer':
        this.#wake(effect.timer, effect.delay)
        return
      case 'read':
        void this.#read(effect)
        return
      case 'penalise':
        this.#transport.penalise(effect.peer, effect.points, effect.reason)
        return
      case 'received':
        this.#watch.onReceived?.(effect.entries)
        return
      case 'certified':
        this.#watch.onCertified?.(effect.outcome, effect.certificate)
        return
      case 'leapt':
        this.#watch.onLeapt?.(effect.state)
        return
      case 'prune':
        this.#disk.prune(effect.before)
        return
      case 'alarm':
        this.#watch.onAlarm?.(effect.alarm)
    }
  }

  #wake(timer: PeerTimer, delay: number): void {
    const handle = this.#clock.setTimeout(() => {
      this.#timers.delete(handle)
      this.#queue(this.peer.timer(timer, this.#clock.now()))
    }, delay)
    this.#timers.add(handle)
  }

  async #read({ for: name, ask }: Extract<PeerEffect, { kind: 'read' }>): Promise<void> {
    let found: readonly Uint8Array[] = []
    try {
      found = await answerFrom(this.#store, ask)
    } catch (fault) {
      this.#watch.onStoreFault?.(fault)
    }
    this.#queue(this.peer.read(name, ask, found))
  }
}
