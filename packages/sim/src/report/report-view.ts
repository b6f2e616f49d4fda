import type { RunRecord } from '../record/run-record.js'
import type { Scenario } from '../scenario/scenario.js'
import type { FocusRound } from './book/focus-round.js'
import type { SlotSeries } from './reading/slot-series.js'
import type { Amounts } from './text/amounts.js'
import type { LocalTime } from './text/local-time.js'

/** What every section is made from: the run, and what several sections read from it. */
export interface ReportView {
  readonly run: RunRecord
  readonly scenario: Scenario
  readonly slots: SlotSeries
  readonly local: LocalTime
  readonly amounts: Amounts
  /** Absent where nothing was traded between sites. */
  readonly focus: FocusRound | undefined
  readonly versions: Readonly<Record<string, string>>
  /** The shell command that repeats the run. */
  readonly command: string
}
