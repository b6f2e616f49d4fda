import {
  type Book,
  type DueSlot,
  legRoom,
  onTick,
  type Quote,
  type ReasonCode,
  StorePlan,
  type StoreSettings,
  type Strategy,
  storeSetpoint,
  unplanned,
  type View,
  wholeLots,
} from '@jazzgrid/agent'
import type { Side } from '@jazzgrid/market'
import { perKwh } from '@jazzgrid/units'
import { type BiddingRow, rowAt, TABLE_LOT } from './bidding-table.js'

const ROW: readonly ReasonCode[] = ['table-row']
const RESERVED: readonly ReasonCode[] = ['table-row', 'reserved']

const plan = new StorePlan()

/**
 * The rule of the field trial: the state of charge that the battery will have in a slot, by what is contracted before it,
 * looks up a bid and an offer of 1.0 kWh each.
 */
export const tableStrategy: Strategy<StoreSettings, null> = {
  name: 'battery-table',
  initial: () => null,
  quote(_own, settings, view, book) {
    plan.look(settings, view, book)
    plan.think(settings, view, book)
    return view.due.flatMap((due) => quoteSlot(settings, view, book, due))
  },
  setpoint: (_own, settings, call, book) => storeSetpoint(plan, settings, call, book),
}

function quoteSlot(settings: StoreSettings, view: View, book: Book, due: DueSlot): Quote[] {
  const k = plan.index(due.slot)
  const row = k < 0 ? undefined : rowAt(plan.expectedSoc(settings, k))
  const quotes: Quote[] = []
  if (row !== undefined) {
    for (const side of ['buy', 'sell'] as const) {
      const quote = quoteRow(row, side, view, book, due, k)
      if (quote !== undefined) quotes.push(quote)
    }
  }
  if (quotes.length > 0) return quotes
  const reasons = row === undefined ? [unplanned(view, due.slot)] : RESERVED
  return [{ slot: due.slot, side: 'none', reasons, forecast: 0, alternative: 'none', alternativePrice: Number.NaN }]
}

function quoteRow(row: BiddingRow, side: Side, view: View, book: Book, due: DueSlot, k: number): Quote | undefined {
  const currency = side === 'buy' ? row.buy : row.sell
  if (currency === undefined) return undefined
  const price = onTick(view.rules, side, perKwh(currency))
  if (price === undefined) return undefined
  const { lot } = view.rules
  const wanted = Math.min(TABLE_LOT, legRoom(view, book, due.slot, side))
  const quantity = wholeLots(view.rules, plan.headroom.claim(plan.horizon, plan.promises, k, side, wanted, lot))
  if (quantity <= 0) return undefined
  return {
    slot: due.slot,
    side,
    price,
    quantity,
    ...(side === 'sell' ? { origin: 'battery' as const } : undefined),
    reasons: ROW,
    forecast: side === 'buy' ? quantity : -quantity,
    alternative: 'none',
    alternativePrice: Number.NaN,
  }
}
