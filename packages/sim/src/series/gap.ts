import type { SeriesSpec } from '../scenario/schema/series-schema.js'
import { SeriesFault } from './series-fault.js'
import { durationText, localText } from './time/time-text.js'
import type { Timeline } from './time/timeline.js'
import type { Zone } from './time/zone.js'

/** Where intervals are looked up; the intervals around a run serve as neighbours of its gaps. */
export interface IntervalSource {
  readonly timeline: Timeline
  readonly zone: Zone
  /** Undefined where the row or the number in it is missing. */
  value(k: number): bigint | undefined
  /** Line of the interval, or of the next one that has a row. */
  line(k: number): number
}

/**
 * The values of the intervals from `first` to before `end`, with gaps filled as the scenario says.
 * @returns with a note of what was filled, since nothing is filled silently; undefined where nothing was
 */
export function filledValues(
  source: IntervalSource,
  first: number,
  end: number,
  fill: SeriesSpec['fill'],
): { values: bigint[]; note: string | undefined } {
  const values: bigint[] = []
  let filled = 0
  let longest = { at: first, length: 0 }
  for (let k = first; k < end; ) {
    const value = source.value(k)
    if (value !== undefined) {
      values.push(value)
      k++
      continue
    }
    let to = k + 1
    while (to < end && source.value(to) === undefined) to++
    values.push(...gapValues(source, k, to, fill))
    filled += to - k
    if (to - k > longest.length) longest = { at: k, length: to - k }
    k = to
  }
  if (filled === 0) return { values, note: undefined }
  const { base, step } = source.timeline
  const stretch = `the longest gap is ${durationText(longest.length * step)} from ${localText(base + longest.at * step, source.zone)}`
  return { values, note: `${filled} of ${values.length} intervals filled (${fill}); ${stretch}` }
}

function gapValues(source: IntervalSource, from: number, to: number, fill: SeriesSpec['fill']): bigint[] {
  const refuse = (remedy: string) => {
    throw new SeriesFault({ line: source.line(from) }, gapText(source, from, to), remedy)
  }
  const numbers = Array.from({ length: to - from }, (_, i) => from + i)
  if (fill === 'error') refuse('Correct the file, or set fill: hold, zero or interpolate')
  if (fill === 'zero') return numbers.map(() => 0n)
  const before = neighbour(source, from - 1, -1)
  const after = fill === 'hold' ? before : neighbour(source, to, 1)
  if (before === undefined || after === undefined) {
    return refuse(
      `There is nothing ${before ? 'after' : 'before'} it to ${fill}: set fill: zero, or take another stretch`,
    )!
  }
  const [a, b] = [before, after]
  if (fill === 'hold') return numbers.map(() => a.value)
  return numbers.map((k) => a.value + ((b.value - a.value) * BigInt(k - a.k)) / BigInt(b.k - a.k))
}

function neighbour(source: IntervalSource, start: number, direction: 1 | -1) {
  for (let k = start; k >= 0 && k <= source.timeline.last; k += direction) {
    const value = source.value(k)
    if (value !== undefined) return { k, value }
  }
  return undefined
}

function gapText({ timeline, zone }: IntervalSource, from: number, to: number): string {
  const { base, step, rows } = timeline
  const start = localText(base + from * step, zone)
  if (rows.has(from)) return `no number for ${start}${to - from > 1 ? ` and ${to - from - 1} more` : ''}`
  const set = zone.offsetAt(base + from * step - 1) !== zone.offsetAt(base + to * step)
  const hint = set ? `; clocks are set here in ${zone.name}, so the file may be in another zone` : ''
  return `no row for ${start}: a gap of ${durationText((to - from) * step)}${hint}`
}
