import { slopeList } from './slope-list.js'
import { SlopeRows } from './slope-rows.js'
import type { StorageHorizon } from './storage-horizon.js'
import { type KeptMoves, PIECES, type Tenant, workspace } from './workspace.js'

/** Energy below this is a rounding error [Wh]. */
const DUST = 1e-6

/**
 * The demand and supply of one slot when all other slots react at their best. With W the value of the energy left after
 * the slot and U the value of having come to it with a given energy, both concave, the worth of a change x of stored
 * energy in the slot is max over z of W(z) + U(z - x): again a merge of slopes. Its slopes at and around "no trade" are
 * the steps.
 */
export class Staircase implements Tenant {
  /** Row k: value after slot k over the energy stored then. */
  readonly #after = new SlopeRows()
  /** Row k: value of the slots before k over MINUS the energy that slot k starts with (retention and trip taken off). */
  readonly #before = new SlopeRows()
  #ready = false
  /** Last slot whose steps can be told. */
  #until = -1
  /** The moves of the plan, where another plan took the workspace before this one's steps were asked for. */
  #kept: KeptMoves | undefined
  /** Slot whose function is merged; -1 = none. */
  #merged = -1
  #count = 0
  #slope = new Float64Array(64)
  /** Upper ends of the steps of the merged function, in stored Wh gained in the slot. */
  #right = new Float64Array(64)
  readonly #walk = new Walk()

  /** A new plan is being made in the workspace. */
  forget(): void {
    this.#ready = false
    this.#kept = undefined
    this.#merged = -1
  }

