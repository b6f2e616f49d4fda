import { VirtualClock } from '@jazzgrid/units'
import type { TimeSource } from '../src/clock/steady-clock.js'

/** A machine whose wall clock can be set while time goes on. */
export class SteppedTime implements TimeSource {
  readonly #time: VirtualClock
  readonly #began: number
  #set = 0

  constructor(begins: number) {
    this.#time = new VirtualClock(begins)
    this.#began = begins
  }

  wall(): number {
    return this.#time.now() + this.#set
  }

  monotonic(): number {
    return this.#time.now() - this.#began
  }

  setTimeout(run: () => void, delay: number): unknown {
    return this.#time.setTimeout(run, delay)
  }

  clearTimeout(handle: unknown): void {
    this.#time.clearTimeout(handle)
  }

  /** Set the wall clock forward, or back. */
  step(by: number): void {
    this.#set += by
  }

  /** Time passes. */
  pass(ms: number): void {
    this.#time.advanceTo(this.#time.now() + ms)
  }
}
