import type { RunTable } from './run-record.js'

/** One row by column name; a missing number is null. */
export type Row = Readonly<Record<string, number | string | null>>

export function rowAt(table: RunTable, row: number): Row {
  return Object.fromEntries(
    table.columns.map((column) => {
      if (column.kind === 'text') return [column.name, column.texts[column.codes[row]]]
      return [column.name, Number.isNaN(column.values[row]) ? null : column.values[row]]
    }),
  )
}

/** The rows in which a number column holds one of these values, in their order. */
export function rowsWithNumber(table: RunTable, column: string, wanted: ReadonlySet<number>): Row[] {
  const found = table.columns.find(({ name }) => name === column)
  if (found?.kind !== 'number') throw new TypeError(`${table.name} has no numbers ${column}`)
  const rows: Row[] = []
  for (let i = 0; i < table.rows; i++) if (wanted.has(found.values[i])) rows.push(rowAt(table, i))
  return rows
}

/** The rows in which a text column holds one of these texts, in their order. */
export function rowsWithText(table: RunTable, column: string, wanted: ReadonlySet<string>): Row[] {
  const found = table.columns.find(({ name }) => name === column)
  if (found?.kind !== 'text') throw new TypeError(`${table.name} has no texts ${column}`)
  const codes = new Set(found.texts.flatMap((text, code) => (wanted.has(text) ? [code] : [])))
  const rows: Row[] = []
  for (let i = 0; i < table.rows; i++) if (codes.has(found.codes[i])) rows.push(rowAt(table, i))
  return rows
}

/** Every row as an object; for small tables. */
export const allRows = (table: RunTable): Row[] => Array.from({ length: table.rows }, (_, i) => rowAt(table, i))
