import type { RunRecord } from '../../record/run-record.js'
import { numbers, type TextColumn, texts } from './columns.js'

/** Why an agent did, or did not do, something. Prices micro/Wh, energies Wh, NaN where it does not apply. */
export interface Decision {
  readonly decision: number
  readonly decidedAt: number
  readonly slot: number
  readonly agent: string
  readonly action: string
  readonly side: string
  readonly price: number
  readonly quantity: number
  readonly reasons: readonly string[]
  readonly soc: number
  readonly forecast: number
  readonly bestBid: number
  readonly bestAsk: number
  readonly expectedPrice: number
  /** What the agent would do instead, and at which price. */
  readonly alternative: string
  readonly alternativePrice: number
}

export function decisionAt(run: RunRecord, row: number): Decision {
  const number = (name: string) => numbers(run, 'decisions', name)[row]
  const text = (name: string) => texts(run, 'decisions', name).at(row)
  return {
    decision: number('decision'),
    decidedAt: number('decided_ms'),
    slot: number('slot_ms'),
    agent: text('agent'),
    action: text('action'),
    side: text('side'),
    price: number('price_micro_per_wh'),
    quantity: number('quantity_wh'),
    reasons: text('reasons').split('+').filter(Boolean),
    soc: number('soc'),
    forecast: number('forecast_wh'),
    bestBid: number('best_bid_micro_per_wh'),
    bestAsk: number('best_ask_micro_per_wh'),
    expectedPrice: number('expected_price_micro_per_wh'),
    alternative: text('alternative'),
    alternativePrice: number('alternative_price_micro_per_wh'),
  }
}

/** The decision behind an order; undefined where the record has none. */
export function decisionOf(run: RunRecord, order: number): Decision | undefined {
  const orderRow = numbers(run, 'orders', 'order').indexOf(order)
  if (orderRow < 0) return undefined
  const row = numbers(run, 'decisions', 'decision').indexOf(numbers(run, 'orders', 'decision')[orderRow])
  return row < 0 ? undefined : decisionAt(run, row)
}

/**
 * A handful of different decisions: for each action, side and set of reasons the one nearest to `around` [UTC ms], the
 * most frequent first, and at most one of them from one agent for as long as other agents have something to show.
 */
export function tellingDecisions(run: RunRecord, around: number, count: number): Decision[] {
  const decided = numbers(run, 'decisions', 'decided_ms')
  const action = texts(run, 'decisions', 'action')
  const side = texts(run, 'decisions', 'side')
  const reasons = texts(run, 'decisions', 'reasons')
  const agent = texts(run, 'decisions', 'agent')
  const key = (i: number) => `${action.codes[i]}/${side.codes[i]}/${reasons.codes[i]}`
  return tellingRows(decided, agent, key, around, count).map((row) => decisionAt(run, row))
}

/** What a store was asked to do in a slot, what it did, and why. Energies Wh, positive into the store. */
export interface RecordedSetpoint {
  readonly slot: number
  readonly agent: string
  readonly planned: number
  readonly metered: number
  /** At the end of the slot, 0..1. */
  readonly soc: number
  readonly reasons: readonly string[]
}

/** A handful of different setpoints, one for each set of reasons, chosen as the decisions are. */
export function tellingSetpoints(run: RunRecord, around: number, count: number): RecordedSetpoint[] {
  const [slot, soc] = [numbers(run, 'agents', 'slot_ms'), numbers(run, 'agents', 'soc')]
  const [planned, metered] = [numbers(run, 'agents', 'planned_wh'), numbers(run, 'agents', 'energy_wh')]
  const [agent, reasons] = [texts(run, 'agents', 'agent'), texts(run, 'agents', 'reasons')]
  const key = (i: number) => (Number.isFinite(soc[i]) ? reasons.at(i) : '')
  return tellingRows(slot, agent, key, around, count).map((row) => ({
    slot: slot[row],
    agent: agent.at(row),
    planned: planned[row],
    metered: metered[row],
    soc: soc[row],
    reasons: reasons.at(row).split('+').filter(Boolean),
  }))
}

/** Rows of the `count` most frequent keys in the order of time; rows with an empty key are left out. */
function tellingRows(
  time: Float64Array,
  agent: TextColumn,
  key: (row: number) => string,
  around: number,
  count: number,
): number[] {
  const distance = (row: number) => Math.abs(time[row] - around)
  const groups = new Map<string, { rows: Map<string, number>; size: number }>()
  for (let i = 0; i < time.length; i++) {
    const named = key(i)
    if (named === '') continue
    let group = groups.get(named)
    if (!group) {
      group = { rows: new Map(), size: 0 }
      groups.set(named, group)
    }
    group.size++
    const nearest = group.rows.get(agent.at(i))
    if (nearest === undefined || distance(i) < distance(nearest)) group.rows.set(agent.at(i), i)
  }
  const shown = new Set<string>()
  const rows: number[] = []
  for (const { rows: byAgent } of [...groups.values()].sort((a, b) => b.size - a.size).slice(0, count)) {
    const candidates = [...byAgent].sort(([, a], [, b]) => distance(a) - distance(b))
    const [name, row] = candidates.find(([name]) => !shown.has(name)) ?? candidates[0]
    shown.add(name)
    rows.push(row)
  }
  return rows.sort((a, b) => time[a] - time[b] || a - b)
}
