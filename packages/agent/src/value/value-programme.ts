import { slopeList } from './slope-list.js'
import { mixedCharge, setMoves } from './slot-moves.js'
import { Staircase } from './staircase.js'
import { checkSettings, type StorageHorizon } from './storage-horizon.js'
import { PIECES, workspace } from './workspace.js'

// names of this module's own, see Workspace
const work = workspace
const STRIDE = PIECES

/** Energy below this is a rounding error [Wh]. */
const DUST = 1e-8

/**
 * The value of stored energy over a horizon of known prices, exactly.
 *
 * The best value from slot k on is a concave piecewise-linear function of the energy stored; one slot back merges the
 * slot's own moves into its sorted slopes and cuts both ends to the SOC band (see SlopeList.sweep). Forward, two levels
 * per slot give the schedule: charge while below the one, discharge while above the other. The slopes are the marginal
 * values at which an agent buys and sells. Follows the warehouse and storage literature: arXiv 1412.0829, 1406.3653,
 * 2002.01524.
 *
 * Equal to the linear programme with the same data. One row of that programme needs saying: where a price is so negative
 * that losing energy pays (sell x (1 - round trip) < -wear x (1 + round trip)), the optimum shares a slot between charging
 * and discharging, c / C + d / D <= 1, and `charge` and `discharge` are then both positive. A store that is set once per
 * slot cannot follow that; for it the value is an upper bound. At all other prices never both are positive.
 *
 * A floor that cannot be reached even at full charge is lowered to what can be reached, and `shortfall` says by how much;
 * driving that would empty the store below zero is cut, and `stranded` says by how much. Energy stored above the ceiling at
 * the start is left out of the plan.
 *
 * One object serves any number of calls and allocates only when a horizon is longer than all before. Results are views
 * that the next call overwrites.
 */
export class ValueProgramme {
  /** Energy to charge and to discharge per slot [Wh at the terminal, >= 0]. */
  charge = new Float64Array(0)
  discharge = new Float64Array(0)
  /** Stored energy at the END of each slot under the schedule [Wh]. */
  stored = new Float64Array(0)
  /**
   * Marginal value of a stored Wh at the end of each slot. The schedule buys where buy < marginal x chargeEfficiency -
   * wear and sells where sell > marginal * perOut + wear; on equality it does a part.
   */
  marginal = new Float64Array(0)
  /** Those two thresholds per Wh at the terminal. */
  buyBelow = new Float64Array(0)
  sellAbove = new Float64Array(0)
  /** Stored energy missing to the floor at the end of each slot even at full charge [Wh]; 0 = the floor holds. */
  shortfall = new Float64Array(0)
  /** Driving that the store cannot supply even at full charge [stored Wh]. */
  stranded = new Float64Array(0)

  readonly #staircase = new Staircase()
  #horizon: StorageHorizon | undefined

