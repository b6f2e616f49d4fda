import type { Origin, Side } from '@jazzgrid/market'
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
const DEPARTURE: readonly ReasonCode[] = ['departure-first']

/** What a quote of a store is measured against: the stored energy's own value. */
const STORED: Alternative = 'stored-value'

/**
 * The quotes of a store for all due slots. First the slots in which the plan trades, the most gainful first, each at a
 * price that concedes to the value of stored energy; then, as gates near, whatever room is left is quoted at that value:
 * the slopes of the value function are the limits, and no order promises what another order may need.
 */
export function storeQuotes(plan: StorePlan, settings: StoreSettings, view: View, book: Book, origin: Origin): Quote[] {
  const quotes: Quote[] = []
  const order = byGain(plan, view)
  const planned = new Set<number>()
  for (const due of order) {
    const k = plan.index(due.slot)
    if (k < 0) continue
    const wish = plan.wish(k)
    if (Math.abs(wish) < view.rules.lot) continue
    const quote = quoteSide(plan, settings, view, book, due, wish > 0 ? 'buy' : 'sell', Math.abs(wish), origin)
    if (quote !== undefined) {
      quotes.push(quote)
      planned.add(due.slot)
    }
  }
  for (const due of order) {
    if (planned.has(due.slot) || due.urgency < settings.turn) continue
    for (const side of ['buy', 'sell'] as const) {
      const quote = quoteSide(plan, settings, view, book, due, side, Number.POSITIVE_INFINITY, origin)
      if (quote !== undefined) {
        quotes.push(quote)
        planned.add(due.slot)
      }
    }
  }
  for (const due of view.due) if (!planned.has(due.slot)) quotes.push(silence(plan, view, due))
  return quotes.sort((a, b) => a.slot - b.slot || (a.side < b.side ? -1 : 1))
}

/** Due slots, those first in which the planned trade gains most against the expected price. */
function byGain(plan: StorePlan, view: View): DueSlot[] {
  const gain = (due: DueSlot): number => {
    const k = plan.index(due.slot)
    if (k < 0) return 0
    const wish = plan.wish(k)
    if (wish > 0) return plan.programme.buyBelow[k] - plan.horizon.buy[k]
    return wish < 0 ? plan.horizon.sell[k] - plan.programme.sellAbove[k] : 0
  }
  return [...view.due].sort((a, b) => gain(b) - gain(a) || a.slot - b.slot)
}

function quoteSide(
  plan: StorePlan,
  settings: StoreSettings,
  view: View,
  book: Book,
  due: DueSlot,
  side: Side,
  wanted: number,
  origin: Origin,
): Quote | undefined {
  const { slot, urgency } = due
  const k = plan.index(slot)
  const { programme, expected } = plan
  // the buyer pays the network charge on top of the price
  const value = side === 'buy' ? programme.buyBelow[k] - view.tariff.networkCharge : programme.sellAbove[k]
  const retail = seriesAt(view.tariff.retail, slot)
  const feedIn = seriesAt(view.tariff.feedIn, slot)
  // nobody has to sell to a store below feed-in or to buy from one above retail
  if (side === 'buy' ? value < feedIn : value > retail) return undefined
  const reservation = side === 'buy' ? Math.min(value, retail - view.tariff.networkCharge) : Math.max(value, feedIn)
  const goal = side === 'buy' ? Math.min(expected[k], reservation) : Math.max(expected[k], reservation)
  const opening =
    side === 'buy' ? goal - settings.ambition * (goal - feedIn) : goal + settings.ambition * (retail - goal)
  const limit = concede({ opening, expected: goal, reservation, turn: settings.turn }, urgency)
  const price = onTick(view.rules, side, limit)
  if (price === undefined) return undefined
  const most = Math.min(wanted, legRoom(view, book, slot, side))
  const quantity = plan.headroom.claim(plan.horizon, plan.promises, k, side, most, view.rules.lot)
  if (quantity <= 0) return undefined
  return {
    slot,
    side,
    price,
    quantity: quantity as typeof view.rules.lot,
    ...(side === 'sell' ? { origin } : undefined),
    reasons: side === 'sell' ? DISCHARGE : plan.programme.marginal[k] >= retail ? DEPARTURE : CHARGE,
    forecast: programme.charge[k] - programme.discharge[k],
    alternative: STORED,
    alternativePrice: value,
  }
}

/** Why a store says nothing about a slot. */
function silence(plan: StorePlan, view: View, due: DueSlot): Quote {
  const k = plan.index(due.slot)
  const grounds = { slot: due.slot, side: 'none', alternative: STORED } as const
  if (k < 0) return { ...grounds, reasons: ['no-gain'], forecast: Number.NaN, alternativePrice: Number.NaN }
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
