import {
  type Book,
  type DueSlot,
  legRoom,
  onTick,
  type Quote,
  type ReasonCode,
  StorePlan,
  type Strategy,
  storeSetpoint,
  unplanned,
  type View,
  wholeLots,
} from '@jazzgrid/agent'
import type { EvSettings } from './value-strategy.js'

const CAP: readonly ReasonCode[] = ['price-cap']
const FULL: readonly ReasonCode[] = ['price-cap', 'reserved']

const plan = new StorePlan()

/**
 * The rule of the field trial: charge when the price is under the cap. It bids one tick below the cap for all slots in
 * which the car stands, and never sells. A departure charge that the market has not brought comes from the supplier.
 */
export const evPriceCapStrategy: Strategy<EvSettings, null> = {
  name: 'ev-price-cap',
  initial: () => null,
  quote(_own, settings, view, book) {
    plan.look(settings, view, book, { trips: settings.trips, v2g: false })
    plan.think(settings, view, book)
    return view.due.map((due) => quoteSlot(settings, view, book, due))
  },
  setpoint: (_own, settings, call, book) =>
    storeSetpoint(plan, settings, call, book, { trips: settings.trips, v2g: false }),
}

function quoteSlot(settings: EvSettings, view: View, book: Book, due: DueSlot): Quote {
  const { slot } = due
  const k = plan.index(slot)
  const under = settings.priceCap - view.rules.tick
  const grounds = { slot, forecast: Number.NaN, alternative: 'none', alternativePrice: settings.priceCap } as const
  if (k < 0) return { ...grounds, side: 'none', reasons: [unplanned(view, slot)] }
  if (plan.horizon.charge[k] === 0) return { ...grounds, side: 'none', reasons: [plan.absence(k)] }
  const price = onTick(view.rules, 'buy', under)
  const quantity =
    price === undefined
      ? 0
      : plan.headroom.claim(plan.horizon, plan.promises, k, 'buy', legRoom(view, book, slot, 'buy'), view.rules.lot)
  if (price === undefined || quantity <= 0) return { ...grounds, side: 'none', reasons: FULL }
  return {
    ...grounds,
    side: 'buy',
    price,
    quantity: wholeLots(view.rules, quantity),
    reasons: CAP,
    forecast: quantity,
  }
}
