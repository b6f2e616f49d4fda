import { type RunRecord, reportHtml, type Scenario, type Versions } from '@jazzgrid/sim'

/** Overrides and data folders are in the resolved scenario beside the report, so this repeats any run. */
const REPEAT = 'jazzgrid verify .  # in the folder of this report'

/** `report.html` of a run. */
export const runReport = (record: RunRecord, scenario: Scenario, versions: Versions): string =>
  reportHtml(record, scenario, { command: REPEAT, versions: { ...versions } })
