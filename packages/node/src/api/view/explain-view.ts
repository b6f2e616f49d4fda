import type { Slot } from '@jazzgrid/units'
import type { HeardFate } from '../../journal/journal.js'
import type { Explanation, FateReport } from '../contract/explanation.js'
import type { LiveNode } from '../live-node.js'
import { lineReport } from './statement-view.js'
import { tradeReport } from './trades-view.js'

/** Everything the node knows of a slot: what the agents thought, what became of their orders, what was settled. */
export function explainSlot(live: LiveNode, slot: Slot): Explanation {
  const { genesis, journal } = live
  const { slotLength, openBefore, gateClosure } = genesis.market
  const starts = slot * slotLength
  return {
    ...frame(live, { slot_ms: starts }),
    rounds: journal.rounds.filter(
      ({ at_ms }) => at_ms >= starts - openBefore && at_ms <= starts + Math.max(0, gateClosure),
    ),
    decisions: live.memory?.decisions(slot) ?? [],
    fates: journal.fates.filter(({ fate }) => fate.slot === slot).map((heard) => fateReport(live, heard)),
    trades: ownTrades(live, ({ trade }) => trade.slot === slot),
    statement: journal.lines.filter((line) => line.slot === slot).map((line) => lineReport(line, slotLength)),
  }
}

/** The life of one own order. @returns undefined where the node remembers none of this number. */
export function explainOrder(live: LiveNode, order: number): Explanation | undefined {
  const { journal, genesis } = live
  const heard = journal.fates.filter(({ fate }) => fate.handle === order)
  if (heard.length === 0) return undefined
  const { slot, device } = heard[0].fate
  const agent = live.memory?.agents.get(device)
  const times = new Set(heard.map(({ at }) => at))
  return {
    ...frame(live, { order }),
    rounds: journal.rounds.filter(({ at_ms }) => times.has(at_ms)),
    decisions: (live.memory?.decisions(slot) ?? []).filter((row) => row.agent === agent),
    fates: heard.map((each) => fateReport(live, each)),
    trades: ownTrades(live, ({ trade }) => trade.buy === order || trade.sell === order),
    statement: journal.lines
      .filter((line) => line.slot === slot)
      .map((line) => lineReport(line, genesis.market.slotLength)),
  }
}

const frame = ({ memory, account }: LiveNode, question: Explanation['question']) =>
  ({ schema: 'jazzgrid/explain@1', question, site: memory?.name ?? null, account }) as const

function ownTrades(
  { journal, account, genesis }: LiveNode,
  wanted: (trade: LiveNode['journal']['trades'][number]) => boolean,
) {
  return journal.trades
    .filter((each) => (each.trade.buyer === account || each.trade.seller === account) && wanted(each))
    .map((each) => tradeReport(each, genesis.market.slotLength, account))
}

const fateReport = ({ memory, genesis }: LiveNode, { at, fate }: HeardFate): FateReport => ({
  at_ms: at,
  slot_ms: fate.slot * genesis.market.slotLength,
  order: fate.handle,
  agent: memory?.agents.get(fate.device) ?? null,
  device: fate.device,
  kind: fate.kind,
  side: fate.side,
  price_micro_per_wh: fate.price,
  quantity_wh: fate.quantity,
  leaves_wh: fate.leaves,
  filled_wh: fate.lastQuantity,
  ended: fate.ended,
  refusal: fate.refusal?.code ?? null,
})
