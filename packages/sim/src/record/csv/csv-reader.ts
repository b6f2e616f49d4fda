import { CodedError } from '@jazzgrid/units'
import type { RunTable, TableName } from '../run-record.js'
import { type Cell, TableBuilder } from '../table-builder.js'
import { type CellFormat, csvColumns } from './column-header.js'

/**
 * Read a table back from the CSV of a run: equal to the table it was written from. It reads what `csvText` writes, not
 * any CSV; series for scenarios have a reader of their own.
 * @param file where the text came from, for messages
 * @throws CodedError `run-table-unreadable` with file and line
 */
export function readCsvTable(name: TableName, text: string, file: string): RunTable {
  const columns = csvColumns(name)
  const cursor = new CsvCursor(text, file)
  const header = cursor.record()
  if (header?.join(',') !== columns.map(({ header }) => header).join(',')) {
    cursor.refuse(`the first line is not the header of the table ${name}; it was changed or another version wrote it`)
  }
  const cells = columns.map(({ format }) => cellReader(format, cursor))
  const builder = new TableBuilder(name)
  for (let record = cursor.record(); record !== undefined; record = cursor.record()) {
    if (record.length !== cells.length) cursor.refuse(`${record.length} cells where ${cells.length} are due`)
    builder.row(record.map((cell, i) => cells[i](cell)))
  }
  return builder.build()
}

function cellReader(format: CellFormat, cursor: CsvCursor): (cell: string) => Cell {
  if (format === 'text') return (cell) => cell
  const parse = format === 'time' ? Date.parse : Number
  let last = ''
  let value = Number.NaN
  return (cell) => {
    if (cell === '') return undefined
    if (cell === last) return value
    value = parse(cell)
    if (Number.isNaN(value)) cursor.refuse(`'${cell}' is not a ${format === 'time' ? 'UTC time' : 'number'}`)
    last = cell
    return value
  }
}

/** Walks over RFC 4180 text record by record. */
class CsvCursor {
  readonly #text: string
  readonly #file: string
  #at = 0
  /** The line on which the current record starts, from 1, and the number of lines it has. */
  #line = 0
  #lines = 1

  constructor(text: string, file: string) {
    this.#text = text
    this.#file = file
  }

  /** The cells of the next record, undefined at the end. */
  record(): string[] | undefined {
    const text = this.#text
    if (this.#at >= text.length) return undefined
    this.#line += this.#line === 0 ? 1 : this.#lines
    this.#lines = 1
    const newline = text.indexOf('\n', this.#at)
    const end = newline === -1 ? text.length : newline
    const line = text.slice(this.#at, text[end - 1] === '\r' ? end - 1 : end)
    if (line.includes('"')) return this.#quotedRecord()
    this.#at = end + 1
    return line.split(',')
  }

  refuse(what: string): never {
    throw new CodedError(
      'run-table-unreadable',
      `${this.#file}:${this.#line}: ${what}. Run the scenario again; the files of a run are not meant to be edited.`,
      { details: { file: this.#file, line: this.#line } },
    )
  }

  #quotedRecord(): string[] {
    const text = this.#text
    const cells: string[] = []
    for (;;) {
      if (text[this.#at] === '"') {
        cells.push(this.#quotedCell())
      } else {
        let end = this.#at
        while (end < text.length && text[end] !== ',' && text[end] !== '\n' && text[end] !== '\r') end++
        cells.push(text.slice(this.#at, end))
        this.#at = end
      }
      if (text[this.#at] === ',') {
        this.#at++
        continue
      }
      if (text[this.#at] === '\r') this.#at++
      if (this.#at < text.length && text[this.#at] !== '\n') this.refuse('text after a closing quote')
      this.#at++
      return cells
    }
  }

  #quotedCell(): string {
    const text = this.#text
    let cell = ''
    let from = this.#at + 1
    for (;;) {
      const quote = text.indexOf('"', from)
      if (quote === -1) this.refuse('a quote is never closed')
      const piece = text.slice(from, quote)
      this.#lines += piece.split('\n').length - 1
      cell += piece
      if (text[quote + 1] !== '"') {
        this.#at = quote + 1
        return cell
      }
      cell += '"'
      from = quote + 2
    }
  }
}
