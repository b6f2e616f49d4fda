import type { StorageHorizon } from './storage-horizon.js'

/** Pieces of a slot's reward at most: between the six corner points of the general case. */
export const PIECES = 5

/**
 * What the store can do in each slot and what it pays: the reward of a change u of stored energy is concave and piecewise
 * linear on [-least, most]. Kept, per slot, as pieces from full charge (u = most) down to full discharge, each with the
 * reward gained per stored Wh given up (`slope`, descending) and its extent in stored Wh (`width`).
 */
export class SlotMoves {
  slope = new Float64Array(0)
  width = new Float64Array(0)
  /** The energy before the slot's move from which on the piece is given up; see SlopeList.sweep. */
  level = new Float64Array(0)
  /** Pieces of the slot; the first `charges` of them give up charging, the others discharge. */
  count = new Int32Array(0)
  charges = new Int32Array(0)
  /** Largest possible gain of stored energy in the slot [Wh]. */
  most = new Float64Array(0)
  /** 1 where losing energy on purpose pays, so that the pieces come from `mixed`. */
  lossy = new Uint8Array(0)
  #chargeAt = new Float64Array(0)

  /** Work out the pieces of all slots. */
  set(h: StorageHorizon): void {
    const { slots, chargeEfficiency: into, dischargeEfficiency: out, wear } = h
    this.#resize(slots)
    const perInto = 1 / into
    const perOut = 1 / out
    // charging 1 Wh and discharging what it stored takes 1 - round trip from the grid and wears the store
    const roundTrip = into * out
    const { buy: buys, sell: sells, charge, discharge, load: loads } = h
    const { slope, width, most, lossy, charges, count } = this
    for (let k = 0; k < slots; k++) {
      const C = charge[k]
      const D = discharge[k]
      const buy = buys[k]
      const sell = sells[k]
      const load = loads[k]
      most[k] = C * into
      lossy[k] = 0
      const base = k * PIECES
      if (sell < 0 && C > 0 && D > 0 && sell * (1 - roundTrip) < -wear * (1 + roundTrip)) {
        this.#mix(h, k)
        continue
      }
      let n = base
      if (C > 0) {
        const surplus = load < 0 ? Math.min(C, -load) : 0
        if (surplus < C) {
          slope[n] = (buy + wear) * perInto
          width[n++] = (C - surplus) * into
        }
        if (surplus > 0) {
          slope[n] = (sell + wear) * perInto
          width[n++] = surplus * into
        }
      }
      charges[k] = n - base
      if (D > 0) {
        const need = load > 0 ? Math.min(D, load) : 0
        if (need > 0) {
          slope[n] = (buy - wear) * out
          width[n++] = need * perOut
        }
        if (need < D) {
          slope[n] = (sell - wear) * out
          width[n++] = (D - need) * perOut
        }
      }
      count[k] = n - base
      // slopes that should be equal may rise by a rounding error, and the merge relies on their order
      for (let j = base + 1; j < n; j++) if (slope[j] > slope[j - 1]) slope[j] = slope[j - 1]
    }
  }

  /** Charge of a lossy slot [Wh at the terminal] when the stored energy changes by u; discharge follows from it. */
  mixedCharge(k: number, u: number): number {
    let left = this.most[k] - u
    const base = k * PIECES
    const at = k * (PIECES + 1)
    for (let j = 0; j < this.count[k]; j++) {
      const w = this.width[base + j]
      if (left <= w || j === this.count[k] - 1) {
        const part = Math.min(1, left / w)
        return this.#chargeAt[at + j] + part * (this.#chargeAt[at + j + 1] - this.#chargeAt[at + j])
      }
      left -= w
    }
    return this.#chargeAt[at]
  }

  /**
   * Below a negative price that pays for the round trip's loss, the best is to charge for a part of the slot and to
   * discharge for the rest: c / C + d / D <= 1. The reward is concave over that triangle and linear on each side of the
   * line where the site neither buys nor sells, so it is the upper hull of the corners and of that line's ends.
   */
  #mix(h: StorageHorizon, k: number): void {
    const { chargeEfficiency: into, dischargeEfficiency: out, wear } = h
    this.lossy[k] = 1
    const C = h.charge[k]
    const D = h.discharge[k]
    const load = h.load[k]
    const corners: { c: number; u: number; reward: number }[] = []
    const corner = (c: number, d: number) => {
      if (c < 0 || d < 0 || c > C || d > D) return
      const net = load + c - d
      const reward = -net * (net > 0 ? h.buy[k] : h.sell[k]) - wear * (c + d)
      corners.push({ c, u: c * into - d / out, reward })
    }
    corner(C, 0)
    corner(0, 0)
    corner(0, D)
    corner(-load, 0)
    corner(0, load)
    const balanced = (C * (D - load)) / (C + D)
    corner(balanced, balanced + load)
    corners.sort((p, q) => q.u - p.u || q.reward - p.reward)
    const hull: typeof corners = []
    for (const p of corners) {
      if (hull.length > 0 && hull[hull.length - 1].u === p.u) continue
      while (hull.length > 1) {
        const [a, b] = hull.slice(-2)
        if ((b.reward - a.reward) * (a.u - p.u) > (p.reward - a.reward) * (a.u - b.u)) break
        hull.pop()
      }
      hull.push(p)
    }
    const base = k * PIECES
    const at = k * (PIECES + 1)
    for (let j = 0; j < hull.length; j++) {
      this.#chargeAt[at + j] = hull[j].c
      if (j === 0) continue
      this.width[base + j - 1] = hull[j - 1].u - hull[j].u
      const slope = (hull[j].reward - hull[j - 1].reward) / (hull[j - 1].u - hull[j].u)
      this.slope[base + j - 1] = j === 1 ? slope : Math.min(slope, this.slope[base + j - 2])
    }
    this.count[k] = hull.length - 1
    this.charges[k] = 0 // which end of the list a piece is sorted in from makes no difference to the result
  }

  #resize(slots: number): void {
    if (this.count.length >= slots) return
    this.slope = new Float64Array(slots * PIECES)
    this.width = new Float64Array(slots * PIECES)
    this.level = new Float64Array(slots * PIECES)
    this.count = new Int32Array(slots)
    this.charges = new Int32Array(slots)
    this.most = new Float64Array(slots)
    this.lossy = new Uint8Array(slots)
    this.#chargeAt = new Float64Array(slots * (PIECES + 1))
  }
}
