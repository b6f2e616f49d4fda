import type { Slot } from '@jazzgrid/units'
import type { ReasonCode } from '../decision/reason.js'
import type { Quote } from '../strategy/quote.js'
import { type DueSlot, seriesAt, type View } from '../strategy/signal.js'
import type { StorePlan } from './store-plan.js'

/** Why a slot is not part of the plan. */
export function unplanned(view: View, slot: Slot): ReasonCode {
  if (Number.isNaN(view.telemetry.soc)) return 'soc-unknown'
  return Number.isNaN(seriesAt(view.forecast.price, slot)) ? 'forecast-unknown' : 'beyond-plan'
}

/** Why a store says nothing about a slot. */
export function storeSilence(plan: StorePlan, view: View, { slot }: DueSlot): Quote {
  const k = plan.index(slot)
  let reason = unplanned(view, slot)
  let forecast = Number.NaN
  let alternativePrice = Number.NaN
  if (k >= 0) {
    const { charge, discharge, sellAbove, buyBelow } = plan.programme
    const wish = plan.wish(k)
    reason = reasonFor(plan, view, slot, k, wish)
    forecast = charge[k] - discharge[k]
    alternativePrice = wish < 0 ? sellAbove[k] : buyBelow[k]
  }
  return { slot, side: 'none', reasons: [reason], forecast, alternative: 'stored-value', alternativePrice }
}

function reasonFor(plan: StorePlan, view: View, slot: number, k: number, wish: number): ReasonCode {
  const { horizon: h, headroom } = plan
  const committed = plan.promises.committed[k]
  const { lot } = view.rules
  if (plan.hasNoTerminal(k)) return plan.absence(k)
  if (Number.isNaN(plan.expected[k])) return 'forecast-unknown'
  if (Math.abs(wish) < lot) return committed === 0 ? 'no-gain' : 'covered-already'
  const room = wish > 0 ? headroom.charge[k] : headroom.discharge[k]
  if (room >= lot) {
    const leg = seriesAt(wish > 0 ? view.site.in : view.site.out, slot)
    return leg < lot ? 'leg-used' : 'value-outside-band'
  }
  if (wish > 0 ? committed >= h.charge[k] : -committed >= h.discharge[k]) return 'rating-used'
  if (wish > 0 && h.stored >= h.ceiling) return 'store-full'
  if (wish < 0 && h.stored <= h.floor[0]) return 'store-empty'
  return 'reserved'
}
