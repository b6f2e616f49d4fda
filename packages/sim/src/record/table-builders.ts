import { TABLE_NAMES } from './record-hash.js'
import type { TableName } from './run-record.js'
import { TableBuilder } from './table-builder.js'

/** A builder for every table of a record. */
export function tableBuilders(): Record<TableName, TableBuilder> {
  const entries = TABLE_NAMES.map((name) => [name, new TableBuilder(name)] as const)
  return Object.fromEntries(entries) as Record<TableName, TableBuilder>
}
