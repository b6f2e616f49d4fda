import { DAY, MINUTE } from '@jazzgrid/units'
import { Zone } from '../../series/time/zone.js'
import { MISSING } from './amounts.js'

/** UTC ms as the community's wall clock shows it. Fixed formats: no locale decides how a date looks. */
export class LocalTime {
  readonly #zone: Zone

  /** @param zone IANA name, `UTC` or a fixed offset; RangeError for anything else. */
  constructor(zone: string) {
    this.#zone = new Zone(zone)
  }

  /** `14:30`, or `–` for a missing time. */
  clock(utc: number): string {
    return this.#iso(utc)?.slice(11, 16) ?? MISSING
  }

  /** `2019-07-20` */
  day(utc: number): string {
    return this.#iso(utc)?.slice(0, 10) ?? MISSING
  }

  /** `2019-07-20 14:30` */
  stamp(utc: number): string {
    return this.#iso(utc)?.slice(0, 16).replace('T', ' ') ?? MISSING
  }

  /** Minutes after local midnight. */
  minuteOfDay(utc: number): number {
    const wall = this.#zone.wall(utc)
    return Math.floor((wall - Math.floor(wall / DAY) * DAY) / MINUTE)
  }

  /** The instants at a whole multiple of `hours` on the wall clock in [from, to]: days of 23 or 25 hours included. */
  marks(from: number, to: number, hours: number): number[] {
    const step = 15 * MINUTE // every offset in use today is a multiple of it
    const found: number[] = []
    for (let utc = Math.ceil(from / step) * step; utc <= to; utc += step) {
      if (this.minuteOfDay(utc) % (hours * 60) === 0) found.push(utc)
    }
    return found
  }

  #iso(utc: number): string | undefined {
    return Number.isFinite(utc) ? new Date(this.#zone.wall(utc)).toISOString() : undefined
  }
}
