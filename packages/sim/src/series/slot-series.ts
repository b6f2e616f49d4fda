import { type Decimal, parseDecimal } from '@jazzgrid/units'
import type { SeriesSpec } from '../scenario/schema/series-schema.js'
import { cellValue } from './cell.js'
import { type CsvTable, columnOf } from './csv/csv-table.js'
import { filledValues, type IntervalSource } from './gap.js'
import { energyPerSlot, meanPerSlot, type SlotRange } from './resample.js'
import { SeriesFault } from './series-fault.js'
import { localText } from './time/time-text.js'
import { type Timeline, timelineOf } from './time/timeline.js'
import { type Zone, zoneNamed } from './time/zone.js'
import { unitOf } from './unit.js'

export interface SeriesPurpose {
  readonly use: 'price' | 'energy'
  readonly currency: string
  /** Zone of the community, for stamps without an offset and for messages. */
  readonly zone: Zone
}

/**
 * The values of a series per slot: Wh of energy, or milli-currency per kWh of a price.
 * @returns with a note where gaps were filled
 * @throws SeriesFault at the first thing that is wrong
 */
export function slotSeries(
  table: CsvTable,
  spec: SeriesSpec,
  purpose: SeriesPurpose,
  range: SlotRange,
): { values: number[]; note: string | undefined } {
  const unit = unitOf(spec, purpose.use, purpose.currency)
  const zone = spec.zone === undefined ? purpose.zone : zoneNamed(spec.zone)
  if (zone === undefined) {
    throw new SeriesFault(
      { key: 'zone' },
      `there is no time zone "${spec.zone}"`,
      'Use UTC, +09:00 or a name such as Asia/Tokyo',
    )
  }
  const column = columnOf(table, spec.column, 'column')
  const timeline = rememberedTimeline(table, spec, zone)
  checkCover(timeline, range, purpose.zone)
  const { base, step } = timeline
  const first = Math.floor((range.from - base) / step)
  const end = Math.ceil((range.from + range.count * range.slotLength - base) / step)

  const factor = parseDecimal(spec.scale) as Decimal
  const cells = new Map<number, Decimal | undefined>()
  const cellAt = (k: number): Decimal | undefined => {
    const row = timeline.rows.get(k)
    if (row === undefined || cells.has(k)) return cells.get(k)
    const cell = cellValue(table.rows[row][column], table.lines[row], spec.decimal)
    if (unit.kind !== 'price' && cell !== undefined && cell.digits * factor.digits < 0n) {
      const scaled = spec.scale === 1 ? '' : ` x ${spec.scale}`
      const problem = `${table.rows[row][column]}${scaled} is negative, and generation and load never are`
      throw new SeriesFault({ line: table.lines[row] }, problem, 'If the file counts the other way, set scale: -1')
    }
    cells.set(k, cell)
    return cell
  }
  const exact = exactCells(cellAt, factor, first, end)
  const line = (k: number) => table.lines[nextRow(timeline, k) ?? table.rows.length - 1]
  const source: IntervalSource = { value: exact.value, line, timeline, zone: purpose.zone }
  const { values, note } = filledValues(source, first, end, spec.fill)
  const series = { base, step, first, values: values.map((value) => value * unit.factor), scale: exact.scale }
  if (unit.kind !== 'price') return { values: energyPerSlot(series, unit.kind, range), note }
  // a factor counts currency per MWh, a price thousandths of currency per kWh: the same number
  return { values: meanPerSlot(series, 1n, range), note }
}

const TIMELINES = new WeakMap<CsvTable, Map<string, Timeline>>()

/** Columns of one table mostly share their times, and reading a year of stamps costs more than reading a value column. */
function rememberedTimeline(table: CsvTable, spec: SeriesSpec, zone: Zone): Timeline {
  const { time, start, stepMinutes, label, order, key } = spec
  const question = JSON.stringify([time, start, stepMinutes, label, order, key, zone.name])
  const known = TIMELINES.get(table) ?? new Map<string, Timeline>()
  TIMELINES.set(table, known)
  const timeline = known.get(question) ?? timelineOf(table, rowsOf(table, spec), spec, zone)
  known.set(question, timeline)
  return timeline
}

function rowsOf(table: CsvTable, { key }: SeriesSpec): number[] {
  if (key === undefined) return table.rows.map((_, i) => i)
  const column = columnOf(table, key.column, 'key.column')
  const rows = table.rows.flatMap((row, i) => (row[column] === String(key.value) ? [i] : []))
  if (rows.length > 0) return rows
  const there = [...new Set(table.rows.map((row) => row[column]))].slice(0, 12).join(', ')
  throw new SeriesFault(
    { key: 'key.value' },
    `no row has "${key.value}" in column "${key.column}"`,
    `There are: ${there}`,
  )
}

function nextRow({ rows, last }: Timeline, k: number): number | undefined {
  for (let next = k; next <= last; next++) if (rows.has(next)) return rows.get(next)
  return undefined
}

function checkCover({ base, step, last }: Timeline, range: SlotRange, zone: Zone): void {
  const [from, to] = [range.from, range.from + range.count * range.slotLength]
  const end = base + (last + 1) * step
  if (base <= from && end >= to) return
  const has = `the file covers ${localText(base, zone)} to ${localText(end, zone)}`
  const needs = `the run with its warm-up needs ${localText(from, zone)} to ${localText(to, zone)}`
  throw new SeriesFault({ key: 'file' }, `${has}, and ${needs}`, 'Change time.start, time.days or time.warmUpDays')
}

/** Digits that filled values keep below the finest of the file. */
const SPARE_DIGITS = 6

/** The cells of the series as integers at one scale, exact for all that the run needs. */
function exactCells(
  cellAt: (k: number) => Decimal | undefined,
  factor: Decimal,
  first: number,
  end: number,
): { scale: number; value(k: number): bigint | undefined } {
  let finest = 0
  for (let k = first; k < end; k++) finest = Math.max(finest, cellAt(k)?.scale ?? 0)
  const scale = finest + SPARE_DIGITS
  return {
    scale: scale + factor.scale,
    value(k) {
      const cell = cellAt(k)
      if (cell === undefined) return undefined
      // only a neighbour outside the run can be finer, and it serves as an estimate
      const shifted =
        cell.scale <= scale
          ? cell.digits * 10n ** BigInt(scale - cell.scale)
          : cell.digits / 10n ** BigInt(cell.scale - scale)
      return shifted * factor.digits
    },
  }
}
