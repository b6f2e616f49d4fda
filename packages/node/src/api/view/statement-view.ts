import { costOf, type Line, supplierOnlyCost } from '@jazzgrid/market'
import type { StatementLine, StatementQuery, StatementReport } from '../contract/market-report.js'
import type { LiveNode } from '../live-node.js'

/** What the own account settled for slots of a range, added up. */
export function statementView({ genesis, account, journal }: LiveNode, query: StatementQuery): StatementReport {
  const { from_ms, to_ms } = query
  const lines = journal.lines
    .map((line) => lineReport(line, genesis.market.slotLength))
    .filter(({ slot_ms }) => slot_ms >= (from_ms ?? 0) && slot_ms < (to_ms ?? Number.POSITIVE_INFINITY))
  const sum = (of: (line: StatementLine) => number | null) => lines.reduce((total, line) => total + (of(line) ?? 0), 0)
  return {
    schema: 'jazzgrid/statement@1',
    account,
    from_ms: from_ms ?? null,
    to_ms: to_ms ?? null,
    slots: lines.length,
    gaps: lines.filter(({ gap }) => gap !== null).length,
    bought_wh: sum((line) => line.bought_wh),
    sold_wh: sum((line) => line.sold_wh),
    imported_wh: sum((line) => line.imported_wh),
    exported_wh: sum((line) => line.exported_wh),
    purchases_micro: sum((line) => line.purchases_micro),
    sales_micro: sum((line) => line.sales_micro),
    network_micro: sum((line) => line.network_micro),
    supplier_micro: sum((line) => line.supplier_micro),
    penalty_micro: sum((line) => line.penalty_micro),
    cost_micro: sum((line) => line.cost_micro),
    supplier_only_micro: sum((line) => line.supplier_only_micro),
    ...(query.lines && { lines }),
  }
}

export const lineReport = (line: Line, slotLength: number): StatementLine => ({
  slot_ms: line.slot * slotLength,
  bought_wh: line.bought,
  sold_wh: line.sold,
  imported_wh: line.metered?.imported ?? null,
  exported_wh: line.metered?.exported ?? null,
  imbalance_wh: line.imbalance,
  shortfall_wh: line.shortfall,
  gap: line.gap ?? null,
  purchases_micro: line.purchases,
  sales_micro: line.sales,
  network_micro: line.network,
  supplier_micro: line.supplier,
  penalty_micro: line.penalty,
  cost_micro: costOf(line),
  supplier_only_micro: supplierOnlyCost(line),
})
