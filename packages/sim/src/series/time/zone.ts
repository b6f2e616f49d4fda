import { DAY, HOUR, MINUTE } from '@jazzgrid/units'

/** Zones change their offset at most once in such a stretch, so equal ends mean no change inside. */
const STRETCH = 6 * HOUR

/**
 * Civil time of a place. A "wall" time is what its clocks show, written as the UTC milliseconds of the same digits, so
 * that it can be calculated with: 2018-05-15 08:00 anywhere is Date.UTC(2018, 4, 15, 8).
 */
export class Zone {
  readonly name: string
  readonly #fixed: number | undefined
  readonly #format: Intl.DateTimeFormat | undefined
  readonly #offsets = new Map<number, number>()

  /** @param name IANA name, `UTC` or a fixed offset such as `+09:00`; RangeError for anything else. */
  constructor(name: string) {
    this.name = name
    const fixed = /^([+-])(\d\d):?(\d\d)$/.exec(name)
    if (fixed) {
      this.#fixed = (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * HOUR + Number(fixed[3]) * MINUTE)
    } else if (/^(UTC|GMT|Z)$/i.test(name)) {
      this.#fixed = 0
    } else {
      this.#format = new Intl.DateTimeFormat('en-US', {
        timeZone: name,
        calendar: 'iso8601',
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      })
    }
  }

  /** Local minus UTC at this instant [ms]. */
  offsetAt(utc: number): number {
    if (this.#fixed !== undefined) return this.#fixed
    const start = Math.floor(utc / STRETCH) * STRETCH
    const before = this.#offsetAtBorder(start)
    return before === this.#offsetAtBorder(start + STRETCH) ? before : this.#measure(utc)
  }

  /** What the clocks show at this instant. */
  wall(utc: number): number {
    return utc + this.offsetAt(utc)
  }

  /** The instants at which the clocks show this: one, none where they spring forward, two where they fall back. */
  instants(wall: number): number[] {
    const offsets = new Set([this.offsetAt(wall - DAY), this.offsetAt(wall + DAY)])
    return [...offsets]
      .map((offset) => wall - offset)
      .filter((utc) => this.wall(utc) === wall)
      .sort((a, b) => a - b)
  }

  /** The first instant at or after which the clocks show at least this; unlike `instants`, there always is one. */
  instant(wall: number): number {
    const [first] = this.instants(wall)
    // a time that was skipped: count on from before the change, as clocks that were not set would
    return first ?? wall - this.offsetAt(wall - DAY)
  }

  #offsetAtBorder(utc: number): number {
    let offset = this.#offsets.get(utc)
    if (offset === undefined) {
      offset = this.#measure(utc)
      this.#offsets.set(utc, offset)
    }
    return offset
  }

  #measure(utc: number): number {
    const whole = Math.floor(utc / 1000) * 1000
    const part: Record<string, number> = {}
    for (const { type, value } of this.#format!.formatToParts(whole)) part[type] = Number(value)
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - whole
  }
}

const ZONES = new Map<string, Zone>()

/** The zone of this name, made once; undefined where there is none. */
export function zoneNamed(name: string): Zone | undefined {
  let zone = ZONES.get(name)
  if (zone === undefined) {
    try {
      zone = new Zone(name)
    } catch {
      return undefined
    }
    ZONES.set(name, zone)
  }
  return zone
}
