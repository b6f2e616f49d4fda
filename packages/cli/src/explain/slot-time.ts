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
 * The recorded slot that holds a time: `18:00`, where the run has it on one day only, `2019-07-20T18:00`, both on the
 * community's clock, or with `Z` or an offset.
 * @returns UTC ms of its start
 * @throws CodedError `slot-unknown`, or `slot-ambiguous` where the clock shows the time more than once in the run
 */
export function slotAt(text: string, { starts, length, zone }: SlotTimes): number {
  const local = new LocalTime(zone)
  const found = ABSOLUTE.test(text)
    ? starts.filter(holds(Date.parse(text.replace(' ', 'T')), length))
    : starts.filter(holdsLocal(text.replace('T', ' '), length, local))
  if (found.length > 1) throw ambiguous(text, found, local, zone)
  if (found.length === 1) return found[0]
  const [first, last] = [starts[0], starts.at(-1) ?? Number.NaN]
  const example = DAY.test(text) && local.day(first) <= text && text <= local.day(last) ? text : local.day(first)
  throw new CodedError(
    'slot-unknown',
    `There is no slot '${text}' in this run, which lasts from ${local.stamp(first)} to ${local.stamp(last + length)} ` +
      `(${zone}). Write a time such as ${example}T18:00, or one with Z or an offset.`,
    { details: { text } },
  )
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const DAYS_NAMED = 7

/** Which day is meant is for the one who asks to say, and not to be guessed. */
function ambiguous(text: string, found: readonly number[], local: LocalTime, zone: string): CodedError {
  const days = [...new Set(found.map((start) => local.day(start)))]
  if (days.length < found.length) {
    const [one, other] = found.filter((start) => found.some((at) => at !== start && local.day(at) === local.day(start)))
    const times = [one, other].map((start) => new Date(start).toISOString().replace(':00.000Z', 'Z'))
    return slotAmbiguous(
      `The clocks of ${zone} show ${text} twice on ${local.day(one)}, when they are set back. Write ${times.join(' or ')}.`,
      text,
    )
  }
  const listed = days.length <= DAYS_NAMED ? days.join(', ') : `from ${days[0]} to ${days.at(-1)}`
  const example = text.padStart('18:00'.length, '0')
  return slotAmbiguous(
    `The run has ${text} on ${days.length} days: ${listed}. Say which, such as ${days[0]}T${example}.`,
    text,
  )
}

const slotAmbiguous = (message: string, text: string): CodedError =>
  new CodedError('slot-ambiguous', message, { details: { text } })

const holds =
  (time: number, length: number) =>
  (start: number): boolean =>
    start <= time && time < start + length

/** Whether the wall clock shows this time, with or without a date, within the slot. */
function holdsLocal(text: string, length: number, local: LocalTime): (start: number) => boolean {
  const [, date, hour, minute] = WALL_CLOCK.exec(text) ?? []
  if (hour === undefined) return () => false
  const wanted = Number(hour) * 60 + Number(minute)
  return (start) => {
    const since = wanted - local.minuteOfDay(start)
    return since >= 0 && since * MINUTE < length && (date === undefined || date === local.day(start))
  }
}
