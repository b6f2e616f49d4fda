import { Chance, type Clock, invariant } from '@jazzgrid/units'
import type { Libp2p } from '@libp2p/interface'
import { QUEUE_LIMIT } from '../frame/queue-room.js'
import { Subscriptions } from '../gossip/subscriptions.js'
import type { AllowList } from '../peer/allow-list.js'
import { Listeners } from '../peer/listeners.js'
import { MALFORMED, type PeerScores } from '../peer/peer-scores.js'
import { RedialSupervisor } from '../redial/redial-supervisor.js'
import { type Counters, FRAMES, Traffic } from '../traffic.js'
import {
  type Admission,
  type FrameHandler,
  type Handed,
  type HandRefusal,
  MAX_FRAME,
  MAX_MESSAGE,
  type MessageHandler,
  type PeerEvent,
  type PeerName,
  type Release,
  type Transport,
} from '../transport.js'
import { GossipLink } from './gossip-link.js'
import type { Libp2pSettings } from './libp2p-settings.js'
import type { Services } from './node/libp2p-node.js'
import { DIAL_TIMEOUT, GOSSIP_MISSING, REDIAL } from './options.js'
import { peerAddress } from './peer-address.js'
import { Sessions } from './session/sessions.js'

const HANDED: Handed = { ok: true }

/** The port on libp2p: gossipsub for what is published, one stream for each pair of peers for frames. */
export class Libp2pTransport implements Transport {
  readonly self: PeerName
  readonly #node: Libp2p<Services>
  readonly #clock: Clock
  readonly #onFault: (error: unknown) => void
  readonly #allowed: AllowList
  readonly #scores: PeerScores
  readonly #traffic = new Traffic()
  readonly #listeners = new Listeners<PeerEvent>()
  readonly #gossip: GossipLink
  readonly #sessions: Sessions
  readonly #redial: RedialSupervisor
  readonly #topics: ReadonlySet<string>
  #frameHandler: FrameHandler | undefined
  #closed = false
  #closing: Promise<void> | undefined