  displaced(): void {
    if (!this.#ready) this.#kept = workspace.keep()
  }

  /**
   * Work out both values for the slots up to `until`, once per plan. What comes after it is swept in one go, and what comes
   * to later slots not at all: an agent quotes few of the slots that it plans.
   * @throws RangeError where an earlier call of the same plan asked for fewer slots: the workspace has moved on.
   */
  prepare(h: StorageHorizon, k: number, until: number): void {
    if (this.#ready) {
      if (k <= this.#until) return
      throw new RangeError(`the steps of this plan were asked for up to slot ${this.#until}, not ${k}`)
    }
    const { slots, ceiling, retention } = h
    workspace.claim(this, slots)
    if (this.#kept !== undefined) workspace.restore(this.#kept)
    const { by, from, to } = workspace
    const last = slots - 1
    this.#after.clear(slots)
    slopeList.staircase(h.terminalWorth, h.terminalWidth, from[slots], ceiling, slots * PIECES)
    this.#until = until
    slopeList.sweep(last, until, 1 / retention)
    for (let k = until; k > 0; k--) {
      this.#after.keep(k, slopeList)
      slopeList.sweep(k, k - 1, 1 / retention)
    }
    this.#after.keep(0, slopeList)

    // the way forwards takes the place of the way backwards, which nobody needs any more
    slopeList.point(by[0] - Math.min(h.stored, ceiling) * retention, slots * PIECES)
    for (let k = 0; k <= until; k++) {
      const shift = k < last ? by[k + 1] / retention : 0
      by[k] = shift
      to[k] = (shift - from[k + 1]) * retention
      from[k] = (shift - ceiling) * retention
    }
    this.#before.clear(slots)
    for (let k = 0; k < until; k++) {
      this.#before.keep(k, slopeList)
      slopeList.sweep(k, k + 1, retention)
    }
    this.#before.keep(until, slopeList)
    this.#ready = true
  }

  /** See ValueProgramme.steps. */
  steps(h: StorageHorizon, k: number, side: 'buy' | 'sell', prices: Float64Array, quantities: Float64Array): number {
    if (this.#merged !== k) this.#merge(k)
    const count = this.#count
    const lo = this.#after.lo[k] + this.#before.lo[k]
    const hi = this.#after.hi[k] + this.#before.hi[k]
    const walk = this.#walk
    const sign = side === 'buy' ? 1 : -1
    walk.begin(h, k, sign, prices, quantities)
    walk.enter(sign > 0 ? lo : hi)
    for (let step = 0; step < count && !walk.done; step++) {
      const i = sign > 0 ? step : count - 1 - step
      walk.to(sign > 0 ? this.#right[i] : i > 0 ? this.#right[i - 1] : lo, this.#slope[i])
    }
    return walk.count
  }

  /** Both sides of a slot are steps of the same function. */
  #merge(k: number): void {
    const { slope: slopeAfter, width: widthAfter } = this.#after
    const { slope: slopeBefore, width: widthBefore } = this.#before
    let i = this.#after.first[k]
    let j = this.#before.first[k]
    const iEnd = this.#after.last[k]
    const jEnd = this.#before.last[k]
    const room = iEnd - i + jEnd - j
    if (room > this.#slope.length) {
      this.#slope = new Float64Array(2 * room)
      this.#right = new Float64Array(2 * room)
    }
    const slopes = this.#slope
    const rights = this.#right
    let right = this.#after.lo[k] + this.#before.lo[k]
    let n = 0
    while (i < iEnd || j < jEnd) {
      if (j === jEnd || (i < iEnd && slopeAfter[i] >= slopeBefore[j])) {
        slopes[n] = slopeAfter[i]
        right += widthAfter[i++]
      } else {
        slopes[n] = slopeBefore[j]
        right += widthBefore[j++]
      }
      rights[n++] = right
    }
    this.#count = n
    this.#merged = k
  }
}

/** A walk from no trade along the slot's function, translating stored energy into steps at the terminal. */
class Walk {
  count = 0
  done = false
  #h: StorageHorizon | undefined
  /** +1 buys, -1 sells. */
  #sign = 1
  /** Net flow of the store at this point of the walk [Wh at the terminal, charging positive], its ends, and their gain. */
  #net = 0
  #entry = 0
  #limit = 0
  #gain = 0
  #prices: Float64Array = new Float64Array(0)
  #quantities = this.#prices

  begin(h: StorageHorizon, k: number, sign: number, prices: Float64Array, quantities: Float64Array): void {
    this.#h = h
    this.#sign = sign
    this.#prices = prices
    this.#quantities = quantities
    this.count = 0
    this.done = prices.length === 0
    this.#entry = sign > 0 ? -h.discharge[k] : h.charge[k]
    this.#limit = sign > 0 ? h.charge[k] : -h.discharge[k]
    this.#stand(-h.load[k])
  }

  /** What the rating cannot cover must be traded at any price, and so must what a floor or the ceiling demands. */
  enter(gain: number): void {
    if ((this.#entry - this.#net) * this.#sign > 0) this.#emit(Infinity * this.#sign, this.#entry)
    this.to(gain, Infinity * this.#sign)
  }

  /** On to this gain of stored energy, at this worth per stored Wh. */
  to(gain: number, worth: number): void {
    const sign = this.#sign
    if ((gain - this.#gain) * sign <= DUST) return
    const { chargeEfficiency, dischargeEfficiency, wear } = this.#h as StorageHorizon
    let target = gain > 0 ? gain / chargeEfficiency : gain * dischargeEfficiency
    if ((target - this.#limit) * sign > 0) target = this.#limit
    // buying first saves discharge and then charges; selling first saves charge and then discharges
    const whileDischarging = worth / dischargeEfficiency + wear
    const whileCharging = worth * chargeEfficiency - wear
    if (this.#net * sign < 0) {
      this.#emit(sign > 0 ? whileDischarging : whileCharging, target * sign > 0 ? 0 : target)
    }
    if (target * sign > 0) this.#emit(sign > 0 ? whileCharging : whileDischarging, target)
    if ((this.#limit - this.#net) * sign <= DUST) this.done = true
  }

  #emit(price: number, net: number): void {
    if (this.done) return
    const quantity = (net - this.#net) * this.#sign
    this.#stand(net)
    if (quantity <= DUST) return
    const n = this.count
    // below a price of zero charging can be worth more than not discharging; steps must not turn back: the worse price holds
    const joins = n > 0 && (this.#sign > 0 ? price >= this.#prices[n - 1] : price <= this.#prices[n - 1])
    if (joins) this.#quantities[n - 1] += quantity
    else if (n === this.#prices.length) this.done = true
    else {
      this.#prices[n] = price
      this.#quantities[n] = quantity
      this.count++
    }
  }

  #stand(net: number): void {
    const { chargeEfficiency, dischargeEfficiency } = this.#h as StorageHorizon
    this.#net = net
    this.#gain = net > 0 ? net * chargeEfficiency : net / dischargeEfficiency
  }
}
