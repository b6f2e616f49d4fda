/** A request that was sent and may still be answered. */
interface OpenRequest {
  readonly since: number
  /** When the asker gives up waiting; every part of the answer puts it off. */
  deadline: number
  late: boolean
  /** Items that the answer may still bring. */
  left: number
}

/** Requests to one neighbour that it may leave unanswered at a time. */
const MOST_OPEN = 4

/** Late answers that are still taken: beyond it the oldest are forgotten. */
const MOST_LATE = 16

/** Times the patience. */
const LONGEST_PAUSE = 12

/**
 * What one neighbour was asked and has not answered. One that leaves a request unanswered is not asked for a while, twice as
 * long each time; whatever it answers makes good for that.
 */
export class OpenRequests {
  readonly #patience: number
  readonly #open = new Map<number, OpenRequest>()
  #last = 0
  #failures = 0
  #failedAt = Number.NEGATIVE_INFINITY
  #pausedUntil = Number.NEGATIVE_INFINITY

  /** @param patience how long [ms] an answer may take. */
  constructor(patience: number) {
    this.#patience = patience
  }

  /** Requests that wait for their answers. */
  get waiting(): number {
    let waiting = 0
    for (const { late } of this.#open.values()) if (!late) waiting++
    return waiting
  }

  /** Whether the neighbour can be asked now. */
  isReady(now: number): boolean {
    // one that has failed is tried with a single request
    return (
      this.#isOver(this.#pausedUntil, LONGEST_PAUSE * this.#patience, now) &&
      this.waiting < (this.#failures > 0 ? 1 : MOST_OPEN)
    )
  }

  /** @param most items that the answer may have. @returns the number of the request. */
  begin(most: number, now: number): number {
    this.#last++
    this.#open.set(this.#last, { since: now, deadline: now + this.#patience, late: false, left: most })
    return this.#last
  }

  /** Give up on what was not answered in time. */
  expire(now: number): void {
    for (const request of this.#open.values()) {
      if (request.late || !this.#isOver(request.deadline, this.#patience, now)) continue
      request.late = true
      // what was asked before the neighbour failed fails with it, and is no failure of its own
      if (request.since < this.#failedAt) continue
      this.#failedAt = now
      this.#pausedUntil = now + this.#patience * Math.min(LONGEST_PAUSE, 2 ** this.#failures++)
    }
    for (const [number, { late }] of this.#open) {
      if (this.#open.size - this.waiting <= MOST_LATE) break
      if (late) this.#open.delete(number)
    }
  }

  /** Whether a time has come that was at most so far off when it was set: a clock that was set back makes nobody wait. */
  #isOver(time: number, longest: number, now: number): boolean {
    return now >= time || time - now > longest
  }

  /** A part of an answer came. @returns whether it was asked for, and is no more than was asked for. */
  answer(number: number, items: number, more: boolean, now: number): boolean {
    const request = this.#open.get(number)
    if (request === undefined) return false
    request.left -= items
    // an empty part that more follows would go on for ever
    const sound = request.left >= 0 && (items > 0 || !more)
    if (!sound || !more) this.#open.delete(number)
    if (!sound) return false
    request.deadline = now + this.#patience
    request.late = false
    this.#failures = 0
    this.#failedAt = Number.NEGATIVE_INFINITY
    this.#pausedUntil = Number.NEGATIVE_INFINITY
    return true
  }
}
