import type { RunTable } from '../run-record.js'
import type { TableDifference } from '../table-difference.js'
import { csvColumns } from './column-header.js'

/** A difference between two tables as somebody finds it in the CSV file of the first. */
export interface CsvDifference {
  /** Line of the file, from 1 for the header; undefined where the columns themselves differ. */
  readonly line?: number
  /** Index of the row, from 0 for the first below the header. */
  readonly row?: number
  /** As the header has it. */
  readonly column: string
  /** The cells as the file prints them; a missing number is empty, of a row that is not there undefined. */
  readonly left: string | undefined
  readonly right: string | undefined
}

export function csvDifference(file: RunTable, { row, column, left, right }: TableDifference): CsvDifference {
  if (row === undefined) return { column, left, right }
  const at = file.columns.findIndex(({ name }) => name === column)
  const { header, format } = csvColumns(file.name)[at]
  const print = (cell: string | undefined) => (format === 'time' && cell ? new Date(Number(cell)).toISOString() : cell)
  return { line: lineOf(file, row), row, column: header, left: print(left), right: print(right) }
}

/** A quoted cell may hold line breaks, so that rows and lines part. */
function lineOf(file: RunTable, row: number): number {
  let line = row + 2
  for (const column of file.columns) {
    if (column.kind !== 'text') continue
    const breaks = column.texts.map((text) => text.split(/\r\n|\r|\n/).length - 1)
    if (breaks.every((count) => count === 0)) continue
    for (let before = 0; before < Math.min(row, file.rows); before++) line += breaks[column.codes[before]]
  }
  return line
}
