import { HOUR, MINUTE } from '@jazzgrid/units'
import { recordHash, TABLE_NAMES } from '../../src/record/record-hash.js'
import type { RunRecord, RunTable, TableName } from '../../src/record/run-record.js'
import { type Cell, TableBuilder } from '../../src/record/table-builder.js'

export type Rows = Partial<Record<TableName, readonly (readonly Cell[])[]>>

/** A record from rows that a reader can check, cells in the order of TABLE_COLUMNS. */
export function recordOf(rows: Rows, texts: { scenario?: string; case?: string; seed?: string } = {}): RunRecord {
  const tables = Object.fromEntries(
    TABLE_NAMES.map((name) => {
      const builder = new TableBuilder(name)
      for (const row of rows[name] ?? []) builder.row(row)
      return [name, builder.build()]
    }),
  ) as Record<TableName, RunTable>
  const { scenario = 'corner', case: name = 'base', seed = '7' } = texts
  return { scenario, case: name, seed, fidelity: 'actor', tables, hash: recordHash(tables) }
}

/** 20 July 2019, 00:00 in Tokyo. */
export const MIDNIGHT = Date.UTC(2019, 6, 19, 15)
export const at = (clock: string): number => {
  const [hour, minute] = clock.split(':').map(Number)
  return MIDNIGHT + hour * HOUR + minute * MINUTE
}
export const NOTHING = undefined

/**
 * The book of the slot 12:00 [JPY/kWh : Wh]. At 11:00 three offers and a bid come to rest; at 11:30 a store buys 1,200
 * Wh at up to 20.2 (500 at 20.0, then 700 at 20.2), house one supplies 300 Wh to itself, and its other bid rests.
 */
// biome-ignore format: a table
const ORDERS: readonly (readonly Cell[])[] = [
  // order, decision, placed, slot, agent, side, price, quantity, filled, self-supplied, leaves, fate, reason, final
  [1, 0, at('11:00'), at('12:00'), 'one-pv', 'sell', 20_000, 500, 500, 0, 0, 'filled', '', at('11:30')],
  [2, 1, at('11:00'), at('12:00'), 'mall-pv', 'sell', 20_200, 1000, 700, 0, 300, 'partially-filled', 'gate-closure', at('12:20')],
  [3, 1, at('11:00'), at('12:00'), 'mall-pv', 'sell', 21_000, 3000, 0, 0, 3000, 'expired', 'gate-closure', at('12:20')],
  [4, 2, at('11:00'), at('12:00'), 'two-load', 'buy', 19_500, 2000, 0, 0, 2000, 'replaced', 'author', at('11:30')],
  [5, 3, at('11:30'), at('12:00'), 'shop-load', 'buy', 20_200, 1200, 1200, 0, 0, 'filled', '', at('11:30')],
  [6, 4, at('11:30'), at('12:00'), 'one-load', 'buy', 19_000, 400, 0, 0, 400, 'expired', 'gate-closure', at('12:20')],
  [NOTHING, 4, at('11:30'), at('12:00'), 'one-load', 'buy', 99_000, 400, 0, 0, 400, 'rejected', 'price-above-band', at('11:30')],
  [8, 2, at('11:30'), at('12:00'), 'two-load', 'buy', 19_600, 2000, 0, 0, 2000, 'expired', 'gate-closure', at('12:20')],
  [9, 5, at('11:30'), at('12:00'), 'one-pv', 'sell', 18_000, 300, 0, 300, 0, 'filled', '', at('11:30')],
  [10, 4, at('11:30'), at('12:00'), 'one-load', 'buy', 22_000, 300, 0, 300, 0, 'filled', '', at('11:30')],
  [11, 6, at('11:30'), at('13:00'), 'one-battery', 'buy', 10_000, 2000, 2000, 0, 0, 'filled', '', at('12:30')],
  [12, 1, at('12:30'), at('13:00'), 'mall-pv', 'sell', 9000, 2000, 2000, 0, 0, 'filled', '', at('12:30')],
]

// biome-ignore format: a table
const TRADES: readonly (readonly Cell[])[] = [
  // trade, kind, matched, slot, seller, its agent, buyer, its agent, sell, buy, price, seller's price, quantity, origin, network
  [0, 'self-supply', at('11:30'), at('12:00'), 'one', 'one-pv', 'one', 'one-load', 9, 10, NOTHING, NOTHING, 300, 'pv', 0],
  [1, 'trade', at('11:30'), at('12:00'), 'one', 'one-pv', 'shop', 'shop-load', 1, 5, 20_000, 20_000, 500, 'pv', 0],
  [2, 'trade', at('11:30'), at('12:00'), 'mall', 'mall-pv', 'shop', 'shop-load', 2, 5, 20_200, 20_200, 700, 'pv', 0],
  [3, 'trade', at('12:30'), at('13:00'), 'mall', 'mall-pv', 'one', 'one-battery', 12, 11, 10_000, 10_000, 2000, 'pv', 0],
]

