import type { Stream } from '@libp2p/interface'
import { encodeFrame, FrameDecoder, type FrameFault } from '../../frame/frame-codec.js'
import { encodeHello, type HelloFault, helloFault } from '../../frame/hello.js'
import { QueueRoom } from '../../frame/queue-room.js'
import type { Handed } from '../../transport.js'

export interface SessionEvents {
  /** Both hellos were sound. */
  onReady(): void
  /** `later`: nobody takes frames yet. */
  onFrame(frame: Uint8Array): void | Promise<void> | 'later'
  onDrained(): void
  /** The other side sent what no honest program sends, or belongs elsewhere. The session has ended. */
  onFault(fault: FrameFault | HelloFault): void
  /** The stream is over. Comes once. */
  onEnd(lost: number): void
}

const HANDED: Handed = { ok: true }

/** One long stream to a peer: a hello in each direction, then frames, with bounded queues in both. */
export class Session {
  readonly #stream: Stream
  readonly #network: string
  readonly #events: SessionEvents
  readonly #decoder = new FrameDecoder()
  readonly #room: QueueRoom
  readonly #outbound: Uint8Array[] = []
  /** Come and not yet taken. */
  #frame: Uint8Array | undefined
  readonly #began: number
  #greeted = false
  #busy = false
  #ended = false
  #retired = false

  constructor(stream: Stream, network: string, queueLimit: number, now: number, events: SessionEvents) {
    this.#stream = stream
    this.#network = network
    this.#room = new QueueRoom(queueLimit)
    this.#began = now
    this.#events = events
    stream.addEventListener('message', ({ data }) => this.#read(data.subarray()))
    stream.addEventListener('drain', () => this.#write())
    // an aborted stream ends without an error, so that every end counts alike
    stream.addEventListener('close', () => this.#end())
    stream.addEventListener('remoteCloseWrite', () => this.abort('over'))
    this.#put(encodeHello(network))
  }

  get began(): number {
    return this.#began
  }

  /** @param frame of a size that was checked. */
  send(frame: Uint8Array): Handed {
    if (this.#ended) return { ok: false, reason: 'not-connected' }
    if (this.#outbound.length === 0 && !this.#stream.writableNeedsDrain) return this.#put(frame)
    const handed = this.#room.take(frame.length)
    if (handed.ok) this.#outbound.push(frame)
    return handed
  }

  /** Somebody takes frames now. */
  resume(): void {
    if (this.#greeted && !this.#busy) this.#deliver()
  }

  /** Another session has taken its place: what still comes on this one is not heard. */
  retire(): void {
    this.#retired = true
    this.resume()
  }

  abort(why: string): void {
    this.#stream.abort(new Error(why))
    this.#end()
  }

  #put(frame: Uint8Array): Handed {
    try {
      this.#stream.send(encodeFrame(frame))
      return HANDED
    } catch {
      // the stream closes: its event is on the way
      return { ok: false, reason: 'not-connected' }
    }
  }

  #write(): void {
    while (this.#outbound.length > 0 && !this.#stream.writableNeedsDrain && !this.#ended) {
      const frame = this.#outbound.shift() as Uint8Array
      if (!this.#put(frame).ok) return
      if (this.#room.free(frame.length)) this.#events.onDrained()
    }
  }

  #read(bytes: Uint8Array): void {
    if (this.#ended) return
    this.#decoder.push(bytes)
    if (!this.#busy) this.#deliver()
  }

  /** While a frame is being taken the stream stands still, and what has come waits here: at most one window. */
  #deliver(): void {
    for (;;) {
      this.#frame ??= this.#decoder.next()
      if (this.#frame === undefined || this.#ended) break
      this.#busy = true // a handler may cause a `resume`
      const taken = this.#take(this.#frame)
      this.#busy = false
      if (taken === 'later') {
        this.#pause()
        return
      }
      this.#frame = undefined
      if (taken instanceof Promise) {
        this.#wait(taken)
        return
      }
    }
    if (this.#decoder.fault !== undefined) this.#fault(this.#decoder.fault)
    else if (!this.#ended && this.#stream.readStatus === 'paused') this.#stream.resume()
  }

  #take(frame: Uint8Array): void | Promise<void> | 'later' {
    if (this.#retired) return
    return this.#greeted ? this.#events.onFrame(frame) : this.#greet(frame)
  }

  #wait(taken: Promise<void>): void {
    this.#busy = true
    this.#pause()
    void taken.finally(() => {
      this.#busy = false
      this.#deliver()
    })
  }

  #greet(hello: Uint8Array): void {
    const fault = helloFault(hello, this.#network)
    if (fault === undefined) {
      this.#greeted = true
      this.#events.onReady()
    } else this.#fault(fault)
  }

  #pause(): void {
    if (!this.#ended && this.#stream.readStatus === 'readable') this.#stream.pause()
  }

  #fault(fault: FrameFault | HelloFault): void {
    if (this.#ended) return
    this.abort(fault)
    this.#events.onFault(fault)
  }

  #end(): void {
    if (this.#ended) return
    this.#ended = true
    const lost = this.#outbound.length
    this.#outbound.length = 0
    this.#frame = undefined
    this.#events.onEnd(lost)
  }
}
