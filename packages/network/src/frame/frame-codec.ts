import { MAX_FRAME } from '../transport.js'

/** A frame on the wire is its length in four bytes, big-endian, then its bytes. */
const HEADER = 4

/** @param frame 1 to MAX_FRAME bytes. */
export function encodeFrame(frame: Uint8Array): Uint8Array {
  const wire = new Uint8Array(HEADER + frame.length)
  new DataView(wire.buffer).setUint32(0, frame.length)
  wire.set(frame, HEADER)
  return wire
}

export type FrameFault = 'frame-too-large' | 'frame-empty'

/** The memory that is set aside before any byte of a frame has come, so that a length alone is worth little. */
const FIRST_ROOM = 4 * 1024

const NOTHING = new Uint8Array(0)

/**
 * Cuts a stream of bytes into frames, however it comes in pieces. Of a frame that has begun it never holds more than twice
 * what has come: a peer that announces much and sends little costs little. After a fault it yields nothing more,
 * because the borders of frames are lost.
 */
export class FrameDecoder {
  readonly #limit: number
  readonly #header = new Uint8Array(HEADER)
  #headerFilled = 0
  #chunk: Uint8Array = NOTHING
  #at = 0
  #body: Uint8Array = NOTHING
  #filled = 0
  #length = 0
  #fault: FrameFault | undefined

  constructor(limit: number = MAX_FRAME) {
    this.#limit = limit
  }

  get fault(): FrameFault | undefined {
    return this.#fault
  }

  /** Bytes held: what has come and not been given out, and room set aside. */
  get held(): number {
    return this.#chunk.length - this.#at + this.#body.length
  }

  /** More of the stream; `next` until it gives undefined before the next piece, else what is left is copied. */
  push(chunk: Uint8Array): void {
    if (this.#fault !== undefined) return
    const left = this.#chunk.subarray(this.#at)
    this.#at = 0
    if (left.length === 0) {
      this.#chunk = chunk
      return
    }
    this.#chunk = new Uint8Array(left.length + chunk.length)
    this.#chunk.set(left)
    this.#chunk.set(chunk, left.length)
  }

  /** The next whole frame, which owns its bytes; undefined where more must come, or after a fault. */
  next(): Uint8Array | undefined {
    while (this.#at < this.#chunk.length && this.#fault === undefined) {
      if (this.#headerFilled < HEADER) {
        this.#header[this.#headerFilled++] = this.#chunk[this.#at++]
        if (this.#headerFilled === HEADER) this.#begin()
        continue
      }
      const take = Math.min(this.#chunk.length - this.#at, this.#length - this.#filled)
      this.#reserve(this.#filled + take)
      this.#body.set(this.#chunk.subarray(this.#at, this.#at + take), this.#filled)
      this.#filled += take
      this.#at += take
      if (this.#filled === this.#length) return this.#end()
    }
    this.#chunk = NOTHING
    this.#at = 0
    return undefined
  }

  #begin(): void {
    this.#length = new DataView(this.#header.buffer).getUint32(0)
    if (this.#length === 0) this.#fault = 'frame-empty'
    else if (this.#length > this.#limit) this.#fault = 'frame-too-large'
    else this.#body = new Uint8Array(Math.min(this.#length, FIRST_ROOM))
  }

  #reserve(needed: number): void {
    if (needed <= this.#body.length) return
    const grown = new Uint8Array(Math.min(this.#length, Math.max(needed, 2 * this.#body.length)))
    grown.set(this.#body.subarray(0, this.#filled))
    this.#body = grown
  }

  #end(): Uint8Array {
    const frame = this.#body
    this.#body = NOTHING
    this.#filled = 0
    this.#headerFilled = 0
    return frame
  }
}
