import { aggressivenessOf, type TargetCurve, targetPrice } from './aggressiveness.js'
import { type AuctionView, type CdaTrader, withinLimit } from './cda-trader.js'

export interface AdaptiveAggressiveState {
  /** Aggressiveness in [-1, 1]: 1 trades at the limit, 0 at the estimated equilibrium, -1 waits for the impossible. */
  readonly r: number
  /** Shape of the target curve in [-8, 2]: low in calm markets, where prices should leave the equilibrium early. */
  readonly theta: number
  /** Learning rates of both, fixed for life. */
  readonly rateR: number
  readonly rateTheta: number
  /** Latest trade prices, newest first. */
  readonly prices: readonly number[]
  /** Smallest and largest volatility seen (Smith's alpha against the estimate); absent before the first trades. */
  readonly calmest?: number
  readonly wildest?: number
}

const WINDOW = 30
const DECAY = 0.9
const RELATIVE = 0.05
const ABSOLUTE = 0.01
const STEP = 3
const THETA_MIN = -8
const THETA_MAX = 2
const GAMMA = 2

/**
 * Adaptive-aggressive trader: estimates the equilibrium from recent trades, sets its target by how aggressive it is, moves
 * its aggressiveness after every shout and the shape of its targets with volatility. P. Vytelingum, D. Cliff and
 * N. R. Jennings, Artificial Intelligence 172 (2008) 1700-1729; constants as there.
 */
export const adaptiveAggressive: CdaTrader<AdaptiveAggressiveState> = {
  born: (_side, chance) => ({
    r: 0,
    theta: -4,
    rateR: 0.2 + 0.4 * chance.uniform(),
    rateTheta: 0.2 + 0.4 * chance.uniform(),
    prices: [],
  }),

  quote(state, view) {
    const { side, lowest, highest } = view
    const bid = view.bestBid ?? lowest
    const offer = view.bestOffer ?? highest
    const buys = side === 'buy'
    if (buys ? view.limit <= bid : view.limit >= offer) return undefined
    const equilibrium = estimate(state)
    if (equilibrium === undefined) {
      // nobody has traded yet: go a third of the way to what the other side asks, or to the limit
      const reach = buys ? offer * (1 + RELATIVE) + ABSOLUTE : bid * (1 - RELATIVE) - ABSOLUTE
      const aim = withinLimit(view, reach)
      return buys ? bid + (aim - bid) / STEP : offer - (offer - aim) / STEP
    }
    const target = targetPrice({ view, equilibrium, theta: state.theta }, state.r)
    if (buys && view.bestOffer !== undefined && offer <= target) return withinLimit(view, offer)
    if (!buys && view.bestBid !== undefined && bid >= target) return withinLimit(view, bid)
    // a third of the way to the target; a step finer than the tick would stand still short of it
    const next = buys
      ? Math.max(bid + (target - bid) / STEP, Math.min(target, bid + view.tick))
      : Math.min(offer - (offer - target) / STEP, Math.max(target, offer - view.tick))
    return withinLimit(view, next)
  },

  hear(state, view, shout) {
    const heard = shout.accepted ? volatility(state, shout.price) : state
    const equilibrium = estimate(heard)
    if (equilibrium === undefined) return heard
    const curve = { view, equilibrium, theta: heard.theta }
    return { ...heard, r: nextAggressiveness(heard, curve, shout) }
  },
}

/** Mean of recent prices, each older one with a tenth less weight. */
function estimate({ prices }: AdaptiveAggressiveState): number | undefined {
  if (prices.length === 0) return undefined
  let sum = 0
  let weights = 0
  let weight = 1
  for (const price of prices) {
    sum += weight * price
    weights += weight
    weight *= DECAY
  }
  return sum / weights
}

function nextAggressiveness(
  state: AdaptiveAggressiveState,
  curve: TargetCurve,
  { side, price, accepted }: { side: AuctionView['side']; price: number; accepted: boolean },
): number {
  const target = targetPrice(curve, state.r)
  const generous = curve.view.side === 'buy' ? target - price : price - target
  let direction: number
  if (accepted) direction = generous >= 0 ? -1 : 1
  else if (side === curve.view.side && generous <= curve.view.tick) direction = 1
  else return state.r
  const heard = aggressivenessOf(curve, price)
  // within a tick of the target the shout may lie on the wrong side of it
  const reference = direction > 0 ? Math.max(heard, state.r) : Math.min(heard, state.r)
  // a step beyond the aggressiveness of the shout, in the direction of the correction
  const desired = reference + direction * (RELATIVE * Math.abs(reference) + ABSOLUTE)
  return Math.max(-1, Math.min(1, state.r + state.rateR * (desired - state.r)))
}

/** Take in a trade price: the estimate moves, and the shape of the targets with how far prices stray from it. */
function volatility(state: AdaptiveAggressiveState, price: number): AdaptiveAggressiveState {
  const prices = [price, ...state.prices.slice(0, WINDOW - 1)]
  const equilibrium = estimate({ ...state, prices }) as number
  if (equilibrium === 0) return { ...state, prices }
  const square = prices.reduce((sum, p) => sum + (p - equilibrium) ** 2, 0) / prices.length
  const alpha = Math.sqrt(square) / Math.abs(equilibrium)
  const calmest = Math.min(state.calmest ?? alpha, alpha)
  const wildest = Math.max(state.wildest ?? alpha, alpha)
  const share = wildest > calmest ? (alpha - calmest) / (wildest - calmest) : 0
  const desired = (THETA_MAX - THETA_MIN) * (1 - share * Math.exp(GAMMA * (share - 1))) + THETA_MIN
  const theta = state.theta + state.rateTheta * (desired - state.theta)
  return { ...state, prices, calmest, wildest, theta }
}
