import type {
  Admission,
  Counters,
  FrameHandler,
  Handed,
  MessageHandler,
  PeerEvent,
  PeerName,
  Release,
  Transport,
} from '@jazzgrid/network'

/** What stands between a house and its network. */
export interface Tap {
  /** Before anything leaves the house; the house may stop right here, and then nothing leaves it. */
  readonly onSending: (channel: string, data: Uint8Array, to?: PeerName) => boolean
  /** What of it reaches this house: as it was sent, unless the sender tells everybody something else. */
  readonly onHearing: (channel: string, data: Uint8Array, from: PeerName) => readonly Uint8Array[]
  readonly onPenalty: (peer: PeerName, reason: string) => void
}

/** Name of the channel of frames between two peers; the other channels are topics. */
export const FRAMES = 'frames'

/** The transport of one house, with a tap on it. */
export class Line implements Transport {
  readonly #inner: Transport
  readonly #tap: Tap

  constructor(inner: Transport, tap: Tap) {
    this.#inner = inner
    this.#tap = tap
  }

  get self(): PeerName {
    return this.#inner.self
  }

  publish(topic: string, data: Uint8Array): Handed {
    return this.#tap.onSending(topic, data) ? this.#inner.publish(topic, data) : { ok: false, reason: 'closed' }
  }

  subscribe(topic: string, handler: MessageHandler): Release {
    return this.#inner.subscribe(topic, (data, from) => {
      const heard = this.#tap.onHearing(topic, data, from)
      const verdicts = heard.map((each) => handler(each, from))
      return verdicts[0] ?? 'ignore'
    })
  }

  subscribers(topic: string): readonly PeerName[] {
    return this.#inner.subscribers(topic)
  }

  send(peer: PeerName, frame: Uint8Array): Handed {
    const isSent = this.#tap.onSending(FRAMES, frame, peer)
    return isSent ? this.#inner.send(peer, frame) : { ok: false, reason: 'closed' }
  }

  onFrame(handler: FrameHandler): Release {
    return this.#inner.onFrame((from, frame) => {
      for (const each of this.#tap.onHearing(FRAMES, frame, from)) void handler(from, each)
    })
  }

  onPeer(handler: (event: PeerEvent) => void): Release {
    return this.#inner.onPeer(handler)
  }

  peers(): readonly PeerName[] {
    return this.#inner.peers()
  }

  addresses(): readonly string[] {
    return this.#inner.addresses()
  }

  admit(peers: Admission): void {
    this.#inner.admit(peers)
  }

  reach(peer: PeerName, addresses: readonly string[]): void {
    this.#inner.reach(peer, addresses)
  }

  reconnect(peer: PeerName, reason: string): void {
    this.#inner.reconnect(peer, reason)
  }

  penalise(peer: PeerName, points: number, reason: string): void {
    this.#tap.onPenalty(peer, reason)
    this.#inner.penalise(peer, points, reason)
  }

  score(peer: PeerName): number {
    return this.#inner.score(peer)
  }

  counters(): Counters {
    return this.#inner.counters()
  }

  close(): Promise<void> {
    return this.#inner.close()
  }
}
