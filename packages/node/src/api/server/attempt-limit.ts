/** Wrong tokens that are let pass within a window, and how long a door stays closed after them [ms]. */
const MOST = 10
const WINDOW = 60_000
/** Addresses that are remembered: whoever has more than these at hand only makes the oldest forgotten. */
const MOST_ADDRESSES = 1_000

/** Closes the door for a while to an address from which wrong tokens come. */
export class AttemptLimit {
  readonly #failures = new Map<string, { since: number; count: number }>()

  /** @returns for how long [ms] the address is shut out; 0 where it is not. */
  shutOut(address: string, now: number): number {
    const failure = this.#failures.get(address)
    if (failure === undefined || failure.count < MOST) return 0
    return Math.max(0, failure.since + WINDOW - now)
  }

  /** A wrong token came from there. */
  failed(address: string, now: number): void {
    const failure = this.#failures.get(address)
    if (failure !== undefined && now < failure.since + WINDOW) {
      failure.count++
      // closed from the last one that was let pass
      if (failure.count === MOST) failure.since = now
      return
    }
    this.#failures.delete(address)
    this.#failures.set(address, { since: now, count: 1 })
    const [oldest] = this.#failures.keys()
    if (this.#failures.size > MOST_ADDRESSES) this.#failures.delete(oldest)
  }
}