  /** @param node not yet started; it asks the same list and scores whom to let in. */
  constructor(
    settings: Libp2pSettings,
    node: Libp2p<Services>,
    { allowed, scores, clock }: { allowed: AllowList; scores: PeerScores; clock: Clock },
  ) {
    this.self = node.peerId.toString()
    this.#node = node
    this.#clock = clock
    this.#onFault = settings.onFault
    this.#allowed = allowed
    this.#scores = scores
    const punish = (peer: PeerName, points: number, reason: string) => this.penalise(peer, points, reason)
    const subscriptions = new Subscriptions(settings.topics, this.#traffic, punish, settings.onFault)
    this.#topics = subscriptions.topics
    this.#gossip = new GossipLink(node.services.gossip, subscriptions, this.#traffic)
    this.#sessions = new Sessions(node, {
      self: this.self,
      network: settings.network,
      queueLimit: settings.queueLimit ?? QUEUE_LIMIT,
      clock,
      admits: (peer) => this.#admits(peer),
      onConnected: (peer) => this.#connected(peer),
      onDisconnected: (peer) => this.#disconnected(peer),
      onDrained: (peer) => this.#tellSoon({ kind: 'drained', peer }),
      onFrame: (peer, frame) => this.#take(peer, frame),
      onFault: (peer, fault) => {
        if (fault.startsWith('frame')) this.penalise(peer, MALFORMED, fault)
      },
      onLost: (frames) => {
        this.#traffic.channel(FRAMES).lost += frames
      },
      onHungUp: (reason) => this.#traffic.hungUp(reason),
    })
    this.#redial = new RedialSupervisor(
      clock,
      new Chance(this.self, 'redial'),
      { ...REDIAL, ...settings.redial },
      {
        self: this.self,
        connected: () => this.#sessions.peers(),
        mayDial: (peer) => this.#admits(peer) && !this.#sessions.hasConnection(peer),
        dial: (peer, addresses) => this.#dial(peer, addresses),
        onLook: () => this.#renewGossip(),
      },
    )
  }

  async start(): Promise<void> {
    await this.#sessions.start()
    // what identify and multicast tell of a peer serves to dial it, next time
    this.#node.addEventListener('peer:identify', ({ detail: { peerId, listenAddrs } }) => {
      this.reach(peerId.toString(), listenAddrs.map(String))
    })
    this.#node.addEventListener('peer:discovery', ({ detail: { id, multiaddrs } }) => {
      this.reach(id.toString(), multiaddrs.map(String))
    })
    await this.#node.start()
    for (const { id, addresses } of await this.#node.peerStore.all()) {
      this.reach(
        id.toString(),
        addresses.map(({ multiaddr }) => String(multiaddr)),
      )
    }
    this.#redial.start()
  }

  publish(topic: string, data: Uint8Array): Handed {
    const refusal = this.#refusal(data, MAX_MESSAGE)
    if (refusal !== undefined) return this.#refuse(refusal)
    if (!this.#topics.has(topic)) return this.#refuse({ ok: false, reason: 'unknown-topic' })
    this.#gossip.publish(topic, data)
    return HANDED
  }

  subscribe(topic: string, handler: MessageHandler): Release {
    invariant(!this.#closed, 'a closed transport hears nothing')
    const release = this.#gossip.subscribe(topic, handler)
    return () => {
      if (!this.#closed) release()
    }
  }

  subscribers(topic: string): readonly PeerName[] {
    const listening = new Set(this.#gossip.subscribers(topic))
    return this.peers().filter((peer) => listening.has(peer))
  }

  send(peer: PeerName, frame: Uint8Array): Handed {
    const refusal = this.#refusal(frame, MAX_FRAME)
    if (refusal !== undefined) return this.#refuse(refusal)
    const handed = this.#sessions.send(peer, frame)
    if (!handed.ok) return this.#refuse(handed)
    this.#traffic.sent(FRAMES, frame.length)
    return handed
  }

  onFrame(handler: FrameHandler): Release {
    invariant(this.#frameHandler === undefined, 'frames have one handler')
    this.#frameHandler = handler
    this.#sessions.resume()
    return () => {
      if (this.#frameHandler === handler) this.#frameHandler = undefined
    }
  }

  onPeer(handler: (event: PeerEvent) => void): Release {
    return this.#listeners.add(handler)
  }

  peers(): readonly PeerName[] {
    return this.#closed ? [] : this.#sessions.peers()
  }

  addresses(): readonly string[] {
    return this.#node.getMultiaddrs().map(String)
  }

  admit(peers: Admission): void {
    this.#allowed.admit(peers)
    this.#sessions.hangUpUnless((peer) => this.#admits(peer), 'not-admitted')
    this.#redial.stir()
  }

  reach(peer: PeerName, addresses: readonly string[]): void {
    const sound = addresses.map((text) => peerAddress(peer, text)?.toString())
    this.#redial.reach(
      peer,
      sound.filter((text) => text !== undefined),
    )
  }

  reconnect(peer: PeerName, reason: string): void {
    this.#sessions.hangUp(peer, reason)
  }

  penalise(peer: PeerName, points: number, reason: string): void {
    this.#traffic.penalty(reason)
    if (this.#scores.penalise(peer, points)) this.#sessions.hangUp(peer, 'banned')
  }

  score(peer: PeerName): number {
    return this.#scores.score(peer)
  }

  counters(): Counters {
    return this.#traffic.snapshot()
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    const peers = this.#sessions.peers()
    this.#closed = true
    this.#redial.stop()
    for (const peer of peers) this.#listeners.tell({ kind: 'disconnected', peer })
    this.#listeners.clear()
    this.#frameHandler = undefined
    this.#sessions.close()
    await this.#node.stop()
  }

  #admits(peer: PeerName): boolean {
    return !this.#closed && this.#allowed.has(peer) && !this.#scores.banned(peer)
  }

  #connected(peer: PeerName): void {
    this.#traffic.connected++
    this.#tellSoon({ kind: 'connected', peer })
  }

  #disconnected(peer: PeerName): void {
    this.#traffic.disconnected++
    this.#tellSoon({ kind: 'disconnected', peer })
    this.#redial.stir()
  }

  /** Not within a call or a handler, but right after it: events never come while their cause is still running. */
  #tellSoon(event: PeerEvent): void {
    queueMicrotask(() => {
      try {
        this.#listeners.tell(event)
      } catch (error) {
        this.#onFault(error)
      }
    })
  }

  #take(peer: PeerName, frame: Uint8Array): void | Promise<void> | 'later' {
    if (this.#frameHandler === undefined) return 'later'
    this.#traffic.received(FRAMES, frame.length)
    const failed = (error: unknown) => {
      this.#traffic.channel(FRAMES).failed++
      this.#onFault(error)
    }
    try {
      const taken = this.#frameHandler(peer, frame)
      if (taken instanceof Promise) return taken.catch(failed) // a void function may return anything
    } catch (error) {
      failed(error)
    }
  }

  async #dial(peer: PeerName, addresses: readonly string[]): Promise<void> {
    const targets = addresses.map((text) => peerAddress(peer, text)).filter((address) => address !== undefined)
    try {
      await this.#node.dial(targets, { signal: AbortSignal.timeout(DIAL_TIMEOUT) })
    } catch {
      // nobody there, or a refusal: the supervisor asks again
      this.#traffic.hungUp('dial-failed')
    }
  }

  /** The watchdog of this adapter: gossip that has lost its stream to a neighbour never opens another. */
  #renewGossip(): void {
    const gossiping = this.#gossip.peers()
    for (const peer of this.#sessions.peers()) {
      const age = this.#clock.now() - (this.#sessions.began(peer) as number)
      if (age > GOSSIP_MISSING && !gossiping.has(peer)) this.reconnect(peer, 'gossip-missing')
    }
  }

  #refusal(data: Uint8Array, limit: number): HandRefusal | undefined {
    if (this.#closed) return { ok: false, reason: 'closed' }
    if (data.length === 0) return { ok: false, reason: 'empty' }
    return data.length > limit ? { ok: false, reason: 'too-large', size: data.length, limit } : undefined
  }

  #refuse(refusal: HandRefusal): HandRefusal {
    this.#traffic.refused(refusal.reason)
    return refusal
  }
}
