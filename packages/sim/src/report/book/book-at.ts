import type { RunRecord } from '../../record/run-record.js'
import { numbers, texts } from '../reading/columns.js'

/** One price of a book: what is still to be traded there. */
export interface BookLevel {
  /** micro/Wh */
  readonly price: number
  /** Wh */
  readonly quantity: number
  readonly orders: number
}

/** The book of one delivery slot at one instant, both sides from the best price outwards. Plain limits, no premiums. */
export interface RecordedBook {
  /** UTC ms of the slot's start. */
  readonly slot: number
  /** UTC ms */
  readonly time: number
  readonly bids: readonly BookLevel[]
  readonly offers: readonly BookLevel[]
}

/**
 * A round takes its orders and matches them at one and the same time. `before`: the orders that met in the round, with
 * what they had left when it came to matching between sites (what a site supplied to itself is out already). `after`:
 * what was left resting.
 */
export type Instant = 'before' | 'after'

/**
 * Rebuild the order book of a slot from the orders and trades of a run; pure, O(orders + trades).
 * An order counts from `placed_ms` until `final_ms`; one withdrawn in the round itself did not meet the others any more.
 * An order whose leaves its author reduced in place counts with its full amount until it is final.
 * @param slot UTC ms of the slot's start; @param time UTC ms of a round.
 */
export function bookAt(run: RunRecord, slot: number, time: number, instant: Instant = 'after'): RecordedBook {
  const gone = new Map<number, number>()
  const metNow = new Set<number>()
  const trades = {
    slot: numbers(run, 'trades', 'slot_ms'),
    at: numbers(run, 'trades', 'matched_ms'),
    quantity: numbers(run, 'trades', 'quantity_wh'),
    sell: numbers(run, 'trades', 'sell_order'),
    buy: numbers(run, 'trades', 'buy_order'),
    kind: texts(run, 'trades', 'kind'),
  }
  for (let i = 0; i < trades.slot.length; i++) {
    if (trades.slot[i] !== slot || trades.at[i] > time) continue
    const met = instant === 'before' && trades.at[i] === time && trades.kind.at(i) !== 'self-supply'
    for (const order of [trades.sell[i], trades.buy[i]]) {
      if (met) metNow.add(order)
      else gone.set(order, (gone.get(order) ?? 0) + trades.quantity[i])
    }
  }
  const orders = {
    order: numbers(run, 'orders', 'order'),
    slot: numbers(run, 'orders', 'slot_ms'),
    placed: numbers(run, 'orders', 'placed_ms'),
    final: numbers(run, 'orders', 'final_ms'),
    price: numbers(run, 'orders', 'price_micro_per_wh'),
    quantity: numbers(run, 'orders', 'quantity_wh'),
    side: texts(run, 'orders', 'side'),
    fate: texts(run, 'orders', 'fate'),
  }
  const bids = new Map<number, BookLevel>()
  const offers = new Map<number, BookLevel>()
  for (let i = 0; i < orders.order.length; i++) {
    if (orders.slot[i] !== slot || orders.placed[i] > time || orders.fate.at(i) === 'rejected') continue
    const ended = orders.final[i] <= time // a missing final time is NaN: the order still lives
    if (ended && !metNow.has(orders.order[i])) continue
    const left = orders.quantity[i] - (gone.get(orders.order[i]) ?? 0)
    if (left <= 0) continue
    const side = orders.side.at(i) === 'sell' ? offers : bids
    const level = side.get(orders.price[i])
    side.set(orders.price[i], {
      price: orders.price[i],
      quantity: (level?.quantity ?? 0) + left,
      orders: (level?.orders ?? 0) + 1,
    })
  }
  return {
    slot,
    time,
    bids: [...bids.values()].sort((a, b) => b.price - a.price),
    offers: [...offers.values()].sort((a, b) => a.price - b.price),
  }
}
