import {
  csvDifference,
  type RunFolder,
  type RunRecord,
  type RunTable,
  TABLE_NAMES,
  type TableName,
  tableDifference,
} from '@jazzgrid/sim'
import { CodedError } from '@jazzgrid/units'

/** How a table on disk differs from that of the same run executed again. */
export interface TableVerdict {
  readonly table: TableName
  /** The first difference. */
  readonly difference?: WrittenDifference
  /** Why the table on disk cannot be read. */
  readonly unreadable?: string
}

/** Where the CSV file of a table says something else than the run now does. */
export interface WrittenDifference {
  /** Line of the file, from 1 for the header; undefined where the columns themselves differ. */
  readonly line?: number
  /** Index of the row, from 0 for the first below the header. */
  readonly row?: number
  readonly column: string
  /** The cells; null where there is no such row. */
  readonly written: string | null
  readonly again: string | null
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
    if (difference === undefined) continue
    const { left = null, right = null, ...place } = csvDifference(written, difference)
    verdicts.push({ table, difference: { ...place, written: left, again: right } })
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

/** One line, with the place as an editor shows it. */
export function tableVerdictText({ table, difference, unreadable }: TableVerdict): string {
  if (difference === undefined) return `${table}: ${unreadable}`
  const { line, column, written, again } = difference
  if (line === undefined) return `${table}: other columns, written ${written}, again ${again}`
  const [left, right] = [written, again].map((cell) => (cell === null ? 'no such row' : cell || 'nothing'))
  return `${table}: line ${line}, ${column}: written ${left}, again ${right}`
}
