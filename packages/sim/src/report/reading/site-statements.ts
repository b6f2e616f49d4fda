import type { RunRecord } from '../../record/run-record.js'
import type { Preference, Scenario, ScenarioSite } from '../../scenario/scenario.js'
import { numbers, texts } from './columns.js'

/** What the run came to for one account. Money received is positive [micro], energies Wh, shares 0..1. */
export interface Statement {
  readonly account: string
  /** Absent for the supplier, the network and the community. */
  readonly kind?: ScenarioSite['kind']
  readonly preference?: Preference
  readonly bought: number
  readonly sold: number
  readonly imported: number
  readonly exported: number
  readonly trade: number
  readonly network: number
  readonly imbalance: number
  readonly penalty: number
  readonly total: number
  /** The same roofs, loads and trips with the supplier alone, batteries idle. */
  readonly supplierOnly: number
  /** With the supplier alone, batteries taking up the site's own surplus for its own load. */
  readonly selfConsumption: number
  /** Against `selfConsumption`, what the stores hold in the end priced in. */
  readonly saved: number
  readonly storedChange: number
  readonly renewableShare: number
  readonly localShare: number
}

/** All accounts in the order of the table. */
export function statements(run: RunRecord, scenario: Scenario): Statement[] {
  const account = texts(run, 'statements', 'account')
  const column = (name: string) => numbers(run, 'statements', name)
  const columns = {
    bought: column('bought_wh'),
    sold: column('sold_wh'),
    imported: column('import_wh'),
    exported: column('export_wh'),
    trade: column('trade_micro'),
    network: column('network_micro'),
    imbalance: column('imbalance_micro'),
    penalty: column('penalty_micro'),
    total: column('total_micro'),
    supplierOnly: column('supplier_only_micro'),
    selfConsumption: column('self_consumption_micro'),
    saved: column('saved_micro'),
    storedChange: column('stored_change_wh'),
    renewableShare: column('renewable_share'),
    localShare: column('local_share'),
  }
  const sites = new Map(scenario.sites.map((site) => [site.name, site]))
  return Array.from({ length: run.tables.statements.rows }, (_, i) => {
    const name = account.at(i)
    const site = sites.get(name)
    const values = Object.fromEntries(Object.entries(columns).map(([key, values]) => [key, values[i]])) as {
      [key in keyof typeof columns]: number
    }
    return { account: name, ...(site && { kind: site.kind, preference: site.preference }), ...values }
  })
}

/** Sites only, who gained most first. */
export function bySaving(all: readonly Statement[]): Statement[] {
  return all
    .filter((each) => each.kind !== undefined)
    .sort((a, b) => b.saved - a.saved || (a.account < b.account ? -1 : 1))
}
