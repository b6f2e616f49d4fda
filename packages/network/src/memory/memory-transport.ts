import { type Clock, invariant } from '@jazzgrid/units'
import { messageKey, SeenMessages } from '../gossip/seen-messages.js'
import { Subscriptions } from '../gossip/subscriptions.js'
import { AllowList } from '../peer/allow-list.js'
import { Listeners } from '../peer/listeners.js'
import { PeerScores, STANDING } from '../peer/peer-scores.js'
import { type Counters, FRAMES, Traffic } from '../traffic.js'
import type {
  Admission,
  FrameHandler,
  Handed,
  HandRefusal,
  MessageHandler,
  PeerEvent,
  PeerName,
  Release,
  Transport,
} from '../transport.js'
import { MAX_FRAME, MAX_MESSAGE } from '../transport.js'
import type { MemoryLink, Message } from './memory-link.js'

/** What a transport asks of the network that it is part of. */
export interface Surroundings {
  readonly clock: Clock
  readonly topics: Iterable<string>
  readonly onFault: (error: unknown) => void
  /** Something changed on this side that decides whether it is connected to the peer, or to anybody. */
  review(self: MemoryTransport, peer?: PeerName): void
  hangUp(self: MemoryTransport, peer: PeerName): void
}

const HANDED: Handed = { ok: true }

/** One peer of a `MemoryNetwork`. */
export class MemoryTransport implements Transport {
  readonly self: PeerName
  readonly traffic = new Traffic()
  readonly #around: Surroundings
  readonly #allowed: AllowList
  readonly #scores: PeerScores
  readonly #subscriptions: Subscriptions
  readonly #seen = new SeenMessages()
  readonly #listeners = new Listeners<PeerEvent>()
  readonly #known = new Set<PeerName>()
  readonly #neighbours = new Map<PeerName, { readonly peer: MemoryTransport; readonly link: MemoryLink }>()
  #frameHandler: FrameHandler | undefined
  open = true
  killed = false

  constructor(self: PeerName, admitted: Admission, around: Surroundings) {
    this.self = self
    this.#around = around
    this.#allowed = new AllowList(admitted)
    this.#scores = new PeerScores(around.clock)
    const punish = (peer: PeerName, points: number, reason: string) => this.penalise(peer, points, reason)
    this.#subscriptions = new Subscriptions(around.topics, this.traffic, punish, around.onFault)
  }

