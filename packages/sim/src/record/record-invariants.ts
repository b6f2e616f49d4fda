import { formatScaled } from '@jazzgrid/units'
import type { RunRecord, RunTable, TableName } from './run-record.js'

/** A law that a record breaks, with the first place where it does. */
export interface BrokenInvariant {
  readonly law: string
  readonly evidence: string
}

const MONEY = ['trade_micro', 'network_micro', 'imbalance_micro', 'penalty_micro', 'total_micro'] as const

/**
 * Hold a record against the laws that every run must keep: money and bought energy sum to zero, no energy is matched
 * twice, every order has a fate that adds up, every decision a reason. Exact: all sums are integers.
 * @returns the broken laws, none where the run is sound
 */
export function brokenInvariants(record: RunRecord): BrokenInvariant[] {
  return [
    ...MONEY.flatMap((column) => moneySumsToZero(record, column)),
    ...first('bought and sold energy sum to zero in every slot', positionsSumToZero(record)),
    ...first('an order is filled, self-supplied or left over, and nothing else', ordersAddUp(record)),
    ...first('an order is matched by exactly what its trades hold', tradesFillOrders(record)),
    ...first('a balanced unit delivers at most what was matched', deliveriesWithinMatch(record)),
    ...first('every order has a final fate', everyRowHas(record, 'orders', 'fate')),
    ...first('every decision has a reason', everyRowHas(record, 'decisions', 'reasons')),
  ]
}

function* first(law: string, evidence: Iterable<string>): Generator<BrokenInvariant> {
  for (const found of evidence) {
    yield { law, evidence: found }
    return
  }
}

function moneySumsToZero(record: RunRecord, column: (typeof MONEY)[number]): BrokenInvariant[] {
  const values = numbers(record, 'statements', column)
  const sum = values.reduce((total, value) => total + (Number.isNaN(value) ? 0n : BigInt(value)), 0n)
  if (sum === 0n) return []
  return [{ law: `the statements' ${column} sums to zero`, evidence: `it sums to ${formatScaled(sum, 6)}` }]
}

function* positionsSumToZero(record: RunRecord): Generator<string> {
  const slots = numbers(record, 'readings', 'slot_ms')
  const sums = new Map<number, number>()
  numbers(record, 'readings', 'position_wh').forEach((position, i) => {
    sums.set(slots[i], (sums.get(slots[i]) ?? 0) + (Number.isNaN(position) ? 0 : position))
  })
  for (const [slot, sum] of sums) if (sum !== 0) yield `slot ${new Date(slot).toISOString()}: ${sum} Wh`
}

function* ordersAddUp(record: RunRecord): Generator<string> {
  const [order, quantity, filled, own, leaves] = (
    ['order', 'quantity_wh', 'filled_wh', 'self_supplied_wh', 'leaves_wh'] as const
  ).map((column) => numbers(record, 'orders', column))
  for (let i = 0; i < order.length; i++) {
    const parts = [filled[i], own[i], leaves[i]].map((part) => part || 0)
    if (parts.some((part) => part < 0) || parts[0] + parts[1] + parts[2] !== quantity[i]) {
      yield `order ${order[i]}: ${parts.join(' + ')} of ${quantity[i]} Wh`
    }
  }
}

function* tradesFillOrders(record: RunRecord): Generator<string> {
  const matched = new Map<number, number>()
  const seen = new Set<number>()
  const [trade, quantity] = [numbers(record, 'trades', 'trade'), numbers(record, 'trades', 'quantity_wh')]
  const sides = (['sell_order', 'buy_order'] as const).map((column) => numbers(record, 'trades', column))
  for (let i = 0; i < trade.length; i++) {
    if (seen.has(trade[i])) yield `trade ${trade[i]} stands there twice`
    seen.add(trade[i])
    if (!(quantity[i] > 0)) yield `trade ${trade[i]}: ${quantity[i]} Wh`
    for (const side of sides)
      if (!Number.isNaN(side[i])) matched.set(side[i], (matched.get(side[i]) ?? 0) + quantity[i])
  }
  const order = numbers(record, 'orders', 'order')
  const [filled, own] = [numbers(record, 'orders', 'filled_wh'), numbers(record, 'orders', 'self_supplied_wh')]
  for (let i = 0; i < order.length; i++) {
    const stated = (filled[i] || 0) + (own[i] || 0)
    if (stated !== (matched.get(order[i]) ?? 0)) {
      yield `order ${order[i]}: ${stated} Wh stated, ${matched.get(order[i]) ?? 0} Wh in trades`
    }
  }
}

function* deliveriesWithinMatch(record: RunRecord): Generator<string> {
  const trade = numbers(record, 'deliveries', 'trade')
  const [matched, delivered] = [
    numbers(record, 'deliveries', 'matched_wh'),
    numbers(record, 'deliveries', 'delivered_wh'),
  ]
  for (let i = 0; i < trade.length; i++) {
    if (delivered[i] > matched[i]) yield `trade ${trade[i]}: ${delivered[i]} of ${matched[i]} Wh`
  }
}

function* everyRowHas(record: RunRecord, table: TableName, name: string): Generator<string> {
  const column = columnOf(record.tables[table], name)
  if (column.kind !== 'text') throw new TypeError(`${table}.${name} holds no texts`)
  const row = column.codes.findIndex((code) => column.texts[code] === '')
  if (row >= 0) yield `row ${row + 1} of ${table} has none`
}

function numbers(record: RunRecord, table: TableName, name: string): Float64Array {
  const column = columnOf(record.tables[table], name)
  if (column.kind !== 'number') throw new TypeError(`${table}.${name} holds no numbers`)
  return column.values
}

function columnOf(table: RunTable, name: string) {
  const column = table.columns.find((column) => column.name === name)
  if (column === undefined) throw new TypeError(`${table.name} has no column ${name}`)
  return column
}
