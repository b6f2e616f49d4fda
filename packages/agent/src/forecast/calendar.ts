import { DAY, type Slot } from '@jazzgrid/units'

/** Days that people live differently. */
export const DAY_CLASSES = 3

/** Local time of day and kind of day of a slot, with a fixed offset from UTC. */
export class Calendar {
  readonly slotLength: number
  readonly perDay: number
  readonly #offset: number

  /** @param slotLength ms; @param utcOffset ms that local time is ahead of UTC. */
  constructor(slotLength: number, utcOffset = 0) {
    this.slotLength = slotLength
    this.perDay = DAY / slotLength
    this.#offset = utcOffset
  }

  /** Slot of the local day, 0 at midnight. */
  slotOfDay(slot: Slot): number {
    return Math.floor(((((slot * this.slotLength + this.#offset) % DAY) + DAY) % DAY) / this.slotLength)
  }

  /** 0 Sunday ... 6 Saturday. */
  weekday(slot: Slot): number {
    const day = Math.floor((slot * this.slotLength + this.#offset) / DAY)
    return (((day + 4) % 7) + 7) % 7 // 1 January 1970 was a Thursday
  }

  /** 0 workday, 1 Saturday, 2 Sunday. */
  dayClass(slot: Slot): number {
    const weekday = this.weekday(slot)
    return weekday === 6 ? 1 : weekday === 0 ? 2 : 0
  }
}
