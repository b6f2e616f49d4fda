import type { Slot } from '@jazzgrid/units'

export interface HistorySnapshot {
  readonly values: number[]
  readonly slots: Slot[]
}

/** The values of the latest slots, each with its slot, so that a gap is known as one. */
export class History {
  readonly #values: Float64Array
  readonly #slots: Float64Array

  constructor(length: number, snapshot?: HistorySnapshot) {
    this.#values = new Float64Array(length)
    this.#slots = new Float64Array(length).fill(-1)
    if (snapshot !== undefined) {
      this.#values.set(snapshot.values)
      this.#slots.set(snapshot.slots)
    }
  }

  get length(): number {
    return this.#values.length
  }

  set(slot: Slot, value: number): void {
    const i = slot % this.length
    // an older slot would push out a newer one
    if (slot < this.#slots[i]) return
    this.#values[i] = value
    this.#slots[i] = slot
  }

  /** The value of a slot, or the fallback where it is not known any more or was never. */
  get(slot: Slot, fallback: number): number {
    const i = slot % this.length
    return slot >= 0 && this.#slots[i] === slot ? this.#values[i] : fallback
  }

  snapshot(): HistorySnapshot {
    return { values: Array.from(this.#values), slots: Array.from(this.#slots) }
  }
}
