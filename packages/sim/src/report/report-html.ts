import type { RunRecord } from '../record/run-record.js'
import type { Scenario } from '../scenario/scenario.js'
import { focusRound } from './book/focus-round.js'
import { reportPage } from './page/report-page.js'
import { slotSeries } from './reading/slot-series.js'
import type { ReportView } from './report-view.js'
import { decisionsSection } from './section/decisions.js'
import { energyFlowsSection } from './section/energy-flows.js'
import { energyOfTheDaySection } from './section/energy-of-the-day.js'
import { keyFiguresSection } from './section/key-figures.js'
import { orderBookSection } from './section/order-book.js'
import { priceTrendSection } from './section/price-trend.js'
import { reproductionSection } from './section/reproduction.js'
import { provenanceSection, siteStatementsSection } from './section/site-statements.js'
import { storesSection } from './section/stores/stores.js'
import { unitLifeSection } from './section/unit-life.js'
import { amountsIn } from './text/amounts.js'
import { LocalTime } from './text/local-time.js'

export interface ReportOptions {
  /** The shell command that repeats the run; a `jazzgrid sim run` by default. */
  readonly command?: string
  /** Name -> version of what made the run. */
  readonly versions?: Readonly<Record<string, string>>
}

/**
 * The report of a run as one HTML page that opens anywhere: no scripts, nothing fetched, English and Japanese, light and
 * dark, on paper, with a keyboard or a screen reader. A pure function: the same run gives the same page.
 * Throws CodedError `run-column-missing` where the record lacks a column, RangeError for an unknown time zone.
 */
export function reportHtml(run: RunRecord, scenario: Scenario, options: ReportOptions = {}): string {
  const view: ReportView = {
    run,
    scenario,
    slots: slotSeries(run),
    local: new LocalTime(scenario.time.zone),
    amounts: amountsIn(scenario.market.currency),
    focus: focusRound(run),
    versions: options.versions ?? {},
    command: options.command ?? commandOf(run),
  }
  const sections = [
    keyFiguresSection(view),
    priceTrendSection(view),
    orderBookSection(view),
    energyFlowsSection(view),
    storesSection(view),
    energyOfTheDaySection(view),
    provenanceSection(view),
    siteStatementsSection(view),
    unitLifeSection(view),
    decisionsSection(view),
    reproductionSection(view),
  ]
  return reportPage(
    view,
    sections.filter((section) => section !== undefined),
  )
}

function commandOf({ scenario, case: name, seed, fidelity }: RunRecord): string {
  return ['jazzgrid sim run', scenario, '--case', name, '--seed', seed, '--fidelity', fidelity].map(quoted).join(' ')
}

/** As a shell takes it. The first word is ours. */
function quoted(word: string, index: number): string {
  return index === 0 || /^[\w./:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
