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
export { LOAD_PROFILES, type LoadProfile, type LoadProfileName } from './world/load/load-profile.js'
export { loadSeries } from './world/load/load-series.js'
export { type Weather, weather } from './world/weather/weather.js'
