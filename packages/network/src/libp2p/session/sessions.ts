import type { Clock } from '@jazzgrid/units'
import type { Connection, Libp2p, Stream } from '@libp2p/interface'
import type { FrameFault } from '../../frame/frame-codec.js'
import type { HelloFault } from '../../frame/hello.js'
import type { Handed, PeerName } from '../../transport.js'
import { FRAMES_PROTOCOL, HELLO_TIMEOUT } from '../options.js'
import { Session } from './session.js'

export interface SessionsRules {
  readonly self: PeerName
  readonly network: string
  readonly queueLimit: number
  readonly clock: Clock
  admits(peer: PeerName): boolean
  onConnected(peer: PeerName): void
  onDisconnected(peer: PeerName): void
  onDrained(peer: PeerName): void
  onFrame(peer: PeerName, frame: Uint8Array): void | Promise<void> | 'later'
  onFault(peer: PeerName, fault: FrameFault | HelloFault): void
  onLost(frames: number): void
  /** A connection was ended, or none came about. */
  onHungUp(reason: string): void
}

interface Live {
  readonly session: Session
  readonly peer: PeerName
  /** The name of the side that opened the stream. */
  readonly opener: PeerName
}

/** Two peers that dialled each other at once see both connections within this time [ms]. */
const CROSSING = 5_000

/**
 * One session with each peer, whatever connections there are. Connections to a peer are ended all together: gossip has its
 * streams on some of them and does not renew them on others.
 */
export class Sessions {
  readonly #node: Libp2p
  readonly #rules: SessionsRules
  readonly #live = new Map<PeerName, Live>()
  readonly #connections = new Map<PeerName, Set<Connection>>()

  constructor(node: Libp2p, rules: SessionsRules) {
    this.#node = node
    this.#rules = rules
  }

  /** Before the node starts, so that no connection is missed. */
  async start(): Promise<void> {
    this.#node.addEventListener('connection:open', ({ detail }) => this.#opened(detail))
    this.#node.addEventListener('connection:close', ({ detail }) => this.#closed(detail))
    const accept = (stream: Stream, connection: Connection) => {
      const peer = connection.remotePeer.toString()
      this.#begin(stream, peer, peer)
    }
    await this.#node.handle(FRAMES_PROTOCOL, accept, { maxInboundStreams: 2, runOnLimitedConnection: true })
  }

  peers(): readonly PeerName[] {
    return [...this.#live.keys()].sort()
  }

  /** When the session with a connected peer began. */
  began(peer: PeerName): number | undefined {
    return this.#live.get(peer)?.session.began
  }

  /** Whether there is a connection, with a session or still without. */
  hasConnection(peer: PeerName): boolean {
    return this.#connections.has(peer)
  }

  send(peer: PeerName, frame: Uint8Array): Handed {
    return this.#live.get(peer)?.session.send(frame) ?? { ok: false, reason: 'not-connected' }
  }

  /** Somebody takes frames now. */
  resume(): void {
    for (const { session } of this.#live.values()) session.resume()
  }

  hangUp(peer: PeerName, reason: string): void {
    const connections = this.#connections.get(peer)
    if (connections === undefined) return
    this.#connections.delete(peer) // first, because each end below is heard by this object
    this.#rules.onHungUp(reason)
    for (const connection of connections) connection.abort(new Error(reason))
    this.#live.get(peer)?.session.abort(reason)
  }

  /** Of all to whom it does not apply any more. */
  hangUpUnless(admits: (peer: PeerName) => boolean, reason: string): void {
    for (const peer of [...this.#connections.keys()]) if (!admits(peer)) this.hangUp(peer, reason)
  }

  close(): void {
    for (const { session } of [...this.#live.values()]) session.abort('closed')
  }

  #opened(connection: Connection): void {
    const peer = connection.remotePeer.toString()
    if (!this.#rules.admits(peer)) {
      // revoked between the handshake and now
      connection.abort(new Error('not admitted'))
      return
    }
    const connections = this.#connections.get(peer) ?? new Set()
    this.#connections.set(peer, connections.add(connection))
    if (connection.direction === 'outbound') void this.#greet(connection, peer)
    this.#rules.clock.setTimeout(() => {
      if (connections.has(connection) && !this.#live.has(peer)) this.hangUp(peer, 'no-hello')
    }, HELLO_TIMEOUT)
  }

  #closed(connection: Connection): void {
    const peer = connection.remotePeer.toString()
    const connections = this.#connections.get(peer)
    if (!connections?.delete(connection)) return
    if (connections.size === 0) this.#connections.delete(peer)
    else this.hangUp(peer, 'other-connection-ended')
  }

  async #greet(connection: Connection, peer: PeerName): Promise<void> {
    try {
      const signal = AbortSignal.timeout(HELLO_TIMEOUT)
      const stream = await connection.newStream(FRAMES_PROTOCOL, { signal, runOnLimitedConnection: true })
      this.#begin(stream, peer, this.#rules.self)
    } catch {
      // the other side has hung up on a stranger, or does not speak our protocol
      this.hangUp(peer, 'no-stream')
    }
  }

  #begin(stream: Stream, peer: PeerName, opener: PeerName): void {
    const { network, queueLimit, clock } = this.#rules
    const session: Session = new Session(stream, network, queueLimit, clock.now(), {
      onReady: () => this.#ready({ session, peer, opener }),
      onFrame: (frame) => this.#rules.onFrame(peer, frame),
      onDrained: () => this.#rules.onDrained(peer),
      onFault: (fault) => {
        this.#rules.onFault(peer, fault)
        this.hangUp(peer, fault)
      },
      onEnd: (lost) => {
        this.#rules.onLost(lost)
        if (this.#live.get(peer)?.session !== session) return
        this.#live.delete(peer)
        this.#rules.onDisconnected(peer)
        // libp2p is in the middle of ending the stream, perhaps with its connection
        queueMicrotask(() => this.hangUp(peer, 'stream-ended'))
      },
    })
  }

  #ready(live: Live): void {
    const { peer } = live
    const old = this.#live.get(peer)
    if (old === undefined) {
      this.#live.set(peer, live)
      this.#rules.onConnected(peer)
      return
    }
    const crossing = old.opener !== live.opener && live.session.began - old.session.began < CROSSING
    if (!crossing) {
      // it has come again without our missing it: what is left of the old connection must not stay half alive
      this.hangUp(peer, 'came-again')
    } else if (live.opener < old.opener) {
      this.#live.set(peer, live)
      this.#rules.onDisconnected(peer)
      this.#retire(old.session)
      this.#rules.onConnected(peer)
    } else this.#retire(live.session)
  }

  /** Not at once: the other side may know of this one only, until the hello of the one that stays has reached it. */
  #retire(session: Session): void {
    session.retire()
    this.#rules.clock.setTimeout(() => session.abort('crossed'), CROSSING)
  }
}
