export {
  type RunColumn,
  type RunRecord,
  type RunTable,
  TABLE_COLUMNS,
  type TableName,
} from './record/run-record.js'
export { type Cell, TableBuilder } from './record/table-builder.js'
