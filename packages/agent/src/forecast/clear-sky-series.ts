import { clearSkyGlobal, sunPosition } from '@jazzgrid/devices'
import type { Slot } from '@jazzgrid/units'

export interface Place {
  /** Degrees, north positive. */
  readonly latitude: number
  /** Degrees, east positive. */
  readonly longitude: number
}

const SAMPLES = 4

/**
 * Mean irradiance on the ground per slot under a clear sky, as a share of 1000 W/m2. One object serves all roofs of a
 * place: it remembers the latest slots asked for.
 */
export class ClearSkySeries {
  readonly #place: Place
  readonly #slotLength: number
  readonly #values: Float64Array
  readonly #slots: Float64Array

  /** @param slotLength ms; @param remembered slots kept, best a few days. */
  constructor(place: Place, slotLength: number, remembered = 512) {
    this.#place = place
    this.#slotLength = slotLength
    this.#values = new Float64Array(remembered)
    this.#slots = new Float64Array(remembered).fill(-1)
  }

  at(slot: Slot): number {
    const i = slot % this.#slots.length
    if (this.#slots[i] !== slot) {
      const { latitude, longitude } = this.#place
      let sum = 0
      for (let n = 0; n < SAMPLES; n++) {
        sum += clearSkyGlobal(sunPosition(latitude, longitude, (slot + (n + 0.5) / SAMPLES) * this.#slotLength))
      }
      this.#values[i] = sum / SAMPLES / 1000
      this.#slots[i] = slot
    }
    return this.#values[i]
  }
}
