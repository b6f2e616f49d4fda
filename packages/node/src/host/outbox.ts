import type { PeerName, Transport } from '@jazzgrid/network'

/** Bytes that may wait for one neighbour beside those that its connection takes: an honest one asks for less at a time. */
const LONGEST_WAIT = 8 * 1024 * 1024

interface Backlog {
  readonly frames: Uint8Array[]
  bytes: number
}

/**
 * Frames to neighbours, in order and without a gap, as their sessions need them: what a connection does not take at once
 * waits until it has room. One that reads too slowly is hung up, for a session with a hole in it is of no use.
 */
export class Outbox {
  readonly #transport: Pick<Transport, 'send' | 'reconnect'>
  readonly #waiting = new Map<PeerName, Backlog>()

  constructor(transport: Pick<Transport, 'send' | 'reconnect'>) {
    this.#transport = transport
  }

  send(to: PeerName, frame: Uint8Array): void {
    const waiting = this.#waiting.get(to)
    if (waiting === undefined) {
      if (!this.#isTaken(to, frame)) this.#waiting.set(to, { frames: [frame], bytes: frame.length })
      return
    }
    waiting.frames.push(frame)
    waiting.bytes += frame.length
    if (waiting.bytes <= LONGEST_WAIT) return
    this.forget(to)
    this.#transport.reconnect(to, 'reads-too-slowly')
  }

  /** There is room again. */
  drained(to: PeerName): void {
    const waiting = this.#waiting.get(to)
    if (waiting === undefined) return
    const stuck = waiting.frames.findIndex((frame) => !this.#isTaken(to, frame))
    if (stuck < 0) this.forget(to)
    else for (const { length } of waiting.frames.splice(0, stuck)) waiting.bytes -= length
  }

  /** The connection is over. */
  forget(to: PeerName): void {
    this.#waiting.delete(to)
  }

  /** A frame that can go nowhere any more is done with. */
  #isTaken(to: PeerName, frame: Uint8Array): boolean {
    const handed = this.#transport.send(to, frame)
    return handed.ok || handed.reason !== 'queue-full'
  }
}
