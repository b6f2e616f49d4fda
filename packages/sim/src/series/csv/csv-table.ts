import { CsvError, parse } from 'csv-parse/sync'
import { suggestion } from '../../scenario/spelling.js'
import { SeriesFault } from '../series-fault.js'
import { decodeText } from './text-encoding.js'

export interface CsvFormat {
  readonly header: boolean
  readonly skipLines: number
  readonly delimiter?: string | undefined
  readonly encoding?: string | undefined
}

/** The cells of a CSV file with the line on which each row ends. */
export interface CsvTable {
  /** Undefined for a file without a header, whose columns go by number. */
  readonly header: readonly string[] | undefined
  readonly rows: readonly (readonly string[])[]
  /** From 1, one per row. */
  readonly lines: readonly number[]
}

export function readCsv(bytes: Uint8Array, format: CsvFormat): CsvTable {
  const text = decodeText(bytes, format.encoding)
  const delimiter = format.delimiter ?? commonDelimiter(text, format.skipLines)
  let records: { record: string[]; info: { lines: number } }[]
  try {
    records = parse(text, {
      delimiter,
      from_line: format.skipLines + 1,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof records
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number((error as unknown as { lines?: number }).lines ?? format.skipLines + 1)
    throw new SeriesFault({ line }, `not valid CSV: ${error.message}`, 'Check the quotes on and before this line')
  }
  const [first] = records
  const start = { line: format.skipLines + 1 }
  if (first === undefined) throw new SeriesFault(start, 'the file has no rows', 'Check skipLines, or export it again')
  const width = first.record.length
  const ragged = records.find(({ record }) => record.length !== width)
  if (ragged) {
    const comma = delimiter === ',' ? '; decimal commas need quotes, or another delimiter' : ''
    const problem = `${ragged.record.length} cells where the first row has ${width}`
    throw new SeriesFault({ line: ragged.info.lines }, problem, `Mend the row, or set delimiter${comma}`)
  }
  const body = format.header ? records.slice(1) : records
  if (body.length === 0) throw new SeriesFault(start, 'the file has a header and no rows', 'Export it again')
  return {
    header: format.header ? first.record : undefined,
    rows: body.map(({ record }) => record),
    lines: body.map(({ info }) => info.lines),
  }
}

/** Index of a column by its header, or by its number from 1 in a file without one. */
export function columnOf(table: CsvTable, column: string | number, key: string): number {
  const { header } = table
  if (header === undefined) {
    const width = table.rows[0].length
    if (typeof column === 'number' && column <= width) return column - 1
    const problem = `the file has no header, so ${JSON.stringify(column)} is not one of its columns`
    throw new SeriesFault({ key }, problem, `Use a number from 1 to ${width}`)
  }
  const index = header.indexOf(String(column))
  if (index < 0) {
    const problem = `there is no column "${column}"`
    throw new SeriesFault({ key }, problem, suggestion(String(column), header, 'Columns of the file'))
  }
  if (header.indexOf(String(column), index + 1) >= 0) {
    throw new SeriesFault({ key }, `there are two columns "${column}"`, 'Rename one, or use header: false and a number')
  }
  return index
}

const DELIMITERS = [',', ';', '\t', '|']

function commonDelimiter(text: string, skip: number): string {
  const [line = ''] = text.split(/\r\n|\n|\r/, skip + 1).slice(skip)
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))]
}
