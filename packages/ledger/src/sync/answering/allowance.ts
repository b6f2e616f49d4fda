/**
 * How much a neighbour may still have: a burst at once, and then so much each second. One that asks without end gets no more
 * than another one that needs it all.
 */
export class Allowance {
  readonly #burst: number
  readonly #eachSecond: number
  #left: number
  #at = Number.NEGATIVE_INFINITY

  constructor(burst: number, eachSecond: number) {
    this.#burst = burst
    this.#eachSecond = eachSecond
    this.#left = burst
  }

  /** @param now ms; a clock that is set back gives nothing, and goes on from there. */
  left(now: number): number {
    const more = Math.max(0, (now - this.#at) / 1000) * this.#eachSecond
    this.#left = Math.min(this.#burst, this.#left + more)
    this.#at = now
    return Math.floor(this.#left)
  }

  spend(amount: number, now: number): void {
    this.#left = Math.max(0, this.left(now) - amount)
  }
}
