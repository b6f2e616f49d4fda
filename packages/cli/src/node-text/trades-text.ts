import type { Trades } from '@jazzgrid/node/api'
import { fineEnergy, LocalTime } from '@jazzgrid/sim'
import { textTable } from '../terminal/text-table.js'
import { NODE_AMOUNTS } from './book-text.js'

/** Balanced units, a line each. `*` marks those of the own account. */
export function tradesText({ trades, from_height, next, account }: Trades, zone: string): string {
  if (trades.length === 0) return `Nothing was traded that this node still remembers (from height ${from_height} on).`
  const local = new LocalTime(zone)
  const table = textTable(
    ['trade', 'slot', 'seller', 'buyer', 'quantity', 'price', 'origin'],
    trades.map((trade) => [
      `${trade.own === null ? ' ' : '*'} ${trade.id}`,
      local.stamp(trade.slot_ms),
      party(trade.seller, trade.seller_device),
      party(trade.buyer, trade.buyer_device),
      fineEnergy(trade.quantity_wh),
      NODE_AMOUNTS.priceWithUnit(trade.price_micro_per_wh),
      trade.self_supply ? 'own supply' : trade.origin,
    ]),
  )
  const rest = next === null ? [] : [`There are more: --after ${next}`]
  return [table, '', `* of this account (${account})`, ...rest].join('\n')
}

const party = (account: number, device: number): string => `${account}/${device}`
