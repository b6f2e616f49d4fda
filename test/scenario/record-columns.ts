import type { RunColumn, RunRecord, TableName } from '@jazzgrid/sim'

/** A column of numbers of a record; a missing one is NaN. */
export function numbers(record: RunRecord, table: TableName, name: string): Float64Array {
  const column = columnOf(record, table, name)
  if (column.kind !== 'number') throw new TypeError(`${table}.${name} holds texts`)
  return column.values
}

/** A column of texts of a record, row by row. */
export function texts(record: RunRecord, table: TableName, name: string): string[] {
  const column = columnOf(record, table, name)
  if (column.kind !== 'text') throw new TypeError(`${table}.${name} holds numbers`)
  return Array.from(column.codes, (code) => column.texts[code])
}

/** The key figure of this name. */
export function keyFigure(record: RunRecord, name: string): number {
  const row = texts(record, 'kpis', 'kpi').indexOf(name)
  if (row < 0) throw new TypeError(`there is no key figure ${name}`)
  return numbers(record, 'kpis', 'value')[row]
}

/** Sums of a number column by the key that each row has. */
export function sumBy<Key>(values: ArrayLike<number>, keyOf: (row: number) => Key): Map<Key, number> {
  const sums = new Map<Key, number>()
  for (let row = 0; row < values.length; row++) {
    const key = keyOf(row)
    sums.set(key, (sums.get(key) ?? 0) + values[row])
  }
  return sums
}

function columnOf(record: RunRecord, table: TableName, name: string): RunColumn {
  const column = record.tables[table].columns.find((each) => each.name === name)
  if (column === undefined) throw new TypeError(`${table} has no column ${name}`)
  return column
}
