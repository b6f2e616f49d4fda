import { TABLE_COLUMNS, type TableName } from '../run-record.js'

/** How the cells of a column are printed. */
export type CellFormat = 'time' | 'number' | 'text'

export interface CsvColumn {
  /** The name in the first line: as in the record, but times, which are ISO 8601 in UTC, end in `_utc`. */
  readonly header: string
  readonly format: CellFormat
}

/** The columns of a table as its CSV file has them, in their order. */
export const csvColumns = (table: TableName): CsvColumn[] => TABLE_COLUMNS[table].map(csvColumn)

function csvColumn(declared: string): CsvColumn {
  if (declared.endsWith(':text')) return { header: declared.slice(0, -':text'.length), format: 'text' }
  if (declared.endsWith('_ms')) return { header: `${declared.slice(0, -'_ms'.length)}_utc`, format: 'time' }
  return { header: declared, format: 'number' }
}
