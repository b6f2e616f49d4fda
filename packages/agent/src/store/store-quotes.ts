import type { Origin, Side } from '@jazzgrid/market'
import { wh } from '@jazzgrid/units'
import type { Alternative, ReasonCode } from '../decision/reason.js'
import { concede } from '../strategy/concession.js'
import { legRoom, onTick } from '../strategy/grid-price.js'
import type { Quote } from '../strategy/quote.js'
import { type DueSlot, seriesAt, type View } from '../strategy/signal.js'
import type { Book } from '../strategy/strategy.js'
import type { StorePlan } from './store-plan.js'
import type { StoreSettings } from './store-settings.js'

const CHARGE: readonly ReasonCode[] = ['charge-below-value', 'concession']
const DISCHARGE: readonly ReasonCode[] = ['discharge-above-value', 'concession']
const SELLING_BACK: readonly ReasonCode[] = ['sells-back', 'discharge-above-value', 'concession']
const DEPARTURE: readonly ReasonCode[] = ['departure-first']

/** What a quote of a store is measured against: the stored energy's own value. */
const STORED: Alternative = 'stored-value'

/**
 * The quotes of a store for all due slots: what the plan trades, at a price that concedes to the value of stored energy;
 * and as gates near, whatever room is left at that value. The slopes of the value function are the limits, and no order
 * promises what another may need.
 */
export function storeQuotes(plan: StorePlan, settings: StoreSettings, view: View, book: Book, origin: Origin): Quote[] {
  const quotes: Quote[] = []
  const planned = new Set<number>()
  const last = view.due.reduce((latest, { slot }) => Math.max(latest, slot), plan.first)
  plan.reserve((slot, side) => legRoom(view, book, slot, side), view.rules.lot, last)
  for (const due of view.due) {
    const k = plan.index(due.slot)
    const granted = k < 0 ? 0 : plan.granted[k]
    if (granted === 0) continue
    const quote = quoteSide(plan, settings, view, due, granted > 0 ? 'buy' : 'sell', Math.abs(granted), origin)
    if (quote === undefined) continue
    quotes.push(quote)
    planned.add(due.slot)
  }
  for (const due of view.due) {
    if (planned.has(due.slot) || due.urgency < settings.turn) continue
    const k = plan.index(due.slot)
    if (k < 0) continue
    for (const side of ['buy', 'sell'] as const) {
      const { horizon: h, promises, headroom } = plan
      const left = headroom.claim(h, promises, k, side, legRoom(view, book, due.slot, side), view.rules.lot)
      const quote = left > 0 ? quoteSide(plan, settings, view, due, side, left, origin) : undefined
      if (quote === undefined) continue
      quotes.push(quote)
      planned.add(due.slot)
    }
  }
  for (const due of view.due) if (!planned.has(due.slot)) quotes.push(silence(plan, view, due))
  return quotes.sort((a, b) => a.slot - b.slot || (a.side < b.side ? -1 : 1))
}

function quoteSide(
  plan: StorePlan,
  settings: StoreSettings,
  view: View,
  due: DueSlot,
  side: Side,
  quantity: number,
  origin: Origin,
): Quote | undefined {
  const { slot, urgency } = due
  const k = plan.index(slot)
  const { programme, expected } = plan
  const retail = seriesAt(view.tariff.retail, slot)
  const pressed = side === 'buy' && (plan.isShort(k) || programme.marginal[k] >= retail)
  // the buyer pays the network charge on top of the price
  const value =
    side === 'buy' ? (pressed ? retail : programme.buyBelow[k]) - view.tariff.networkCharge : programme.sellAbove[k]
  const feedIn = seriesAt(view.tariff.feedIn, slot)
  // nobody has to sell to a store below feed-in or to buy from one above retail
  if (side === 'buy' ? value < feedIn : value > retail) return undefined
  const reservation = side === 'buy' ? Math.min(value, retail - view.tariff.networkCharge) : Math.max(value, feedIn)
  const goal = side === 'buy' ? Math.min(expected[k], reservation) : Math.max(expected[k], reservation)
  const opening =
    side === 'buy' ? goal - settings.ambition * (goal - feedIn) : goal + settings.ambition * (retail - goal)
  const limit = concede({ opening, expected: goal, reservation, turn: settings.turn }, urgency)
  const price = onTick(view.rules, side, side === 'buy' ? Math.min(limit, reservation) : Math.max(limit, reservation))
  if (price === undefined) return undefined
  return {
    slot,
    side,
    price,
    quantity: wh(quantity),
    ...(side === 'sell' ? { origin } : undefined),
    reasons: side === 'buy' ? (pressed ? DEPARTURE : CHARGE) : origin === 'ev' ? SELLING_BACK : DISCHARGE,
    forecast: programme.charge[k] - programme.discharge[k],
    alternative: STORED,
    alternativePrice: value,
  }
}

/** Why a slot is not part of the plan. */
export function unplanned(view: View): ReasonCode {
  return Number.isNaN(view.telemetry.soc) ? 'soc-unknown' : 'forecast-unknown'
}

/** Why a store says nothing about a slot. */
function silence(plan: StorePlan, view: View, due: DueSlot): Quote {
  const k = plan.index(due.slot)
  const grounds = { slot: due.slot, side: 'none', alternative: STORED } as const
  if (k < 0) return { ...grounds, reasons: [unplanned(view)], forecast: Number.NaN, alternativePrice: Number.NaN }
  const { horizon: h, programme, promises, headroom } = plan
  const wish = plan.wish(k)
  return {
    ...grounds,
    reasons: [reason()],
    forecast: programme.charge[k] - programme.discharge[k],
    alternativePrice: wish < 0 ? programme.sellAbove[k] : programme.buyBelow[k],
  }

  function reason(): ReasonCode {
    if (h.charge[k] === 0 && h.discharge[k] === 0) return 'away'
    if (Number.isNaN(plan.expected[k])) return 'forecast-unknown'
    if (Math.abs(wish) < view.rules.lot) return promises.committed[k] === 0 ? 'no-gain' : 'covered-already'
    const room = wish > 0 ? headroom.charge[k] : headroom.discharge[k]
    if (room >= view.rules.lot) {
      const leg = seriesAt(wish > 0 ? view.site.in : view.site.out, due.slot)
      return leg < view.rules.lot ? 'leg-used' : 'value-outside-band'
    }
    if (wish > 0 ? promises.committed[k] >= h.charge[k] : -promises.committed[k] >= h.discharge[k]) return 'rating-used'
    const stored = h.stored
    if (wish > 0 && stored >= h.ceiling) return 'store-full'
    if (wish < 0 && stored <= h.floor[0]) return 'store-empty'
    return 'reserved'
  }
}
