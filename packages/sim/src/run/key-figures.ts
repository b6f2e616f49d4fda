import type { RunTable } from '../record/run-record.js'
import type { TableBuilder } from '../record/table-builder.js'

/** The tables that the key figures are read from. */
export interface FigureTables {
  readonly slots: RunTable
  readonly trades: RunTable
  readonly readings: RunTable
  readonly agents: RunTable
  readonly statements: RunTable
}

/** Write the key figures of the community, one row each, in a stable order. */
export function keyFigures(table: TableBuilder, tables: FigureTables): void {
  const of = (name: keyof FigureTables, column: string) => numbers(tables[name], column)
  const traded = total(of('slots', 'traded_wh'))
  const turnover = of('slots', 'mean_price_micro_per_wh').reduce(
    (sum, price, i) => (Number.isNaN(price) ? sum : sum + price * of('slots', 'traded_wh')[i]),
    0,
  )
  const load = total(of('readings', 'load_wh'))
  const generation = total(of('readings', 'generation_wh'))
  // money columns hold what was received; a bill is what was paid
  const bill = -siteTotal(tables.statements, 'total_micro')
  const rows: readonly [string, number, string][] = [
    ['traded_energy', traded, 'Wh'],
    ['self_supplied_energy', total(of('slots', 'self_supply_wh')), 'Wh'],
    ['units', tables.trades.rows, '1'],
    ['mean_price', traded === 0 ? Number.NaN : turnover / traded, 'micro/Wh'],
    ['lowest_price', extreme(of('slots', 'low_price_micro_per_wh'), Math.min), 'micro/Wh'],
    ['highest_price', extreme(of('slots', 'high_price_micro_per_wh'), Math.max), 'micro/Wh'],
    ['load', load, 'Wh'],
    ['generation', generation, 'Wh'],
    ['import', total(of('readings', 'import_wh')), 'Wh'],
    ['export', total(of('readings', 'export_wh')), 'Wh'],
    ['bill', bill, 'micro'],
    ['bill_supplier_only', -siteTotal(tables.statements, 'supplier_only_micro'), 'micro'],
    ['bill_self_consumption', -siteTotal(tables.statements, 'self_consumption_micro'), 'micro'],
    ['saved', siteTotal(tables.statements, 'saved_micro'), 'micro'],
    ['stored_change', siteTotal(tables.statements, 'stored_change_wh'), 'Wh'],
    ['driven', total(of('agents', 'driven_wh')), 'Wh'],
    ['stranded', total(of('agents', 'stranded_wh')), 'Wh'],
    ['renewable_share', share(total(of('readings', 'renewable_wh')), load), '1'],
    ['local_share', share(total(of('readings', 'local_wh')), load), '1'],
  ]
  for (const row of rows) table.row(row)
}

const share = (part: number, whole: number): number => (whole === 0 ? Number.NaN : part / whole)

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)

/** Institutions have no energy and no baseline: their cells are empty, and their money is not the community's bill. */
function siteTotal(statements: RunTable, column: string): number {
  const bought = numbers(statements, 'bought_wh')
  return numbers(statements, column).reduce((sum, value, i) => (Number.isNaN(bought[i]) ? sum : sum + value), 0)
}

function extreme(values: Float64Array, pick: (a: number, b: number) => number): number {
  return values.reduce(
    (best, value) => (Number.isNaN(value) ? best : Number.isNaN(best) ? value : pick(best, value)),
    Number.NaN,
  )
}

function numbers(table: RunTable, name: string): Float64Array {
  const column = table.columns.find((each) => each.name === name)
  if (column?.kind !== 'number') throw new TypeError(`${table.name} has no numbers ${name}`)
  return column.values
}
