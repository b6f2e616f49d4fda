import type { Handed } from '../transport.js'

/** Bytes of frames that may wait for one peer. Four of the largest: more delays what is urgent, less idles a long line. */
export const QUEUE_LIMIT = 1024 * 1024

/** What a queued frame costs beside its bytes, so that a million empty-ish frames do not fit. */
const FRAME_COST = 64

const HANDED: Handed = { ok: true }

/** Room in the queue to one peer: refuses when full, and says once when half of it is free again. */
export class QueueRoom {
  readonly #limit: number
  #queued = 0
  #refused = false

  constructor(limit: number = QUEUE_LIMIT) {
    this.#limit = limit
  }

  /** An empty queue takes any frame, so that a small limit cannot block a large frame for ever. */
  take(bytes: number): Handed {
    const cost = bytes + FRAME_COST
    if (this.#queued > 0 && this.#queued + cost > this.#limit) {
      this.#refused = true
      return { ok: false, reason: 'queue-full', size: this.#queued, limit: this.#limit }
    }
    this.#queued += cost
    return HANDED
  }

  /** @returns whether somebody who was refused should be told that there is room. */
  free(bytes: number): boolean {
    this.#queued -= bytes + FRAME_COST
    if (!this.#refused || this.#queued > this.#limit / 2) return false
    this.#refused = false
    return true
  }
}
