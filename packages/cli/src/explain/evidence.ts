import { allRows, type Row, type RunTable, rowsWithNumber, rowsWithText, type TableName } from '@jazzgrid/sim'
import type { Question } from './question.js'
import { storeSlots } from './store/store-slots.js'

/** The rows of a run that answer a question. */
export interface Evidence {
  /** The slot's own row where the question is about a slot. */
  readonly slots: readonly Row[]
  /** What the batteries and cars did: rows of `agents` with `soc_before`. */
  readonly stores: readonly Row[]
  readonly decisions: readonly Row[]
  readonly orders: readonly Row[]
  readonly trades: readonly Row[]
  readonly deliveries: readonly Row[]
}

export type TableReader = (name: TableName) => Promise<RunTable>

/** Gather what the tables hold on a question; empty lists where they hold nothing. */
export async function gather(question: Question, table: TableReader): Promise<Evidence> {
  const [decisions, orders, trades] = [await table('decisions'), await table('orders'), await table('trades')]
  if (question.order !== undefined) return whole(aboutOrder(question.order, decisions, orders, trades), table)
  if (question.trade !== undefined) return whole(aboutTrade(question.trade, decisions, orders, trades), table)
  const [agents, slots] = [await table('agents'), allRows(await table('slots'))]
  const names = question.name === undefined ? undefined : agentsCalled(question.name, agents)
  const found = aboutAgents(names, question.slot, decisions, orders, trades)
  const inSlot = (row: Row) => question.slot === undefined || row.slot_ms === question.slot
  const kept = {
    decisions: found.decisions.filter(inSlot),
    orders: found.orders.filter(inSlot),
    trades: found.trades.filter(inSlot),
  }
  const starts = slots.map(({ slot_ms }) => Number(slot_ms))
  const stores = storeSlots({ names, slot: question.slot }, agents, starts)
  return { ...(await whole(kept, table)), stores, slots: question.slot === undefined ? [] : slots.filter(inSlot) }
}

/** With what became of the trades. */
async function whole(found: Pick<Evidence, 'decisions' | 'orders' | 'trades'>, table: TableReader): Promise<Evidence> {
  return {
    slots: [],
    stores: [],
    ...found,
    deliveries: withNumbers(await table('deliveries'), 'trade', found.trades, 'trade'),
  }
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

/** An agent of that name, and all agents of a site of that name. */
function agentsCalled(name: string, agents: RunTable): ReadonlySet<string> {
  const names = new Set([name])
  for (const row of rowsWithText(agents, 'site', names)) names.add(String(row.agent))
  return names
}

function aboutAgents(
  names: ReadonlySet<string> | undefined,
  slot: number | undefined,
  decisions: RunTable,
  orders: RunTable,
  trades: RunTable,
) {
  if (names === undefined) {
    const slots = new Set(slot === undefined ? [] : [slot])
    return {
      decisions: rowsWithNumber(decisions, 'slot_ms', slots),
      orders: rowsWithNumber(orders, 'slot_ms', slots),
      trades: rowsWithNumber(trades, 'slot_ms', slots),
    }
  }
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
