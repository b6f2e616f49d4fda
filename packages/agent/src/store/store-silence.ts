import type { ReasonCode } from '../decision/reason.js'
import type { Quote } from '../strategy/quote.js'
import { type DueSlot, seriesAt, type View } from '../strategy/signal.js'
import type { StorePlan } from './store-plan.js'

/** Why a slot is not part of the plan. */
export function unplanned(view: View): ReasonCode {
  return Number.isNaN(view.telemetry.soc) ? 'soc-unknown' : 'forecast-unknown'
}

/** Why a store says nothing about a slot. */
export function storeSilence(plan: StorePlan, view: View, due: DueSlot): Quote {
  const k = plan.index(due.slot)
  const grounds = { slot: due.slot, side: 'none', alternative: 'stored-value' } as const
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
    if (plan.hasNoTerminal(k)) return plan.absence(k)
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
