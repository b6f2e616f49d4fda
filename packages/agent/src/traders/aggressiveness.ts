import type { AuctionView } from './cda-trader.js'

/** Target prices of a trader at an estimated equilibrium; see AdaptiveAggressive. */
export interface TargetCurve {
  readonly view: AuctionView
  /** Estimated competitive equilibrium price. */
  readonly equilibrium: number
  /** Shape for aggressive prices (r > 0); that of patient ones follows. */
  readonly theta: number
}

/** (e^(r theta) - 1) / (e^theta - 1), r itself where theta is 0. */
const bend = (r: number, theta: number) => (Math.abs(theta) < 1e-9 ? r : Math.expm1(r * theta) / Math.expm1(theta))

/** The r whose bend is y. */
const unbend = (y: number, theta: number) => (Math.abs(theta) < 1e-9 ? y : Math.log1p(y * Math.expm1(theta)) / theta)

/** theta / (e^theta - 1): slope of the bend at r = 0, falling in theta. */
const slope = (theta: number) => (Math.abs(theta) < 1e-9 ? 1 : theta / Math.expm1(theta))

/** Whether the trader can trade at a profit at the estimated equilibrium. */
const inside = ({ side, limit }: AuctionView, equilibrium: number) =>
  side === 'buy' ? limit > equilibrium : limit < equilibrium

/** Where a patient price can go at most: the far end of the band. */
const farEnd = ({ side, lowest, highest }: AuctionView) => (side === 'buy' ? lowest : highest)

/**
 * Shape of the patient side: for a trader that can trade at the equilibrium, both sides meet there with the same slope
 * (paper, appendix); found by bisection, to a thousandth.
 */
function patientTheta({ view, equilibrium, theta }: TargetCurve): number {
  if (!inside(view, equilibrium)) return theta
  const wanted = (Math.abs(view.limit - equilibrium) * slope(theta)) / Math.abs(equilibrium - farEnd(view))
  let low = -32
  let high = 32
  while (high - low > 1e-3) {
    const middle = (low + high) / 2
    if (slope(middle) > wanted) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * Target price at aggressiveness r: at 0 the equilibrium (or the limit of a trader that would lose there), towards 1 the
 * limit, towards -1 the far end of the band.
 */
export function targetPrice(curve: TargetCurve, r: number): number {
  const { view, equilibrium, theta } = curve
  const start = inside(view, equilibrium) ? equilibrium : view.limit
  if (r >= 0) return start + (view.limit - start) * bend(r, theta)
  return start + (farEnd(view) - start) * bend(-r, patientTheta(curve))
}

/** The aggressiveness whose target is this price, within [-1, 1]. */
export function aggressivenessOf(curve: TargetCurve, price: number): number {
  const { view, equilibrium, theta } = curve
  const start = inside(view, equilibrium) ? equilibrium : view.limit
  const generous = view.side === 'buy' ? price - start : start - price
  if (generous >= 0) {
    const room = Math.abs(view.limit - start)
    return room === 0 ? 0 : unbend(Math.min(1, generous / room), theta)
  }
  const room = Math.abs(start - farEnd(view))
  return room === 0 ? 0 : -unbend(Math.min(1, -generous / room), patientTheta(curve))
}
