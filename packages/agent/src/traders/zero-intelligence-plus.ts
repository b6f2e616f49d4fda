import type { Chance } from '@jazzgrid/units'
import { type AuctionView, type CdaTrader, type Shout, withinLimit } from './cda-trader.js'

export interface ZipState {
  /** Profit margin on the limit: price = limit x (1 + margin); sellers >= 0, buyers in [-1, 0]. */
  readonly margin: number
  /** Learning rate and momentum, fixed for life. */
  readonly rate: number
  readonly momentum: number
  /** Damped last change of the price. */
  readonly change: number
}

/** Relative and absolute perturbation of the target, the latter per unit of the limit. */
const PERTURBATION = 0.05

/**
 * ZIP: a zero-intelligence trader with a profit margin that learns from every shout by the Widrow-Hoff rule with momentum.
 * D. Cliff, Minimal-intelligence agents for bargaining behaviors in market-based environments, HP Labs HPL-97-91 (1997);
 * constants as there. Prices scale with the limit, so that the absolute perturbation is a share of it.
 */
export const zeroIntelligencePlus: CdaTrader<ZipState> = {
  born: (side, chance) => ({
    margin: (side === 'buy' ? -1 : 1) * (0.05 + 0.3 * chance.uniform()),
    rate: 0.1 + 0.4 * chance.uniform(),
    momentum: 0.2 + 0.6 * chance.uniform(),
    change: 0,
  }),

  quote: (state, view) => withinLimit(view, priceOf(state, view)),

  hear(state, view, shout, active, chance) {
    const price = priceOf(state, view)
    const ahead = view.side === 'buy' ? 1 : -1 // +1 where a higher price makes a trade likelier
    const better = ahead * (price - shout.price) // how far the own price is more generous than the shout; less than a tick is level
    if (shout.accepted && better >= 0) return adapt(state, view, target(shout, -ahead, view.limit, chance))
    // lower the margin where a rival's offer is refused or taken ahead of one's own
    const rival = shout.side === view.side
    const lost = shout.accepted ? !rival : rival
    if (active && lost && better <= view.tick * (1 - 1e-9))
      return adapt(state, view, target(shout, ahead, view.limit, chance))
    return state
  },
}

const priceOf = ({ margin }: ZipState, { limit }: AuctionView): number => limit * (1 + margin)

/** Somewhat above (+1) or below (-1) the shout. */
function target({ price }: Shout, direction: number, limit: number, chance: Chance): number {
  const relative = 1 + direction * PERTURBATION * chance.uniform()
  return price * relative + direction * PERTURBATION * chance.uniform() * 0.01 * Math.abs(limit)
}

function adapt(state: ZipState, view: AuctionView, aim: number): ZipState {
  if (view.limit === 0) return state // a margin on nothing is nothing
  const price = priceOf(state, view)
  const change = state.momentum * state.change + (1 - state.momentum) * state.rate * (aim - price)
  const margin = (price + change) / view.limit - 1
  const bounded = view.side === 'buy' ? Math.max(-1, Math.min(0, margin)) : Math.max(0, margin)
  return { ...state, margin: bounded, change }
}
