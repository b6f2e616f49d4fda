import type { HandRefusalReason } from './transport.js'

/** Name of the channel that counts frames; every other channel is a topic. */
export const FRAMES = 'frames'

/** What went through one topic, or through the frames. */
export interface ChannelCounters {
  /** Taken from this peer's own program; what it relays for others is not counted. */
  sent: number
  sentBytes: number
  /** Heard for the first time, before the verdict. */
  received: number
  receivedBytes: number
  /** Verdicts. */
  accepted: number
  ignored: number
  rejected: number
  /** Handlers that threw. */
  failed: number
  /** Handed on, but lost with a connection, or dropped by a fault of the network. */
  lost: number
}

export interface Counters {
  readonly channels: Readonly<Record<string, Readonly<ChannelCounters>>>
  /** Calls of `publish` and `send` that were refused. */
  readonly refused: Readonly<Partial<Record<HandRefusalReason, number>>>
  readonly connected: number
  readonly disconnected: number
  /** Connections that were ended or not begun, and penalties, by reason. */
  readonly hungUp: Readonly<Record<string, number>>
  readonly penalties: Readonly<Record<string, number>>
}

/** Counts for one transport. */
export class Traffic {
  readonly #channels = new Map<string, ChannelCounters>()
  readonly #refused = new Map<HandRefusalReason, number>()
  readonly #hungUp = new Map<string, number>()
  readonly #penalties = new Map<string, number>()
  connected = 0
  disconnected = 0

  channel(name: string): ChannelCounters {
    let channel = this.#channels.get(name)
    if (channel === undefined) {
      channel = {
        sent: 0,
        sentBytes: 0,
        received: 0,
        receivedBytes: 0,
        accepted: 0,
        ignored: 0,
        rejected: 0,
        failed: 0,
        lost: 0,
      }
      this.#channels.set(name, channel)
    }
    return channel
  }

  sent(name: string, bytes: number): void {
    const channel = this.channel(name)
    channel.sent++
    channel.sentBytes += bytes
  }

  received(name: string, bytes: number): void {
    const channel = this.channel(name)
    channel.received++
    channel.receivedBytes += bytes
  }

  refused(reason: HandRefusalReason): void {
    count(this.#refused, reason)
  }

  hungUp(reason: string): void {
    count(this.#hungUp, reason)
  }

  penalty(reason: string): void {
    count(this.#penalties, reason)
  }

  snapshot(): Counters {
    return {
      channels: Object.fromEntries([...this.#channels].map(([name, channel]) => [name, { ...channel }])),
      refused: Object.fromEntries(this.#refused),
      connected: this.connected,
      disconnected: this.disconnected,
      hungUp: Object.fromEntries(this.#hungUp),
      penalties: Object.fromEntries(this.#penalties),
    }
  }
}

/** Reasons come from callers: without a bound, one that puts names into its reasons would fill the memory. */
const MOST_REASONS = 100

function count<Key extends string>(counts: Map<Key, number>, key: Key): void {
  const name = counts.has(key) || counts.size < MOST_REASONS ? key : ('other' as Key)
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
