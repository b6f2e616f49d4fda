import { MINUTE } from '@jazzgrid/units'
import type { SeriesSpec } from '../../scenario/schema/series-schema.js'
import { type CsvTable, columnOf } from '../csv/csv-table.js'
import { SeriesFault } from '../series-fault.js'
import { instantsOf, type StampedRow } from './instants.js'
import { stampReader } from './time-stamp.js'
import { durationText } from './time-text.js'
import type { Zone } from './zone.js'

/** Equal intervals: number k is [base + k x step, base + (k + 1) x step), UTC ms. */
export interface Timeline {
  readonly base: number
  readonly step: number
  /** Row of the table by interval number; missing ones are gaps. */
  readonly rows: ReadonlyMap<number, number>
  /** Number of the last interval. */
  readonly last: number
}

/** @param rows the rows of the table that belong to the series */
export function timelineOf(table: CsvTable, rows: readonly number[], spec: SeriesSpec, zone: Zone): Timeline {
  if (spec.time !== undefined && spec.start !== undefined) {
    throw new SeriesFault(
      { key: 'start' },
      'start is for a file without time stamps, and time names their column',
      'Drop one',
    )
  }
  return spec.time === undefined ? counted(rows, spec, zone) : stamped(table, rows, spec, spec.time, zone)
}

function counted(rows: readonly number[], spec: SeriesSpec, zone: Zone): Timeline {
  if (spec.start === undefined || spec.stepMinutes === undefined) {
    const missing = spec.start === undefined ? 'time, or start and stepMinutes' : 'stepMinutes'
    throw new SeriesFault({ key: 'file' }, 'nothing says when its rows are', `Give ${missing}`)
  }
  const stamp = stampReader('iso')!(spec.start)
  if ('problem' in stamp) throw new SeriesFault({ key: 'start' }, stamp.problem, stamp.remedy)
  const [base] = 'utc' in stamp ? [stamp.utc] : zone.instants(stamp.wall)
  if (base === undefined) {
    throw new SeriesFault({ key: 'start' }, `${spec.start} does not exist in ${zone.name}`, 'Give it with an offset')
  }
  const step = stepOf(spec.stepMinutes)
  const shift = spec.label === 'end' ? -step : 0
  return { base: base + shift, step, rows: new Map(rows.map((row, k) => [k, row])), last: rows.length - 1 }
}

function stepOf(minutes: number): number {
  const step = minutes * MINUTE
  if (Number.isInteger(step)) return step
  throw new SeriesFault({ key: 'stepMinutes' }, `${minutes} minutes are not whole milliseconds`, 'Round it')
}

function stamped(
  table: CsvTable,
  rows: readonly number[],
  spec: SeriesSpec,
  time: NonNullable<SeriesSpec['time']>,
  zone: Zone,
) {
  const read = stampReader(time.format)
  if (read === undefined) {
    const remedy = 'Use iso, epoch-s, epoch-ms, or a pattern of yyyy MM dd HH mm ss'
    throw new SeriesFault({ key: 'time.format' }, `"${time.format}" is not a format of time stamps`, remedy)
  }
  const column = columnOf(table, time.column, 'time.column')
  const stampedRows = rows.map((row): StampedRow => {
    const text = table.rows[row][column]
    const stamp = read(text)
    if ('problem' in stamp) throw new SeriesFault({ line: table.lines[row] }, stamp.problem, stamp.remedy)
    return { text, stamp, line: table.lines[row] }
  })
  const { at, row } = instantsOf(stampedRows, zone, spec.order === 'any')
  const step = spec.stepMinutes === undefined ? commonStep(at, stampedRows) : stepOf(spec.stepMinutes)
  const numbers = new Map<number, number>()
  for (const [i, instant] of at.entries()) {
    const k = (instant - at[0]) / step
    if (!Number.isInteger(k)) {
      const problem = `${stampedRows[row[i]].text} is ${durationText(instant - at[i - 1])} after the row before, where the step is ${durationText(step)}`
      const remedy = 'Split the file where its step changes, or set stepMinutes to the shortest'
      throw new SeriesFault({ line: stampedRows[row[i]].line }, problem, remedy)
    }
    numbers.set(k, rows[row[i]])
  }
  const base = spec.label === 'end' ? at[0] - step : at[0]
  return { base, step, rows: numbers, last: (at[at.length - 1] - at[0]) / step }
}

/** The most frequent distance; the shorter of two as frequent. */
function commonStep(at: readonly number[], rows: readonly StampedRow[]): number {
  const counts = new Map<number, number>()
  for (let i = 1; i < at.length; i++) counts.set(at[i] - at[i - 1], (counts.get(at[i] - at[i - 1]) ?? 0) + 1)
  const [best] = [...counts].sort(([a, n], [b, m]) => m - n || a - b)
  if (best !== undefined) return best[0]
  throw new SeriesFault({ line: rows[0].line }, 'one row does not say how long its interval is', 'Set stepMinutes')
}
