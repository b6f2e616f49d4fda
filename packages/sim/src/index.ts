export { type CsvDifference, csvDifference } from './record/csv/csv-difference.js'
export { readCsvTable } from './record/csv/csv-reader.js'
export { csvText } from './record/csv/csv-writer.js'
export { readResolvedScenario, resolvedScenarioYaml } from './record/folder/resolved-scenario.js'
export {
  assertUndamaged,
  describeDamage,
  openRun,
  type RunFolder,
  type RunFolderDamage,
} from './record/folder/run-folder-reader.js'
export {
  assertRunFolderFree,
  type RunFolderContent,
  type RunFolderOptions,
  writeReport,
  writeRunFolder,
} from './record/folder/run-folder-writer.js'
export { type ManifestTable, RUN_SCHEMA, type RunExecution, type RunManifest } from './record/folder/run-manifest.js'
export { type Versions, versions } from './record/folder/versions.js'
export { recordHash, TABLE_NAMES, tableHash } from './record/record-hash.js'
export { type BrokenInvariant, brokenInvariants } from './record/record-invariants.js'
export {
  type RunColumn,
  type RunRecord,
  type RunTable,
  TABLE_COLUMNS,
  type TableName,
} from './record/run-record.js'
export { type Cell, TableBuilder } from './record/table-builder.js'
export { cellText, type TableDifference, tableDifference } from './record/table-difference.js'
export { allRows, type Row, rowAt, rowsWithNumber, rowsWithText } from './record/table-rows.js'
export { type BookLevel, bookAt, type Instant, type RecordedBook } from './report/book/book-at.js'
export { type FocusRound, focusRound } from './report/book/focus-round.js'
export { type KeyFigures, keyFigures } from './report/reading/key-figures.js'
export { type ReportOptions, reportHtml } from './report/report-html.js'
export { type Amounts, amountsIn, energy, fineEnergy, percent } from './report/text/amounts.js'
export { LocalTime } from './report/text/local-time.js'
export type { Fidelity } from './run/fleet/fleet-of.js'
export type { AnyStrategy } from './run/fleet/strategies.js'
export { type RunOptions, type RunProgress, simulate } from './run/simulate.js'
export { MOST_VALIDATING, type RoundTiming, scenarioGenesis } from './run/venue/community-genesis.js'
export { rememberingScheme } from './run/venue/remembering-scheme.js'
export { assignmentPatch } from './scenario/file/assignment.js'
export { patchTree } from './scenario/file/patch.js'
export { child, dataOf, keyPlaceAt, type Path, placeAt, type Tree } from './scenario/file/tree.js'
export { readYaml } from './scenario/file/yaml-tree.js'
export { formatMistake, formatPlace, type Mistake, Mistakes, type Place, ScenarioError } from './scenario/mistake.js'
export { type ParsedScenario, parseScenario, scenarioCases, type Variant } from './scenario/parse-scenario.js'
export {
  checkScenario,
  type ResolveOptions,
  resolveScenario,
  resolveScenarioText,
} from './scenario/resolve-scenario.js'
export { type RunSpan, runSpan } from './scenario/run-span.js'
export type {
  MechanismName,
  Preference,
  Scenario,
  ScenarioBattery,
  ScenarioDevice,
  ScenarioEv,
  ScenarioForecast,
  ScenarioHousehold,
  ScenarioMarket,
  ScenarioPv,
  ScenarioSite,
  ScenarioTariff,
  ScenarioTime,
  ScenarioWeather,
  Trip,
} from './scenario/scenario.js'
export { type JsonSchema, scenarioJsonSchema } from './scenario/schema/json-schema.js'
export { reportIssues, type SchemaReading } from './scenario/schema/schema-mistake.js'
export { loadShipped, shippedScenarios } from './scenario/shipped-scenarios.js'
export { nearest } from './scenario/spelling.js'
export { Zone, zoneNamed } from './series/time/zone.js'
export { type MeterReading, SiteLife } from './site/site-life.js'
export { type LadderLevels, type LadderOptions, ladder } from './summary/ladder.js'
export { grouped, perCharacter, type SparklineOptions, sparkline } from './summary/sparkline.js'
export { summary } from './summary/summary.js'
export type { TerminalStyle } from './summary/terminal-text.js'
export { LOAD_PROFILES, type LoadProfile, type LoadProfileName } from './world/load/load-profile.js'
export { loadSeries } from './world/load/load-series.js'
export { type Weather, weather } from './world/weather/weather.js'
