import { encodeSync, LONGEST_READ, LONGEST_SENT, LONGEST_SYNC_MESSAGE, readSync } from './sync-codec.js'
import type { SyncMessage } from './sync-message.js'

/** Head of the message around a fragment's bytes. */
const AROUND = 8

/** The frames that carry a message: one, or fragments where it is longer than a frame. Throws RangeError above 4 MiB. */
export function framesOf(message: SyncMessage): readonly Uint8Array[] {
  const whole = encodeSync(message)
  if (whole.length <= LONGEST_SENT) return [whole]
  if (whole.length > LONGEST_SYNC_MESSAGE)
    throw new RangeError(
      `a message of kind ${message.kind} has ${whole.length} bytes, more than ${LONGEST_SYNC_MESSAGE}`,
    )
  const frames: Uint8Array[] = []
  const step = LONGEST_SENT - AROUND
  for (let at = 0; at < whole.length; at += step) {
    const bytes = whole.subarray(at, at + step)
    frames.push(encodeSync({ kind: 'fragment', more: at + step < whole.length, bytes }))
  }
  return frames
}

/** Shortest piece that something may follow: else a flood of tiny ones would take many times their bytes of memory. */
const SHORTEST_PIECE = LONGEST_SENT / 4

/** Puts the fragments of one neighbour together again. */
export class FrameReader {
  #pieces: Uint8Array[] = []
  #length = 0

  /** Of an unfinished message, in bytes. */
  get pending(): number {
    return this.#length
  }

  /** @returns a message, undefined where it is not complete yet, or what is wrong. After a fault it begins anew. */
  take(frame: Uint8Array): SyncMessage | undefined | string {
    const message = frame.length > LONGEST_READ ? 'too-long' : readSync(frame)
    if (typeof message === 'string') return this.#fail(message)
    if (message.kind !== 'fragment') return this.#length === 0 ? message : this.#fail('misfit fragment')
    if (message.more && message.bytes.length < SHORTEST_PIECE) return this.#fail('misfit fragment')
    this.#length += message.bytes.length
    if (this.#length > LONGEST_SYNC_MESSAGE) return this.#fail('too-long')
    this.#pieces.push(message.bytes)
    if (message.more) return undefined
    const whole = this.#whole()
    const read = readSync(whole)
    this.#clear()
    return typeof read !== 'string' && read.kind === 'fragment' ? 'misfit fragment' : read
  }

  #whole(): Uint8Array {
    const whole = new Uint8Array(this.#length)
    let at = 0
    for (const piece of this.#pieces) {
      whole.set(piece, at)
      at += piece.length
    }
    return whole
  }

  #fail(fault: string): string {
    this.#clear()
    return fault
  }

  #clear(): void {
    this.#pieces = []
    this.#length = 0
  }
}
