/** A delivery period, counted from the epoch: slot k of a grid starts at UTC k x length. */
export type Slot = number

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The lengths that divide an hour into the delivery periods that markets use, in minutes. */
export const SLOT_MINUTES = [5, 15, 30, 60] as const

/** Start-labelled delivery periods of one length, on UTC. */
export class SlotGrid {
  readonly length: number

  /** @param length milliseconds, a divisor of a day. */
  constructor(length: number) {
    if (!Number.isInteger(length) || length <= 0 || DAY % length !== 0) {
      throw new RangeError(`a slot of ${length} ms does not divide a day`)
    }
    this.length = length
  }

  get perDay(): number {
    return DAY / this.length
  }

  /** The slot that holds this UTC time [ms]. */
  at(time: number): Slot {
    return Math.floor(time / this.length)
  }

  start(slot: Slot): number {
    return slot * this.length
  }

  end(slot: Slot): number {
    return (slot + 1) * this.length
  }

  /** Energy [Wh] of a constant power [W] over one slot; not rounded. */
  energy(power: number): number {
    return (power * this.length) / HOUR
  }
}
