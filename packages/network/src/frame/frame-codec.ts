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

/**
 * Cuts a stream of bytes into frames, however it comes in pieces. Never holds more than twice what has come of one frame:
 * a peer that announces much and sends little costs little. After a fault it yields nothing more, because the borders
 * of frames are lost.
 */
export class FrameDecoder {
  readonly #limit: number
  readonly #header = new Uint8Array(HEADER)
  #headerFilled = 0
  #body = new Uint8Array(0)
  #filled = 0
  #length = 0
  fault: FrameFault | undefined

  constructor(limit: number = MAX_FRAME) {
    this.#limit = limit
  }

  /** Bytes set aside for a frame that has begun. */
  get held(): number {
    return this.#body.length
  }

  /** The frames that these bytes complete, in order; each owns its bytes. */
  push(chunk: Uint8Array): Uint8Array[] {
    const frames: Uint8Array[] = []
    let at = 0
    while (at < chunk.length && this.fault === undefined) {
      if (this.#headerFilled < HEADER) {
        this.#header[this.#headerFilled++] = chunk[at++]
        if (this.#headerFilled === HEADER) this.#begin()
        continue
      }
      const take = Math.min(chunk.length - at, this.#length - this.#filled)
      this.#reserve(this.#filled + take)
      this.#body.set(chunk.subarray(at, at + take), this.#filled)
      this.#filled += take
      at += take
      if (this.#filled === this.#length) frames.push(this.#end())
    }
    return frames
  }

  #begin(): void {
    this.#length = new DataView(this.#header.buffer).getUint32(0)
    if (this.#length === 0) this.fault = 'frame-empty'
    if (this.#length > this.#limit) this.fault = 'frame-too-large'
    if (this.fault === undefined) this.#body = new Uint8Array(Math.min(this.#length, FIRST_ROOM))
  }

  #reserve(needed: number): void {
    if (needed <= this.#body.length) return
    const grown = new Uint8Array(Math.min(this.#length, Math.max(needed, 2 * this.#body.length)))
    grown.set(this.#body.subarray(0, this.#filled))
    this.#body = grown
  }

  #end(): Uint8Array {
    const frame = this.#body
    this.#body = new Uint8Array(0)
    this.#filled = 0
    this.#headerFilled = 0
    return frame
  }
}
