import { LocalTime } from '@jazzgrid/sim'
import { CodedError, DAY } from '@jazzgrid/units'

/** What a node says of its time. */
export interface NodeTime {
  /** UTC ms on the community's clock. */
  readonly now: number
  readonly slotLength: number
  /** IANA name of the zone in which people read times. */
  readonly zone: string
}

const CLOCK = /^(?:(\d{4}-\d{2}-\d{2})[T ])?(\d{1,2}):(\d{2})$/

/**
 * The slot that holds a time: `18:00` is the one nearest to now, `2026-07-01T18:00` is in this machine's zone, and with `Z` or
 * an offset it is that moment.
 * @returns UTC ms of its start. Throws CodedError `slot-unknown`.
 */
export function slotNamed(text: string, { now, slotLength, zone }: NodeTime): number {
  if (/(Z|[+-]\d{2}:?\d{2})$/.test(text) && !Number.isNaN(Date.parse(text))) {
    return Math.floor(Date.parse(text) / slotLength) * slotLength
  }
  const [, date, hour, minute] = CLOCK.exec(text) ?? []
  const local = new LocalTime(zone)
  const around = date === undefined ? now : Date.parse(`${date}T12:00:00Z`)
  const wanted = Number(hour) * 60 + Number(minute)
  const isTime = Number(hour) < 24 && Number(minute) < 60 && !Number.isNaN(around)
  const found = (isTime ? starts(around, slotLength) : []).filter((start) => {
    const since = wanted - local.minuteOfDay(start)
    return since >= 0 && since * 60_000 < slotLength && (date === undefined || local.day(start) === date)
  })
  if (found.length > 0) {
    return found.reduce((best, start) => (Math.abs(start - now) < Math.abs(best - now) ? start : best))
  }
  const example = `${local.day(now)}T18:00`
  throw new CodedError(
    'slot-unknown',
    `'${text}' names no slot. Write a time such as 18:00, ${example}, or one with Z.`,
  )
}

function starts(around: number, slotLength: number): number[] {
  const first = Math.floor((around - DAY) / slotLength)
  const count = Math.ceil((2 * DAY) / slotLength)
  return Array.from({ length: count }, (_, k) => (first + k) * slotLength)
}
