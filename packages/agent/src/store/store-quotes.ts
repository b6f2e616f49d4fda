import type { Origin, Side } from '@jazzgrid/market'
import { type Price, type Slot, wh } from '@jazzgrid/units'
import type { ReasonCode } from '../decision/reason.js'
import { concede } from '../strategy/concession.js'
import { legRoom, onTick, wholeLots } from '../strategy/grid-price.js'
import type { Grounds, OrderQuote, Quote } from '../strategy/quote.js'
import { type DueSlot, seriesAt, type View } from '../strategy/signal.js'
import type { Book } from '../strategy/strategy.js'
import { SlotWorth } from './slot-worth.js'
import type { StorePlan } from './store-plan.js'
import type { StoreSettings } from './store-settings.js'
import { storeSilence } from './store-silence.js'

const CHARGE: readonly ReasonCode[] = ['charge-below-value', 'concession']
const DISCHARGE: readonly ReasonCode[] = ['discharge-above-value', 'concession']
const SELLING_BACK: readonly ReasonCode[] = ['sells-back', 'discharge-above-value', 'concession']
const NEEDED: readonly ReasonCode[] = ['departure-first']
const REBUY: readonly ReasonCode[] = ['rebuy-shortfall', 'concession']
const RESELL: readonly ReasonCode[] = ['resell-excess', 'concession']

/** Serves one store after another, as the plan does. */
const worth = new SlotWorth()

/**
 * The quotes of a store for all due slots: what the plan trades, at a price that concedes to the value of stored energy;
 * and as gates near, more in either direction. The slopes of the value function are the limits, and no order promises what
 * another may need. The limit of a planned order is the worth of its last Wh, so that no part of it can fill at a loss.
 */
export function storeQuotes(plan: StorePlan, settings: StoreSettings, view: View, book: Book, origin: Origin): Quote[] {
  const quotes: Quote[] = []
  const planned = new Set<number>()
  const last = view.due.reduce((latest, { slot }) => Math.max(latest, slot), plan.first)
  const until = last - plan.first
  plan.reserve((slot, side) => legRoom(view, book, slot, side), view.rules.lot, last)
  for (const due of view.due) {
    const k = plan.index(due.slot)
    if (k < 0) continue
    // where there is no terminal, what was contracted is traded back, or the imbalance is to be paid
    const wanted = plan.hasNoTerminal(k) ? unwound(view, book, due.slot) : plan.granted[k]
    if (wanted === 0) continue
    const side = wanted > 0 ? 'buy' : 'sell'
    const quantity = Math.abs(wanted)
    const value = worth.read(plan.programme, k, side, until).at(quantity + before(plan, k, side))
    const price = limitPrice(plan, settings, view, due, side, value)
    if (price === undefined) continue
    quotes.push(orderQuote(plan, view, due, side, price, quantity, value, origin))
    planned.add(due.slot)
  }
  for (const due of view.due) {
    if (planned.has(due.slot) || due.urgency < settings.turn) continue
    const bid = bargain(plan, settings, view, book, due, 'buy', origin, until)
    const offer = bargain(plan, settings, view, book, due, 'sell', origin, until, bid?.price)
    for (const quote of [bid, offer]) {
      if (quote === undefined) continue
      quotes.push(quote)
      planned.add(due.slot)
    }
  }
  for (const due of view.due) if (!planned.has(due.slot)) quotes.push(storeSilence(plan, view, due))
  return quotes.sort((a, b) => a.slot - b.slot || (a.side < b.side ? -1 : 1))
}

/**
 * An order outside the plan: the slot is not expected to trade at a price that pays, and if it does all the same the store
 * takes part. Its limit is the worth of the first lot. If it fills, the price was somewhere between what the supplier
 * offers and that limit, on average in the middle, and so the order takes in what is worth at least that.
 * @param until index of the last due slot.
 * @param own the store's own bid in the slot, which an offer must not meet: a store that is indifferent would trade with
 * itself.
 */
