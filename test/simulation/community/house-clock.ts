import type { Clock, VirtualClock } from '@jazzgrid/units'

/** The clock of one house: it runs too fast or too slowly, stands off the true time, and may be set. */
export class HouseClock implements Clock {
  readonly #truth: VirtualClock
  readonly #begun: number
  #drift: number
  #offset: number

  /** @param offset ms ahead of the true time. @param drift parts per million too fast. */
  constructor(truth: VirtualClock, offset = 0, drift = 0) {
    this.#truth = truth
    this.#begun = truth.now()
    this.#offset = offset
    this.#drift = drift / 1e6
  }

  now(): number {
    const since = this.#truth.now() - this.#begun
    return Math.floor(this.#begun + since * (1 + this.#drift) + this.#offset)
  }

  /** Somebody, or a time server, sets it. Timers that run keep their lengths. */
  step(by: number): void {
    this.#offset += by
  }

  /** It is right again. */
  mend(): void {
    this.#offset = 0
    this.#drift = 0
  }

  setTimeout(run: (...args: unknown[]) => void, delay: number): unknown {
    return this.#truth.setTimeout(run, Math.max(0, Math.ceil(delay / (1 + this.#drift))))
  }

  clearTimeout(handle: unknown): void {
    this.#truth.clearTimeout(handle)
  }
}