// biome-ignore format: a table
const DELIVERIES: readonly (readonly Cell[])[] = [
  [0, at('12:00'), at('11:00'), at('11:30'), at('11:30'), at('12:00'), at('12:30'), at('12:30'), 300, 300, 'delivered'],
  [1, at('12:00'), at('10:50'), at('11:00'), at('11:30'), at('12:00'), at('12:30'), at('12:30'), 500, 500, 'delivered'],
  [2, at('12:00'), at('10:50'), at('11:00'), at('11:30'), at('12:00'), at('12:30'), at('12:31'), 700, 650, 'under-delivered'],
  [3, at('13:00'), at('12:20'), at('12:30'), at('12:30'), at('13:00'), at('13:30'), at('13:30'), 2000, 2000, 'delivered'],
]

/** Four slots from 12:00: trade, none, trade, none. Import and export are those of the sites' meters. */
// biome-ignore format: a table
const SLOTS: readonly (readonly Cell[])[] = [
  // slot, open, low, high, close, mean, traded, self-supply, expected, retail, feed-in, generation, load, import, export
  [at('12:00'), 20_000, 20_000, 20_200, 20_200, 20_116, 1200, 300, 19_000, 26_000, 8500, 1450, 2000, 1700, 1150],
  [at('12:30'), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, 0, 0, 18_000, 26_000, 8500, 0, 1000, 1000, 0],
  [at('13:00'), 10_000, 10_000, 10_000, 10_000, 10_000, 2000, 0, 12_000, 26_000, 8500, 2000, 500, 2500, 2000],
  [at('13:30'), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, 0, 0, 15_000, 26_000, 8500, 0, 0, 0, 0],
]

// biome-ignore format: a table
const READINGS: readonly (readonly Cell[])[] = [
  // slot, site, import, export, position, imbalance, load, generation, charge, discharge, ev charge, ev discharge, renewable, local, grid
  [at('12:00'), 'one', 0, 500, -500, 0, 300, 800, 0, 0, 0, 0, 300, 300, 0],
  [at('12:00'), 'shop', 1700, 0, 1200, 500, 1700, 0, 0, 0, 0, 0, 1150, 1150, 550],
  [at('12:00'), 'mall', 0, 650, -700, 50, 0, 650, 0, 0, 0, 0, 0, 0, 0],
  [at('12:30'), 'two', 1000, 0, 0, 1000, 1000, 0, 0, 0, 0, 0, 0, 0, 1000],
  [at('13:00'), 'one', 2000, 0, 2000, 0, 0, 0, 2000, 0, 0, 0, 2000, 2000, 0],
  [at('13:00'), 'two', 500, 0, 0, 500, 500, 0, 0, 0, 0, 0, 0, 0, 500],
  [at('13:00'), 'mall', 0, 2000, -2000, 0, 0, 2000, 0, 0, 0, 0, 0, 0, 0],
]

// biome-ignore format: a table
const AGENTS: readonly (readonly Cell[])[] = [
  // slot, agent, kind, site, energy, planned, forecast, soc, plugged, driven, stranded, reasons
  [at('12:00'), 'one-battery', 'battery', 'one', 0, 0, NOTHING, 0.5, 1, NOTHING, NOTHING, ''],
  [at('12:30'), 'one-battery', 'battery', 'one', 0, 0, NOTHING, NOTHING, 1, NOTHING, NOTHING, ''],
  [at('13:00'), 'one-battery', 'battery', 'one', 2000, 2000, NOTHING, 0.75, 1, NOTHING, NOTHING, ''],
  [at('13:30'), 'one-battery', 'battery', 'one', 0, 0, NOTHING, 0.75, 1, NOTHING, NOTHING, ''],
  [at('12:00'), 'two-car', 'ev', 'two', 0, 0, NOTHING, 0.8, 1, 0, 0, ''],
  [at('12:30'), 'two-car', 'ev', 'two', 0, 0, NOTHING, 0.7, 0, 0, 0, ''],
  [at('13:00'), 'two-car', 'ev', 'two', 0, 0, NOTHING, 0.6, 0, 0, 0, ''],
  [at('13:30'), 'two-car', 'ev', 'two', 0, 0, NOTHING, 0.6, 1, 0, 0, ''],
]

