import type { DeliveryCall } from '../strategy/signal.js'
import type { Book } from '../strategy/strategy.js'
import type { StorePlan } from './store-plan.js'
import type { StoreSettings, VehicleTerms } from './store-settings.js'

/** Rounding error of a plan [Wh]. */
const DUST = 1e-6

/**
 * What the store does in the slot that starts [Wh at the terminal, positive charges]: what it has promised, and beyond
 * that what pays against the supplier's prices for the site's own surplus or need. That is also how a car gets its
 * departure charge when the market has not delivered it: the floor in front of the trip makes retail worth its price.
 *
 * Energy that was sold is delivered; nothing is done now that would break a promise for a later slot, whatever part of the
 * resting orders fills.
 */
export function storeSetpoint(
  plan: StorePlan,
  settings: StoreSettings,
  call: DeliveryCall,
  book: Book,
  vehicle?: VehicleTerms,
): number {
  const { view } = call
  if (Number.isNaN(view.telemetry.soc)) return 0
  plan.look(settings, view, book, vehicle)
  const k = plan.index(call.slot)
  if (k < 0) return book.position(call.slot)
  const { horizon: h, programme, promises, headroom } = plan
  const promised = promises.committed[k]
  h.load[k] = call.residual
  h.buy[k] = Math.max(call.retail, call.feedIn)
  h.sell[k] = call.feedIn
  plan.think(settings, view, book, k)
  const best = programme.charge[k] - programme.discharge[k]
  const least = promised - headroom.discharge[k]
  const most = promised + headroom.charge[k]
  const bounded = Math.max(least, Math.min(most, best))
  const kept = promised < 0 ? Math.min(bounded, promised) : bounded
  const rated = Math.max(-Math.floor(h.discharge[k]), Math.min(Math.floor(h.charge[k]), kept))
  // upwards, so that a departure charge is never missed by a fraction; headroom is whole, so that nothing is promised twice
  return Math.ceil(rated - DUST) + 0
}