function bargain(
  plan: StorePlan,
  settings: StoreSettings,
  view: View,
  book: Book,
  due: DueSlot,
  side: Side,
  origin: Origin,
  until: number,
  own?: Price,
): OrderQuote | undefined {
  const k = plan.index(due.slot)
  if (k < 0) return undefined
  const { horizon: h, promises, headroom, programme } = plan
  const { lot } = view.rules
  const first = before(plan, k, side)
  const value = worth.read(programme, k, side, until).at(first + lot)
  const price = limitPrice(plan, settings, view, due, side, value)
  if (price === undefined || (own !== undefined && price <= own)) return undefined
  const supplier = seriesAt(side === 'buy' ? view.tariff.feedIn : view.tariff.retail, due.slot)
  const wanted = Math.min(worth.within((value + supplier) / 2) - first, legRoom(view, book, due.slot, side))
  const quantity = headroom.claim(h, promises, k, side, wanted, lot)
  return quantity > 0 ? orderQuote(plan, view, due, side, price, quantity, value, origin) : undefined
}

/** What the own load takes before anything is sold [Wh]; a purchase is worth what it would be without. */
const before = (plan: StorePlan, k: number, side: Side): number => (side === 'sell' ? plan.ownUse(k) : 0)

/** The trade that takes back what was contracted for a slot, as far as the leg allows [Wh, purchases positive]. */
function unwound(view: View, book: Book, slot: Slot): number {
  const position = book.position(slot)
  const side = position < 0 ? 'buy' : 'sell'
  return -Math.sign(position) * wholeLots(view.rules, Math.min(Math.abs(position), legRoom(view, book, slot, side)))
}

/** The price to ask or bid now for energy of this value; undefined where the supplier does better. */
function limitPrice(
  plan: StorePlan,
  settings: StoreSettings,
  view: View,
  { slot, urgency }: DueSlot,
  side: Side,
  value: number,
): Price | undefined {
  const expected = plan.expected[plan.index(slot)]
  const feedIn = seriesAt(view.tariff.feedIn, slot)
  // the buyer pays the network charge on top of the price
  const retail = seriesAt(view.tariff.retail, slot) - (side === 'buy' ? view.tariff.networkCharge : 0)
  const net = side === 'buy' ? value - view.tariff.networkCharge : value
  // nobody has to sell to a store below feed-in or to buy from one above retail
  if (!(side === 'buy' ? net >= feedIn : net <= retail)) return undefined
  const reservation = side === 'buy' ? Math.min(net, retail) : Math.max(net, feedIn)
  const goal = side === 'buy' ? Math.min(expected, reservation) : Math.max(expected, reservation)
  const opening =
    side === 'buy' ? goal - settings.ambition * (goal - feedIn) : goal + settings.ambition * (retail - goal)
  const limit = concede({ opening, expected: goal, reservation, turn: settings.turn }, urgency)
  return onTick(view.rules, side, side === 'buy' ? Math.min(limit, reservation) : Math.max(limit, reservation))
}

function orderQuote(
  plan: StorePlan,
  view: View,
  { slot }: DueSlot,
  side: Side,
  price: Price,
  quantity: number,
  value: number,
  origin: Origin,
): OrderQuote {
  const k = plan.index(slot)
  return {
    slot,
    side,
    price,
    quantity: wh(quantity),
    ...(side === 'sell' ? { origin } : undefined),
    reasons: reasonsFor(side, value, origin, plan.hasNoTerminal(k)),
    forecast: plan.programme.charge[k] - plan.programme.discharge[k],
    ...alternativeTo(side, value, view, slot),
  }
}

function reasonsFor(side: Side, value: number, origin: Origin, unmet: boolean): readonly ReasonCode[] {
  if (side === 'buy') return value !== Infinity ? CHARGE : unmet ? REBUY : NEEDED
  if (value === -Infinity) return RESELL
  return origin === 'ev' ? SELLING_BACK : DISCHARGE
}

/** What must be traded has no worth of its own to be measured against: without the market the supplier takes its place. */
function alternativeTo(
  side: Side,
  value: number,
  { tariff }: View,
  slot: number,
): Pick<Grounds, 'alternative' | 'alternativePrice'> {
  if (Number.isFinite(value)) return { alternative: 'stored-value', alternativePrice: value }
  return side === 'buy'
    ? { alternative: 'retail', alternativePrice: seriesAt(tariff.retail, slot) }
    : { alternative: 'feed-in', alternativePrice: seriesAt(tariff.feedIn, slot) }
}
