import { DAY, HOUR } from '@jazzgrid/units'

const zones = new Map<string, LocalTime>()

/** Local time of an IANA zone; one shared instance per zone, because asking Intl costs microseconds per question. */
export function localTime(zone: string): LocalTime {
  let found = zones.get(zone)
  if (!found) {
    found = new LocalTime(zone)
    zones.set(zone, found)
  }
  return found
}

export class LocalTime {
  readonly #format: Intl.DateTimeFormat
  /** Offset at the start of each UTC day asked for so far [ms]. */
  readonly #midnights = new Map<number, number>()

  /** @throws RangeError where the zone is not in the IANA database. */
  constructor(zone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  }

  /** How far local clocks are ahead of UTC at this UTC time [ms]. */
  offset(time: number): number {
    const day = Math.floor(time / DAY)
    const before = this.#midnight(day)
    // Clocks change at most once in a UTC day: equal ends mean that nothing changed between them.
    return before === this.#midnight(day + 1) ? before : this.#ask(time)
  }

  /** Hours since local midnight by the clock on the wall, 0 to 24 with the fraction. */
  hour(time: number): number {
    const local = time + this.offset(time)
    return (local - Math.floor(local / DAY) * DAY) / HOUR
  }

  /** 0 = Sunday ... 6 = Saturday. */
  weekday(time: number): number {
    const day = Math.floor((time + this.offset(time)) / DAY)
    return (((day + 4) % 7) + 7) % 7 // the epoch was a Thursday
  }

  #midnight(day: number): number {
    let offset = this.#midnights.get(day)
    if (offset === undefined) {
      offset = this.#ask(day * DAY)
      this.#midnights.set(day, offset)
    }
    return offset
  }

  #ask(time: number): number {
    const part: Record<string, number> = {}
    for (const { type, value } of this.#format.formatToParts(time)) part[type] = Number(value)
    const wall = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second)
    return wall - Math.floor(time / 1000) * 1000
  }
}
