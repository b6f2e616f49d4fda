import { CodedError } from '@jazzgrid/units'
import type { RunColumn, RunRecord, TableName } from '../../record/run-record.js'

/** A dictionary-coded text column: `texts[codes[row]]`; compare codes instead of texts in hot loops. */
export interface TextColumn {
  readonly codes: Int32Array
  readonly texts: readonly string[]
  at(row: number): string
}

/** Values of a number column, NaN where missing. Throws CodedError `run-column-missing`. */
export function numbers(run: RunRecord, table: TableName, name: string): Float64Array {
  const column = find(run, table, name)
  if (column.kind !== 'number') throw missing(run, table, name, 'number')
  return column.values
}

/** Values of a text column, '' where missing. Throws CodedError `run-column-missing`. */
export function texts(run: RunRecord, table: TableName, name: string): TextColumn {
  const column = find(run, table, name)
  if (column.kind !== 'text') throw missing(run, table, name, 'text')
  const { codes, texts } = column
  return { codes, texts, at: (row) => texts[codes[row]] }
}

function find(run: RunRecord, table: TableName, name: string): RunColumn {
  const column = run.tables[table].columns.find((each) => each.name === name)
  if (!column) throw missing(run, table, name, 'such')
  return column
}

function missing(run: RunRecord, table: TableName, name: string, kind: string): CodedError {
  const there = run.tables[table].columns.map((column) => column.name)
  return new CodedError(
    'run-column-missing',
    `the table ${table} of run ${run.scenario} has no ${kind} column "${name}"; it has ${there.join(', ')}. ` +
      'Was it recorded by another version?',
    { details: { table, column: name } },
  )
}
