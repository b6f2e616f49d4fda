import { recordHash, TABLE_NAMES } from '../src/record/record-hash.js'
import { type RunRecord, type RunTable, TABLE_COLUMNS, type TableName } from '../src/record/run-record.js'
import { TableBuilder } from '../src/record/table-builder.js'

/** A record in which every table has rows, so that a test sees a file that is cut, changed or swapped. */
export function sampleRecord(seed = '1'): RunRecord {
  const tables = Object.fromEntries(TABLE_NAMES.map((name) => [name, sampleTable(name, Number(seed))])) as Record<
    TableName,
    RunTable
  >
  return { scenario: 'two-homes', case: 'base', seed, fidelity: 'strategy', tables, hash: recordHash(tables) }
}

function sampleTable(name: TableName, seed: number): RunTable {
  const builder = new TableBuilder(name)
  for (let row = 0; row < 50; row++) {
    builder.row(
      TABLE_COLUMNS[name].map((column, i) => {
        if (column.endsWith(':text')) return `${column.slice(0, 3)}, "${(row * i) % 5}"`
        if (column.endsWith('_ms')) return Date.UTC(2026, 4, 1) + row * 60_000
        return (row + i) % 11 === 0 ? undefined : (row * seed) / (i + 1)
      }),
    )
  }
  return builder.build()
}
