import type { ReasonCode } from '../decision/reason.js'
import type { DeliveryCall } from '../strategy/signal.js'
import type { Book, EnergySetpoint } from '../strategy/strategy.js'
import type { StorePlan } from './store-plan.js'
import type { StoreSettings, VehicleTerms } from './store-settings.js'

/** Rounding error of a plan [Wh]. */
const DUST = 1e-6

const CONTRACT: readonly ReasonCode[] = ['keeps-contract']

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
): EnergySetpoint {
  const { view } = call
  if (Number.isNaN(view.telemetry.soc)) return { energy: 0, reasons: ['soc-unknown'] }
  plan.look(settings, view, book, vehicle)
  const k = plan.index(call.slot)
  if (k < 0) return { energy: book.position(call.slot), reasons: CONTRACT }
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
  const energy = Math.ceil(rated - DUST) + 0
  return { energy, reasons: reasonsFor(plan, k, energy, best, call.residual) }
}

/** What was contracted, and what moves the store beyond that or keeps it from moving. */
function reasonsFor(plan: StorePlan, k: number, energy: number, best: number, residual: number): readonly ReasonCode[] {
  const { horizon: h, promises } = plan
  const promised = promises.committed[k]
  if (plan.hasNoTerminal(k)) return [plan.absence(k)]
  if (energy === promised && promised !== 0) return CONTRACT
  // what the site would draw from the supplier if the store did what it promised and no more
  const open = residual + promised
  const beyond =
    energy > promised ? whyMore(energy - promised) : energy < promised ? whyLess(promised - energy) : [whyIdle()]
  return promised === 0 ? beyond : [...CONTRACT, ...beyond]

  /** The site's own surplus goes in first; what goes in besides has a reason of its own, and so has the reverse. */
  function whyMore(more: number): ReasonCode[] {
    if (open < 0 && more < 1 - open) return ['takes-surplus']
    const bought = belowFloor() ? 'departure-first' : 'charge-below-value'
    return open < 0 ? ['takes-surplus', bought] : [bought]
  }
  function whyLess(less: number): ReasonCode[] {
    if (open > 0 && less < 1 + open) return ['covers-own-load']
    return open > 0 ? ['covers-own-load', 'discharge-above-value'] : ['discharge-above-value']
  }
  function belowFloor(): boolean {
    for (let j = k; j < h.slots; j++) if (h.floor[j] > h.stored) return true
    return false
  }
  function whyIdle(): ReasonCode {
    if (Math.abs(best) >= 1) return 'reserved'
    // whatever the site has over or needs: a store that is full has nothing to take up, an empty one nothing to give
    if (open <= 0 && h.stored > h.ceiling - 1) return 'store-full'
    if (open >= 0 && h.stored < h.floor[k] + 1) return 'store-empty'
    return 'no-gain'
  }
}