  publish(topic: string, data: Uint8Array): Handed {
    const refusal = this.#refusal(data, MAX_MESSAGE)
    if (refusal !== undefined) return this.#refuse(refusal)
    if (!this.#subscriptions.topics.has(topic)) return this.#refuse({ ok: false, reason: 'unknown-topic' })
    const message: Message = { topic, data, key: messageKey(topic, data) }
    this.traffic.sent(topic, data.length)
    if (!this.#seen.add(message.key, this.#around.clock.now())) return HANDED
    for (const { peer, link } of this.#neighbours.values()) {
      if (peer.listensTo(topic) && this.score(peer.self) >= STANDING.publish) link.publish(message)
    }
    return HANDED
  }

  subscribe(topic: string, handler: MessageHandler): Release {
    return this.#subscriptions.add(topic, handler)
  }

  listensTo(topic: string): boolean {
    return this.#subscriptions.has(topic)
  }

  subscribers(topic: string): readonly PeerName[] {
    return this.peers().filter((peer) => this.#neighbours.get(peer)?.peer.listensTo(topic))
  }

  send(peer: PeerName, frame: Uint8Array): Handed {
    const refusal = this.#refusal(frame, MAX_FRAME)
    if (refusal !== undefined) return this.#refuse(refusal)
    const neighbour = this.#neighbours.get(peer)
    if (neighbour === undefined) return this.#refuse({ ok: false, reason: 'not-connected' })
    const handed = neighbour.link.send(frame)
    if (!handed.ok) return this.#refuse(handed)
    this.traffic.sent(FRAMES, frame.length)
    return handed
  }

  onFrame(handler: FrameHandler): Release {
    invariant(this.#frameHandler === undefined, 'frames have one handler')
    this.#frameHandler = handler
    this.#around.review(this) // what has waited for a handler comes now
    return () => {
      if (this.#frameHandler === handler) this.#frameHandler = undefined
    }
  }

  onPeer(handler: (event: PeerEvent) => void): Release {
    return this.#listeners.add(handler)
  }

  peers(): readonly PeerName[] {
    return [...this.#neighbours.keys()].sort()
  }

  addresses(): readonly string[] {
    return [addressOf(this.self)]
  }

  admit(peers: Admission): void {
    this.#allowed.admit(peers)
    this.#around.review(this)
  }

  admits(peer: PeerName): boolean {
    return this.#allowed.has(peer) && !this.#scores.banned(peer)
  }

  reach(peer: PeerName, addresses: readonly string[]): void {
    if (!addresses.includes(addressOf(peer))) return
    this.#known.add(peer)
    this.#around.review(this, peer)
  }

  knows(peer: PeerName): boolean {
    return this.#known.has(peer)
  }

  reconnect(peer: PeerName, reason: string): void {
    if (!this.#neighbours.has(peer)) return
    this.traffic.hungUp(reason)
    this.#around.hangUp(this, peer)
  }

  penalise(peer: PeerName, points: number, reason: string): void {
    this.traffic.penalty(reason)
    if (!this.#scores.penalise(peer, points)) return
    this.traffic.hungUp('banned')
    this.#around.review(this, peer)
    this.#around.clock.setTimeout(() => this.#around.review(this, peer), this.#scores.forgivenIn(peer))
  }

  score(peer: PeerName): number {
    return this.#scores.score(peer)
  }

  counters(): Counters {
    return this.traffic.snapshot()
  }

  close(): Promise<void> {
    if (this.open) this.#stop(this.peers())
    return Promise.resolve()
  }

  /** Ends without a word, neither to its own handlers nor to the others, who notice in time. */
  kill(): void {
    this.killed = true
    this.#stop([])
  }

  /** @param told neighbours whose end its own handlers hear. */
  #stop(told: readonly PeerName[]): void {
    this.open = false
    this.#neighbours.clear()
    this.#subscriptions.clear()
    this.#frameHandler = undefined
    for (const peer of told) this.#listeners.tell({ kind: 'disconnected', peer })
    this.#listeners.clear()
    this.#around.review(this)
  }

  /** @param link the way to the peer. */
  connected(peer: MemoryTransport, link: MemoryLink): void {
    this.#neighbours.set(peer.self, { peer, link })
    this.traffic.connected++
    this.#tellSoon({ kind: 'connected', peer: peer.self })
  }

  disconnected(peer: PeerName): void {
    if (!this.#neighbours.delete(peer)) return
    this.traffic.disconnected++
    this.#tellSoon({ kind: 'disconnected', peer })
  }

  drained(peer: PeerName): void {
    this.#tellSoon({ kind: 'drained', peer })
  }

  hear(from: PeerName, { topic, data, key }: Message, again: boolean): void {
    if (!this.listensTo(topic) || this.score(from) < STANDING.listen) return
    if (this.#seen.add(key, this.#around.clock.now()) || again) this.#subscriptions.judge(topic, data, from)
  }

  take(from: PeerName, frame: Uint8Array): void | Promise<void> | 'later' {
    if (this.#frameHandler === undefined) return 'later'
    this.traffic.received(FRAMES, frame.length)
    const failed = (error: unknown) => {
      this.traffic.channel(FRAMES).failed++
      this.#around.onFault(error)
    }
    try {
      const taken = this.#frameHandler(from, frame)
      if (taken instanceof Promise) return taken.catch(failed) // a void function may return anything
    } catch (error) {
      failed(error)
    }
  }

  /** Not within a call or a handler, but right after it: events never come while their cause is still running. */
  #tellSoon(event: PeerEvent): void {
    this.#around.clock.setTimeout(() => this.#listeners.tell(event), 0)
  }

  #refusal(data: Uint8Array, limit: number): HandRefusal | undefined {
    if (!this.open) return { ok: false, reason: 'closed' }
    if (data.length === 0) return { ok: false, reason: 'empty' }
    return data.length > limit ? { ok: false, reason: 'too-large', size: data.length, limit } : undefined
  }

  #refuse(refusal: HandRefusal): HandRefusal {
    this.traffic.refused(refusal.reason)
    return refusal
  }
}

/** Where a peer of a `MemoryNetwork` is found. */
export const addressOf = (peer: PeerName): string => `/memory/${peer}`
