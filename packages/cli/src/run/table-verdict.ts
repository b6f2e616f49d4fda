import {
  type RunFolder,
  type RunRecord,
  type RunTable,
  TABLE_NAMES,
  type TableDifference,
  type TableName,
  tableDifference,
} from '@jazzgrid/sim'
import { CodedError } from '@jazzgrid/units'

/** How a table on disk differs from that of the same run executed again. */
export interface TableVerdict {
  readonly table: TableName
  /** The first difference: `left` on disk, `right` again. */
  readonly difference?: TableDifference
  /** Why the table on disk cannot be read. */
  readonly unreadable?: string
}

/** The tables that differ, in their order. */
export async function differingTables(folder: RunFolder, again: RunRecord): Promise<TableVerdict[]> {
  const verdicts: TableVerdict[] = []
  for (const table of TABLE_NAMES) {
    const written = await readable(folder, table)
    if (typeof written === 'string') {
      verdicts.push({ table, unreadable: written })
      continue
    }
    const difference = tableDifference(written, again.tables[table])
    if (difference !== undefined) verdicts.push({ table, difference })
  }
  return verdicts
}

async function readable(folder: RunFolder, table: TableName): Promise<RunTable | string> {
  try {
    return await folder.table(table)
  } catch (failure) {
    if (failure instanceof CodedError) return failure.message
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return 'the file is missing'
    throw failure
  }
}

/** One line; rows count from 1 below the header, as a spreadsheet without it would. */
export function tableVerdictText({ table, difference, unreadable }: TableVerdict): string {
  if (difference === undefined) return `${table}: ${unreadable}`
  const { row, column, left, right } = difference
  if (row === undefined) return `${table}: other columns, written ${left}, again ${right}`
  const [written, again] = [left, right].map((cell) => (cell === undefined ? 'no such row' : cell || 'nothing'))
  return `${table}: row ${row + 1}, ${column}: written ${written}, again ${again}`
}
