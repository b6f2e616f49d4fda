import type { Counters } from './traffic.js'

/** The name of a peer: for libp2p its peer id, which is its public key (`peerNameOf`). */
export type PeerName = string

/** Bytes of one published message at most. One gossip packet beyond libp2p's own limit silences a link for good. */
export const MAX_MESSAGE = 64 * 1024

/** Bytes of one frame at most. */
export const MAX_FRAME = 256 * 1024

/**
 * Moves bytes between peers and knows nothing of what they mean. It passes messages and never waits for answers, so that a
 * pure core can drive it: effects go out, events come in. An expected refusal is a value; no method throws but for a bug
 * of its caller. Bytes that were handed in or out belong to both sides: nobody changes them.
 */
export interface Transport extends Gossip, Frames, Neighbours {
  readonly self: PeerName

  /** Since the start. */
  counters(): Counters

  /** Says goodbye and frees everything. Afterwards nothing is heard, nobody is connected, and calls refuse with `closed`. */
  close(): Promise<void>
}

/** To everybody who listens, relayed by others, best effort: what a partition swallowed is not brought afterwards. */
export interface Gossip {
  /**
   * `ok` means that it was handed on, not that anybody heard it. Equal bytes on one topic within `SEEN_TTL` are one
   * message: they are heard once, by the first who brings them, and publishing them again has no effect.
   */
  publish(topic: string, data: Uint8Array): Handed

  /**
   * Hear a topic. A peer never hears itself. One handler a topic; a handler that throws or rejects has ignored.
   * @param topic one of those that the network was made with
   */
  subscribe(topic: string, handler: MessageHandler): Release

  /** Connected peers that are known to listen, ascending. */
  subscribers(topic: string): readonly PeerName[]
}

/** For this long [ms] a peer remembers what it has heard or published. */
export const SEEN_TTL = 120_000

/**
 * @param from the neighbour who brought it, who need not be its author.
 * @returns the verdict, within 100 ms: relays wait for it.
 */
export type MessageHandler = (data: Uint8Array, from: PeerName) => Verdict | Promise<Verdict>

/**
 * `accept`: sound, relay it. `ignore`: do not relay, nobody is to blame; it will not be heard again for `SEEN_TTL`, so a
 * message that cannot be judged yet is accepted and parked. `reject`: unsound, and an honest peer would not have relayed
 * it: its bringer loses `REJECTED` points.
 */
export type Verdict = 'accept' | 'ignore' | 'reject'

/** To one connected peer, in order and complete while the connection stands. */
export interface Frames {
  /**
   * Queue a frame of 1 to `MAX_FRAME` bytes. The queue to each peer is bounded: after `queue-full` a `drained` event says
   * when there is room (`whenHandedOn` waits for it). What is queued when the connection ends is lost.
   */
  send(peer: PeerName, frame: Uint8Array): Handed

  /**
   * Hear frames. One handler; until there is one, frames wait. While it has not settled a promise it returned, that peer's
   * next frames wait too, and in the end the sender's queue fills: back-pressure runs through. Where it throws or rejects,
   * the frame counts as taken.
   */
  onFrame(handler: FrameHandler): Release
}

export type FrameHandler = (peer: PeerName, frame: Uint8Array) => void | Promise<void>

/** Who is on the other ends, and who may be. */
export interface Neighbours {
  /** Connected means that a hello went both ways: the same community, and admitted on both sides. Ascending. */
  peers(): readonly PeerName[]

  onPeer(handler: (event: PeerEvent) => void): Release

  /** The allow-list from now on, whole. Who is no longer on it is hung up and refused. */
  admit(peers: Admission): void

  /** Where this peer can be found by others. */
  addresses(): readonly string[]

  /**
   * Where an admitted peer may be found: the transport connects to it and keeps redialling. Adds to what is known. An
   * address that the transport cannot read is left out.
   */
  reach(peer: PeerName, addresses: readonly string[]): void

  /**
   * Hang up and connect anew: for a neighbour whose connection stands but no longer brings what it should.
   * @param reason kebab-case, for the counters
   */
  reconnect(peer: PeerName, reason: string): void

  /**
   * Evidence against a peer: it lowers its score, and halves with time. See `STANDING` for what follows from a score.
   * @param points positive; `STANDING` gives the scale
   * @param reason kebab-case, for the counters
   */
  penalise(peer: PeerName, points: number, reason: string): void

  /** 0 for a peer without a mark, negative else. */
  score(peer: PeerName): number
}

export type Admission = 'everyone' | readonly PeerName[] | ReadonlySet<PeerName>

export interface PeerEvent {
  /** `drained`: there is room again in a queue that had refused. */
  readonly kind: 'connected' | 'disconnected' | 'drained'
  readonly peer: PeerName
}

/** Ends a subscription; calling it again has no effect. */
export type Release = () => void

export type Handed = { readonly ok: true } | HandRefusal

export type HandRefusal =
  | { readonly ok: false; readonly reason: 'closed' | 'not-connected' | 'unknown-topic' | 'empty' }
  /** Bytes: of the message, or waiting in the queue. */
  | { readonly ok: false; readonly reason: 'too-large' | 'queue-full'; readonly size: number; readonly limit: number }

export type HandRefusalReason = HandRefusal['reason']
