export { readCsvTable } from './record/csv/csv-reader.js'
export { csvText } from './record/csv/csv-writer.js'
export { recordHash, TABLE_NAMES, tableHash } from './record/record-hash.js'
export {
  type RunColumn,
  type RunRecord,
  type RunTable,
  TABLE_COLUMNS,
  type TableName,
} from './record/run-record.js'
export { type Cell, TableBuilder } from './record/table-builder.js'