  /**
   * Plan the horizon. Prices per Wh, so the value is in the same currency unit.
   * @returns the total value: sales minus purchases (the load's included) minus wear, plus the terminal worth.
   * @throws RangeError where the horizon is malformed.
   */
  solve(h: StorageHorizon): number {
    checkSettings(h)
    this.#resize(h.slots)
    work.claim(this.#staircase, h.slots)
    this.#staircase.forget()
    this.#horizon = undefined
    setMoves(h, this.shortfall, this.stranded)
    slopeList.staircase(h.terminalWorth, h.terminalWidth, work.from[h.slots], h.ceiling, h.slots * STRIDE)
    slopeList.sweep(h.slots - 1, -1, 1 / h.retention)
    const value = this.#forward(h)
    this.#price(h)
    this.#horizon = h
    return value
  }

  /**
   * What one slot's energy is worth to this store when all other slots trade at their forecast prices: the exact steps
   * (price descending for purchases, ascending for sales) of the demand or supply of slot k, starting at no trade beyond
   * `load`. The own forecast price of slot k has no influence on it.
   *
   * A purchase price of Infinity means that the energy must be bought here to keep a floor; a sale price of -Infinity that
   * it must be sold here to keep the ceiling.
   * @param prices receives the price per Wh at the terminal of each step, quantities its width in Wh (not rounded).
   * @param until last slot of which steps will be asked; the first call after a plan decides, and fewer are cheaper.
   * @returns the number of steps, at most the length of `prices`.
   */
  steps(
    k: number,
    side: 'buy' | 'sell',
    prices: Float64Array,
    quantities: Float64Array,
    until = (this.#horizon?.slots ?? 0) - 1,
  ): number {
    const h = this.#horizon
    if (h === undefined || !(k >= 0 && k < h.slots)) throw new RangeError(`no plan covers slot ${k} of the horizon`)
    this.#staircase.prepare(h, k, Math.max(k, Math.min(until, h.slots - 1)))
    return this.#staircase.steps(h, k, side, prices, quantities)
  }

  /** Follow the levels from the energy stored now, and note which marginal values each slot's choice agrees with. */
  #forward(h: StorageHorizon): number {
    const { slots, chargeEfficiency, dischargeEfficiency, retention, wear, ceiling, buy, sell, load } = h
    const { charge: mostCharge, discharge: mostDischarge } = h
    const { level, width, slope, most, count, lossy, by, from, lowest, highest } = work
    const { charge, discharge, stored: levels } = this
    const perInto = 1 / chargeEfficiency
    let stored = Math.min(h.stored, ceiling)
    let value = 0
    for (let k = 0; k < slots; k++) {
      const before = stored * retention - by[k]
      // every piece given up moves from full charge towards full discharge, as far as the energy is above its level
      let u = most[k]
      let low = -Infinity
      let high = Infinity
      const first = k * STRIDE
      const end = first + count[k]
      for (let j = first; j < end; j++) {
        const over = before - level[j]
        const wide = width[j]
        if (over > DUST) {
          high = slope[j]
          u -= Math.min(over, wide)
        }
        if (over < wide - DUST) {
          // what is given up in part or not at all bounds the value from below, and the pieces behind it are left alone
          low = slope[j]
          break
        }
      }
      stored = before + u
      if (stored < from[k + 1]) stored = from[k + 1]
      if (stored > ceiling) stored = ceiling
      u = stored - before
      let c = 0
      let d = 0
      if (lossy[k] === 1) {
        c = Math.min(mostCharge[k], mixedCharge(k, u))
        d = Math.min(mostDischarge[k], Math.max(0, (c * chargeEfficiency - u) * dischargeEfficiency))
      } else if (u > DUST) c = Math.min(mostCharge[k], u * perInto)
      else if (u < -DUST) d = Math.min(mostDischarge[k], -u * dischargeEfficiency)
      charge[k] = c
      discharge[k] = d
      levels[k] = stored
      lowest[k] = low
      highest[k] = high
      const net = load[k] + c - d
      value -= net * (net > 0 ? buy[k] : sell[k]) + wear * (c + d)
    }
    return value + terminalValue(h, stored)
  }

  /**
   * Marginal values by complementary slackness: constant (but for retention) from slot to slot, not lower before a floor
   * that binds, not higher before a ceiling that does, and in each slot within what its choice agrees with. Where a range
   * is left, the value nearest to that of the slot before is taken.
   */
  #price(h: StorageHorizon): void {
    const { retention, ceiling, chargeEfficiency, dischargeEfficiency, wear } = h
    const { stored, marginal: worth, buyBelow, sellAbove } = this
    const { lowest, highest, from } = work
    const end = h.slots - 1
    let low = terminalSlope(h, stored[end], 1)
    let high = terminalSlope(h, stored[end], -1)
    for (let k = end; k >= 0; k--) {
      if (stored[k] <= from[k + 1] + DUST) high = Infinity
      if (stored[k] >= ceiling - DUST) low = -Infinity
      if (lowest[k] > low) low = lowest[k]
      if (highest[k] < high) high = highest[k]
      lowest[k] = low
      highest[k] = high
      low *= retention
      high *= retention
    }
    const perOut = 1 / dischargeEfficiency
    const perRetention = 1 / retention
    let marginal = middle(lowest[0], highest[0])
    for (let k = 0; k <= end; k++) {
      if (marginal < lowest[k]) marginal = lowest[k]
      if (marginal > highest[k]) marginal = highest[k]
      worth[k] = marginal
      buyBelow[k] = marginal * chargeEfficiency - wear
      sellAbove[k] = marginal * perOut + wear
      marginal *= perRetention
    }
  }

  #resize(slots: number): void {
    if (this.charge.length >= slots) return
    const fresh = () => new Float64Array(slots)
    this.charge = fresh()
    this.discharge = fresh()
    this.stored = fresh()
    this.marginal = fresh()
    this.buyBelow = fresh()
    this.sellAbove = fresh()
    this.shortfall = fresh()
    this.stranded = fresh()
  }
}

/** Worth per stored Wh just above (side 1) or just below (side -1) this energy after the last slot. */
function terminalSlope(h: StorageHorizon, stored: number, side: 1 | -1): number {
  const { terminalWorth, terminalWidth } = h
  let right = 0
  for (let i = 0; i < terminalWorth.length - 1; i++) {
    right += terminalWidth[i]
    if (stored + side * DUST < right) return terminalWorth[i]
  }
  return terminalWorth[terminalWorth.length - 1]
}

function middle(low: number, high: number): number {
  if (low === -Infinity) return high === Infinity ? 0 : high
  return high === Infinity ? low : (low + high) / 2
}

function terminalValue(h: StorageHorizon, stored: number): number {
  let value = 0
  let left = stored
  for (let i = 0; i < h.terminalWorth.length && left > 0; i++) {
    const step = i === h.terminalWorth.length - 1 ? left : Math.min(left, h.terminalWidth[i])
    value += step * h.terminalWorth[i]
    left -= step
  }
  return value
}
