import { LocalTime, type RunTable, type Scenario } from '@jazzgrid/sim'
import { CodedError, MINUTE } from '@jazzgrid/units'

/** The recorded slots of a run: their starts [UTC ms] in order, their length [ms] and the zone of the community. */
export interface SlotTimes {
  readonly starts: readonly number[]
  readonly length: number
  readonly zone: string
}

const ABSOLUTE = /(Z|[+-]\d{2}:?\d{2})$/
const WALL_CLOCK = /^(?:(\d{4}-\d{2}-\d{2}) )?(\d{1,2}):(\d{2})$/

export function slotTimes(slots: RunTable, { market, time }: Scenario): SlotTimes {
  const starts = slots.columns.find(({ name }) => name === 'slot_ms')
  if (starts?.kind !== 'number') throw new TypeError('the table of slots has no slot_ms')
  return { starts: [...starts.values], length: market.slotLength, zone: time.zone }
}

/**
 * The recorded slot that holds a time: `18:00` (on the first day that has it), `2019-07-20T18:00`, both on the
 * community's clock, or with `Z` or an offset.
 * @returns UTC ms of its start
 * @throws CodedError `slot-unknown`
 */
export function slotAt(text: string, { starts, length, zone }: SlotTimes): number {
  const local = new LocalTime(zone)
  const found = ABSOLUTE.test(text)
    ? holding(Date.parse(text.replace(' ', 'T')), starts, length)
    : starts.find((start) => coversLocal(text.replace('T', ' '), start, length, local))
  if (found !== undefined) return found
  const ends = local.stamp((starts.at(-1) ?? Number.NaN) + length)
  throw new CodedError(
    'slot-unknown',
    `There is no slot '${text}' in this run, which lasts from ${local.stamp(starts[0])} to ${ends} (${zone}). ` +
      'Write 18:00, 2019-07-20T18:00, or a time with Z or an offset.',
    { details: { text } },
  )
}

const holding = (time: number, starts: readonly number[], length: number): number | undefined =>
  starts.find((start) => start <= time && time < start + length)

/** Whether the wall clock shows this time, with or without a date, within the slot. */
function coversLocal(text: string, start: number, length: number, local: LocalTime): boolean {
  const [, date, hour, minute] = WALL_CLOCK.exec(text) ?? []
  if (hour === undefined || (date !== undefined && date !== local.day(start))) return false
  const since = Number(hour) * 60 + Number(minute) - local.minuteOfDay(start)
  return since >= 0 && since * MINUTE < length
}
