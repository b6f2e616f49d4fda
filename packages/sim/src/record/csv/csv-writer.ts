import { invariant } from '@jazzgrid/units'
import type { RunColumn, RunTable } from '../run-record.js'
import { csvColumns } from './column-header.js'

const CHUNK = 1 << 16
const NEEDS_QUOTES = /[",\r\n]/

/**
 * A table as CSV (RFC 4180: CRLF, quotes doubled), in pieces of about 64 Ki characters, so that no text of the whole
 * table is ever held. Numbers are the shortest decimals that read back exactly; a missing one is an empty cell.
 */
export function* csvText(table: RunTable): Generator<string, void> {
  const columns = csvColumns(table.name)
  invariant(columns.length === table.columns.length, `the table ${table.name} has its declared columns`)
  let chunk = `${columns.map(({ header }) => header).join(',')}\r\n`
  const cells = table.columns.map((column, i) => cellPrinter(column, columns[i].format === 'time'))
  for (let row = 0; row < table.rows; row++) {
    chunk += cells[0](row)
    for (let i = 1; i < cells.length; i++) chunk += `,${cells[i](row)}`
    chunk += '\r\n'
    if (chunk.length >= CHUNK) {
      yield chunk
      chunk = ''
    }
  }
  if (chunk !== '') yield chunk
}

function cellPrinter(column: RunColumn, isTime: boolean): (row: number) => string {
  if (column.kind === 'text') {
    const texts = column.texts.map(quoted)
    return (row) => texts[column.codes[row]]
  }
  const { values } = column
  if (!isTime) return (row) => (Number.isNaN(values[row]) ? '' : String(values[row]))
  let last = Number.NaN
  let text = ''
  return (row) => {
    const time = values[row]
    if (Number.isNaN(time)) return ''
    if (time !== last) {
      text = new Date(time).toISOString() // neighbours mostly share a time: print it once
      last = time
    }
    return text
  }
}

const quoted = (text: string): string => (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
