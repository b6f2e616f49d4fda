import { expect, test } from 'vitest'
import { TABLE_NAMES } from './record-hash.js'
import { brokenInvariants } from './record-invariants.js'
import { type RunRecord, type RunTable, TABLE_COLUMNS, type TableName } from './run-record.js'
import { type Cell, TableBuilder } from './table-builder.js'

type Rows = Partial<Record<TableName, readonly Readonly<Record<string, Cell>>[]>>

/** A record with these rows; what a row does not say is missing. */
function recordOf(rows: Rows): RunRecord {
  const tables = Object.fromEntries(TABLE_NAMES.map((name) => [name, tableOf(name, rows[name] ?? [])]))
  return {
    scenario: 's',
    case: 'base',
    seed: '1',
    fidelity: 'actor',
    hash: '',
    tables: tables as Record<TableName, RunTable>,
  }
}

function tableOf(name: TableName, rows: readonly Readonly<Record<string, Cell>>[]): RunTable {
  const builder = new TableBuilder(name)
  for (const row of rows) builder.row(TABLE_COLUMNS[name].map((column) => row[column.replace(':text', '')]))
  return builder.build()
}

const SOUND = {
  statements: [
    { account: 'h1', trade_micro: 2_000_000, total_micro: 2_000_000 },
    { account: 's1', trade_micro: -2_000_000, total_micro: -2_000_000 },
  ],
  readings: [
    { slot_ms: 0, site: 'h1', position_wh: -100 },
    { slot_ms: 0, site: 's1', position_wh: 100 },
  ],
  orders: [
    { order: 1, fate: 'filled', quantity_wh: 100, filled_wh: 100, leaves_wh: 0 },
    { order: 2, fate: 'partially-filled', quantity_wh: 300, filled_wh: 100, leaves_wh: 200 },
    { order: 3, fate: 'filled', quantity_wh: 50, self_supplied_wh: 50, leaves_wh: 0 },
    { order: 4, fate: 'filled', quantity_wh: 50, self_supplied_wh: 50, leaves_wh: 0 },
  ],
  trades: [
    { trade: 1, quantity_wh: 100, sell_order: 1, buy_order: 2 },
    { trade: 2, kind: 'self-supply', quantity_wh: 50, sell_order: 3, buy_order: 4 },
  ],
  deliveries: [{ trade: 1, matched_wh: 100, delivered_wh: 90 }],
  decisions: [{ decision: 1, reasons: 'surplus-forecast' }],
} satisfies Rows

/** The sound record with one cell changed. */
function spoilt(table: keyof typeof SOUND, row: number, change: Readonly<Record<string, Cell>>): RunRecord {
  return recordOf({ ...SOUND, [table]: SOUND[table].map((cells, i) => (i === row ? { ...cells, ...change } : cells)) })
}

test('a sound record breaks nothing', () => {
  expect(brokenInvariants(recordOf(SOUND))).toEqual([])
})

test.each([
  ['statements', 0, { trade_micro: 2_000_001 }, "the statements' trade_micro sums to zero", 'it sums to 0.000001'],
  ['readings', 1, { position_wh: 99 }, 'bought and sold energy', 'slot 1970-01-01T00:00:00.000Z: -1 Wh'],
  ['orders', 1, { leaves_wh: 199 }, 'an order is filled', 'order 2: 100 + 0 + 199 of 300 Wh'],
  ['orders', 1, { leaves_wh: -1, quantity_wh: 99 }, 'an order is filled', 'order 2: 100 + 0 + -1 of 99 Wh'],
  ['orders', 2, { fate: '' }, 'every order has a final fate', 'row 3 of orders has none'],
  ['trades', 0, { quantity_wh: 90 }, 'an order is matched by exactly', 'order 1: 100 Wh stated, 90 Wh in trades'],
  ['trades', 1, { trade: 1 }, 'an order is matched by exactly', 'trade 1 stands there twice'],
  ['trades', 0, { quantity_wh: 0 }, 'an order is matched by exactly', 'trade 1: 0 Wh'],
  ['deliveries', 0, { delivered_wh: 101 }, 'a balanced unit delivers at most', 'trade 1: 101 of 100 Wh'],
  ['decisions', 0, { reasons: '' }, 'every decision has a reason', 'row 1 of decisions has none'],
] as const)('a wrong cell in %s, row %i, is found: %j', (table, row, change, law, evidence) => {
  const broken = brokenInvariants(spoilt(table, row, change))
  expect(broken).toHaveLength(1)
  expect(broken[0].law).toContain(law)
  expect(broken[0].evidence).toBe(evidence)
})
