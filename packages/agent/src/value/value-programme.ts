import { ConcaveRows } from './concave-rows.js'
import { SlotMoves } from './slot-moves.js'
import { Staircase } from './staircase.js'
import { checkHorizon, type StorageHorizon } from './storage-horizon.js'

/**
 * The value of stored energy over a horizon of known prices, exactly.
 *
 * The best value from slot k on is a concave piecewise-linear function of the energy stored; one slot back merges the
 * slot's own moves into its sorted slopes and cuts both ends to the SOC band (see ConcaveRows.merge). Forward, two levels
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
   * wear and sells where sell > marginal / dischargeEfficiency + wear; on equality it does a part.
   */
  marginal = new Float64Array(0)
  /** Those two thresholds per Wh at the terminal. */
  buyBelow = new Float64Array(0)
  sellAbove = new Float64Array(0)
  /** Stored energy missing to the floor at the end of each slot even at full charge [Wh]; 0 = the floor holds. */
  shortfall = new Float64Array(0)
  /** Driving that the store cannot supply even at full charge [stored Wh]. */
  stranded = new Float64Array(0)

  /** Row k: value from the end of slot k on, as a function of the energy stored then. */
  readonly #after = new ConcaveRows()
  readonly #moves = new SlotMoves()
  readonly #staircase = new Staircase()
  /** Floors and trips as far as they can be met. */
  #floor = new Float64Array(0)
  #trip = new Float64Array(0)
  #horizon: StorageHorizon | undefined

  /**
   * Plan the horizon. Prices per Wh, so the value is in the same currency unit.
   * @returns the total value: sales minus purchases (the load's included) minus wear, plus the terminal worth.
   * @throws RangeError where the horizon is malformed.
   */
  solve(h: StorageHorizon): number {
    checkHorizon(h)
    this.#resize(h.slots)
    this.#horizon = h
    this.#staircase.forget()
    this.#reach(h)
    this.#backward(h)
    return this.#forward(h)
  }

  /**
   * What one slot's energy is worth to this store when all other slots trade at their forecast prices: the exact steps
   * (price descending for purchases, ascending for sales) of the demand or supply of slot k, starting at no trade beyond
   * `load`. The own forecast price of slot k has no influence on it.
   *
   * A purchase price of Infinity means that the energy must be bought here to keep a floor; a sale price of -Infinity that
   * it must be sold here to keep the ceiling.
   * @param prices receives the price per Wh at the terminal of each step, quantities its width in Wh (not rounded).
   * @returns the number of steps, at most the length of `prices`.
   */
  steps(k: number, side: 'buy' | 'sell', prices: Float64Array, quantities: Float64Array): number {
    const h = this.#horizon
    if (h === undefined || !(k >= 0 && k < h.slots)) throw new RangeError(`no plan covers slot ${k} of the horizon`)
    this.#staircase.prepare(h, this.#moves, this.#floor, this.#trip)
    return this.#staircase.steps(h, k, this.#after, side, prices, quantities)
  }

  /** How far floors and trips can be met from the energy stored now, charging all the way. */
  #reach(h: StorageHorizon): void {
    const { ceiling, retention, chargeEfficiency, charge, trip, floor } = h
    let reach = Math.min(h.stored, ceiling)
    for (let k = 0; k < h.slots; k++) {
      const left = reach * retention + charge[k] * chargeEfficiency - trip[k]
      const stranded = left < 0 ? -left : 0
      reach = left < 0 ? 0 : Math.min(left, ceiling)
      this.stranded[k] = stranded
      this.#trip[k] = trip[k] - stranded
      const short = floor[k] - reach
      this.shortfall[k] = Math.max(short, 0)
      this.#floor[k] = short > 0 ? reach : floor[k]
    }
  }

  #backward(h: StorageHorizon): void {
    const last = h.slots - 1
    if (last < 0) return
    this.#after.clear(h.slots + 1)
    this.#after.staircase(last, h.terminalWorth, h.terminalWidth, this.#floor[last], h.ceiling)
    for (let k = last; k >= 0; k--) {
      this.#moves.set(h, k)
      const trip = this.#trip[k]
      // row h.slots holds the value now, over the whole band: the first slot has no floor before it
      const lo = k > 0 ? this.#floor[k - 1] : 0
      const target = k > 0 ? k - 1 : h.slots
      this.#after.merge(k, target, this.#moves, k, lo * h.retention - trip, h.ceiling * h.retention - trip)
      this.#after.rescale(target, trip, 1 / h.retention)
    }
  }

  #forward(h: StorageHorizon): number {
    const { chargeEfficiency, dischargeEfficiency, retention, wear } = h
    const moves = this.#moves
    const after = this.#after
    let stored = Math.min(h.stored, h.ceiling)
    let value = 0
    let marginal = Number.NaN
    for (let k = 0; k < h.slots; k++) {
      const before = stored * retention - this.#trip[k]
      const base = moves.base(k)
      // every piece given up in the merge moves from full charge towards full discharge
      let u = moves.most[k]
      let ahead = before + u
      let upper = Infinity
      let lower = -Infinity
      for (let j = base; j < base + moves.count[k]; j++) {
        const width = moves.width[j]
        const over = ahead - moves.level[j]
        ahead -= width
        if (over >= width) {
          u -= width
          upper = moves.slope[j]
          continue
        }
        lower = moves.slope[j]
        if (over > 0) {
          u -= over
          upper = lower
        }
        break
      }
      let left = before + u
      if (left < after.lo[k]) left = after.lo[k]
      if (left > h.ceiling) left = h.ceiling
      u = left - before
      if (u < 1e-9 && u > -1e-9) u = 0
      let c = u > 0 ? Math.min(h.charge[k], u / chargeEfficiency) : 0
      let d = u < 0 ? Math.min(h.discharge[k], -u * dischargeEfficiency) : 0
      if (moves.lossy[k] === 1) {
        c = Math.min(h.charge[k], moves.mixedCharge(k, u))
        d = Math.min(h.discharge[k], Math.max(0, (c * chargeEfficiency - u) * dischargeEfficiency))
      }
      this.charge[k] = c
      this.discharge[k] = d
      this.stored[k] = left
      const net = h.load[k] + c - d
      value -= net * (net > 0 ? h.buy[k] : h.sell[k]) + wear * (c + d)
      marginal = after.slopeAt(k, left, lower, upper, marginal)
      this.marginal[k] = marginal
      this.buyBelow[k] = marginal * chargeEfficiency - wear
      this.sellAbove[k] = marginal / dischargeEfficiency + wear
      stored = left
    }
    return value + terminalValue(h, stored)
  }

  #resize(slots: number): void {
    this.#moves.resize(slots)
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
    this.#floor = fresh()
    this.#trip = fresh()
  }
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
