import { allRows, type Row, type RunTable, rowsWithNumber, rowsWithText, type TableName } from '@jazzgrid/sim'
import type { Question } from './question.js'

/** The rows of a run that answer a question. */
export interface Evidence {
  /** The slot's own row where the question is about a slot. */
  readonly slots: readonly Row[]
  readonly decisions: readonly Row[]
  readonly orders: readonly Row[]
  readonly trades: readonly Row[]
  readonly deliveries: readonly Row[]
}

export type TableReader = (name: TableName) => Promise<RunTable>

/** Gather what the tables hold on a question; empty lists where they hold nothing. */
export async function gather(question: Question, table: TableReader): Promise<Evidence> {
  const [decisions, orders, trades] = [await table('decisions'), await table('orders'), await table('trades')]
  let found: Omit<Evidence, 'slots' | 'deliveries'>
  if (question.order !== undefined) found = aboutOrder(question.order, decisions, orders, trades)
  else if (question.trade !== undefined) found = aboutTrade(question.trade, decisions, orders, trades)
  else found = await aboutAgents(question, decisions, orders, trades, table)
  const inSlot = (row: Row) => question.slot === undefined || row.slot_ms === question.slot
  const kept = {
    decisions: found.decisions.filter(inSlot),
    orders: found.orders.filter(inSlot),
    trades: found.trades.filter(inSlot),
  }
  const slots = question.slot === undefined ? [] : allRows(await table('slots')).filter(inSlot)
  return { slots, ...kept, deliveries: withNumbers(await table('deliveries'), 'trade', kept.trades, 'trade') }
}

function aboutOrder(order: number, decisions: RunTable, orders: RunTable, trades: RunTable) {
  const own = rowsWithNumber(orders, 'order', new Set([order]))
  return {
    decisions: withNumbers(decisions, 'decision', own, 'decision'),
    orders: own,
    trades: [...withNumbers(trades, 'sell_order', own, 'order'), ...withNumbers(trades, 'buy_order', own, 'order')],
  }
}

function aboutTrade(trade: number, decisions: RunTable, orders: RunTable, trades: RunTable) {
  const own = rowsWithNumber(trades, 'trade', new Set([trade]))
  const both = rowsWithNumber(orders, 'order', numbersIn(own, 'sell_order', 'buy_order'))
  return { decisions: withNumbers(decisions, 'decision', both, 'decision'), orders: both, trades: own }
}

async function aboutAgents(
  question: Question,
  decisions: RunTable,
  orders: RunTable,
  trades: RunTable,
  table: TableReader,
) {
  if (question.name === undefined) {
    const slot = new Set(question.slot === undefined ? [] : [question.slot])
    return {
      decisions: rowsWithNumber(decisions, 'slot_ms', slot),
      orders: rowsWithNumber(orders, 'slot_ms', slot),
      trades: rowsWithNumber(trades, 'slot_ms', slot),
    }
  }
  const names = new Set([question.name])
  for (const row of rowsWithText(await table('agents'), 'site', names)) names.add(String(row.agent))
  const sold = rowsWithText(trades, 'seller_agent', names)
  const ids = numbersIn(sold, 'trade')
  const bought = rowsWithText(trades, 'buyer_agent', names).filter((row) => !ids.has(Number(row.trade)))
  return {
    decisions: rowsWithText(decisions, 'agent', names),
    orders: rowsWithText(orders, 'agent', names),
    trades: [...sold, ...bought].sort((a, b) => Number(a.trade) - Number(b.trade)),
  }
}

const withNumbers = (table: RunTable, column: string, rows: readonly Row[], from: string): Row[] =>
  rowsWithNumber(table, column, numbersIn(rows, from))

const numbersIn = (rows: readonly Row[], ...columns: readonly string[]): Set<number> =>
  new Set(rows.flatMap((row) => columns.flatMap((column) => (row[column] === null ? [] : [Number(row[column])]))))
