import type { Clock, VirtualClock } from '@jazzgrid/units'

/** The clock of one house: it runs too fast or too slowly, stands off the true time, and may be set. Right at first. */
export class HouseClock implements Clock {
  readonly #truth: VirtualClock
  /** When it began to run as it runs now, and what it showed then. */
  #since: number
  #shown: number
  #drift = 0

  constructor(truth: VirtualClock) {
    this.#truth = truth
    this.#since = truth.now()
    this.#shown = this.#since
  }

  now(): number {
    return Math.floor(this.#shown + (this.#truth.now() - this.#since) * (1 + this.#drift))
  }

  /** Somebody, or a time server, sets it. Timers that run keep their lengths. */
  step(by: number): void {
    this.#shown += by
  }

  /** @param ppm parts per million too fast from now on. */
  drift(ppm: number): void {
    this.#shown = this.now()
    this.#since = this.#truth.now()
    this.#drift = ppm / 1e6
  }

  /** It is right again. */
  mend(): void {
    this.drift(0)
    this.#shown = this.#since
  }

  setTimeout(run: (...args: unknown[]) => void, delay: number): unknown {
    return this.#truth.setTimeout(run, Math.max(0, Math.ceil(delay / (1 + this.#drift))))
  }

  clearTimeout(handle: unknown): void {
    this.#truth.clearTimeout(handle)
  }
}
