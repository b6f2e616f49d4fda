import { type RunRecord, reportHtml, type Scenario, type Versions } from '@jazzgrid/sim'

/** `report.html` of a run. */
export const runReport = (record: RunRecord, scenario: Scenario, versions: Versions): string =>
  reportHtml(record, scenario, { versions: { ...versions } })