// biome-ignore format: a table
const DECISIONS: readonly (readonly Cell[])[] = [
  // decision, decided, slot, agent, action, side, price, quantity, reasons, soc, forecast, position, preference, bid, ask, expected, alternative, its price
  [0, at('11:00'), at('12:00'), 'one-pv', 'order', 'sell', 20_000, 500, 'surplus-forecast+concession', NOTHING, 800, 0, 'renewable', NOTHING, NOTHING, 19_000, '', NOTHING],
  [1, at('11:00'), at('12:00'), 'mall-pv', 'order', 'sell', 20_200, 1000, 'surplus-forecast', NOTHING, 4000, 0, 'profit', NOTHING, NOTHING, 19_000, '', NOTHING],
  [2, at('11:00'), at('12:00'), 'two-load', 'order', 'buy', 19_500, 2000, 'load-forecast', NOTHING, 2000, 0, 'cheapest', NOTHING, 20_000, 19_000, '', NOTHING],
  [3, at('11:30'), at('12:00'), 'shop-load', 'order', 'buy', 20_200, 1200, 'load-forecast', NOTHING, 1200, 0, 'cheapest', 19_500, 20_000, 19_000, '', NOTHING],
  [4, at('11:30'), at('12:00'), 'one-load', 'order', 'buy', 19_000, 400, 'load-forecast', NOTHING, 700, 0, 'renewable', 19_500, 20_000, 19_000, '', NOTHING],
  [5, at('11:30'), at('12:00'), 'one-pv', 'order', 'sell', 18_000, 300, 'surplus-forecast', NOTHING, 800, 500, 'renewable', 19_500, 20_000, 19_000, '', NOTHING],
  [6, at('11:30'), at('13:00'), 'one-battery', 'none', 'none', NOTHING, NOTHING, 'store-full', 0.5, NOTHING, 0, 'renewable', NOTHING, NOTHING, 12_000, 'retail', 26_000],
]

/** Micro-currency; the totals sum to zero. House two pays 39 JPY in all cases, the shop saves 7, the mall loses 1, house one saves 38 and stores 2 kWh worth 2. */
const yen = (value: number): number => value * 1_000_000
// biome-ignore format: a table
const STATEMENTS: readonly (readonly Cell[])[] = [
  // account, bought, sold, import, export, trade, network, imbalance, penalty, total, supplier only, own use only, saved, stored, renewable, local
  ['one', 2000, 500, 2000, 500, yen(-10), 0, 0, 0, yen(-10), yen(-53), yen(-48), yen(40), 2000, 1, 1],
  ['two', 0, 0, 1500, 0, 0, 0, yen(-39), 0, yen(-39), yen(-39), yen(-39), 0, 0, 0, 0],
  ['mall', 0, 2700, 0, 2650, yen(34), 0, yen(-1), 0, yen(33), yen(34), yen(34), yen(-1), 0, NOTHING, NOTHING],
  ['shop', 1200, 0, 1700, 0, yen(-24), 0, yen(-13), 0, yen(-37), yen(-44), yen(-44), yen(7), 0, 0.68, 0.68],
  ['supplier', 0, 0, 0, 0, 0, 0, yen(53), 0, yen(53), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING],
]

// biome-ignore format: a table
const KPIS: readonly (readonly Cell[])[] = [
  ['traded', 3200, 'Wh'],
  ['mean price', 13_793.5, 'micro/Wh'],
  ['bill', yen(53), 'micro'],
  ['renewable share', 0.5, 'share'],
  ['empty', NOTHING, 'Wh'],
]

export const SMALL_ROWS: Required<Rows> = {
  slots: SLOTS,
  orders: ORDERS,
  trades: TRADES,
  deliveries: DELIVERIES,
  readings: READINGS,
  agents: AGENTS,
  decisions: DECISIONS,
  statements: STATEMENTS,
  kpis: KPIS,
}

export const smallRun = (): RunRecord => recordOf(SMALL_ROWS)

/** The same, but the car of house two starts with 1.2 of the 1.6 kWh that its trip needs, and nobody plugs it in again. */
export function shortTripRun(): RunRecord {
  // biome-ignore format: a table
  const car: readonly (readonly Cell[])[] = [
    [at('12:00'), 'two-car', 'ev', 'two', 0, 0, NOTHING, 0.25, 1, 0, 0, 'no-gain'],
    [at('12:30'), 'two-car', 'ev', 'two', 0, 0, NOTHING, 0.1, 0, 1200, 0, 'away'],
    [at('13:00'), 'two-car', 'ev', 'two', 0, 0, NOTHING, 0.1, 0, 0, 400, 'away'],
    [at('13:30'), 'two-car', 'ev', 'two', 0, 0, NOTHING, 0.1, 0, 0, 0, 'unplugged'],
  ]
  return recordOf({ ...SMALL_ROWS, agents: [...AGENTS.filter((row) => row[1] !== 'two-car'), ...car] })
}
