import { refuseSlot, type StorageHorizon } from './storage-horizon.js'
import { PIECES, workspace } from './workspace.js'

// names of this module's own, see Workspace
const work = workspace
const STRIDE = PIECES

/**
 * Work out what the store can do in each slot: its pieces, and how far floors and trips can be met from the energy stored
 * now, charging all the way.
 * @param shortfall receives what is missing to the floor of each slot, `stranded` the driving that cannot be met.
 */
export function setMoves(h: StorageHorizon, shortfall: Float64Array, stranded: Float64Array): void {
  const { slots, ceiling, retention, chargeEfficiency: into, dischargeEfficiency: out, wear } = h
  const perInto = 1 / into
  const perOut = 1 / out
  // charging 1 Wh and discharging what it stored takes 1 - round trip from the grid and wears the store
  const roundTrip = into * out
  const { buy: buys, sell: sells, charge, discharge, load: loads, trip, floor } = h
  const { slope, width, most, lossy, charges, count, by, from, to } = work
  let reach = Math.min(h.stored, ceiling)
  from[0] = 0
  for (let k = 0; k < slots; k++) {
    const C = charge[k]
    const D = discharge[k]
    const buy = buys[k]
    const sell = sells[k]
    const load = loads[k]
    const away = trip[k]
    const least = floor[k]
    const finite = buy - sell + C + D + away + least + Math.abs(load)
    if (!(buy >= sell && C >= 0 && D >= 0 && away >= 0 && least >= 0 && finite < Infinity)) refuseSlot(h, k)
    const gain = C * into
    most[k] = gain
    reach = reach * retention + gain - away
    const missing = reach < 0 ? -reach : 0
    if (reach < 0) reach = 0
    if (reach > ceiling) reach = ceiling
    stranded[k] = missing
    by[k] = away - missing
    shortfall[k] = least > reach ? least - reach : 0
    from[k + 1] = Math.min(least, reach)
    to[k] = ceiling
    lossy[k] = 0
    const base = k * STRIDE
    if (sell < 0 && C > 0 && D > 0 && sell * (1 - roundTrip) < -wear * (1 + roundTrip)) {
      mix(h, k)
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
export function mixedCharge(k: number, u: number): number {
  let left = work.most[k] - u
  const base = k * STRIDE
  const at = k * (STRIDE + 1)
  for (let j = 0; j < work.count[k]; j++) {
    const w = work.width[base + j]
    if (left <= w || j === work.count[k] - 1) {
      const part = Math.min(1, left / w)
      return work.cornerCharge[at + j] + part * (work.cornerCharge[at + j + 1] - work.cornerCharge[at + j])
    }
    left -= w
  }
  return work.cornerCharge[at]
}

/**
 * Below a negative price that pays for the round trip's loss, the best is to charge for a part of the slot and to
 * discharge for the rest: c / C + d / D <= 1. The reward is concave over that triangle and linear on each side of the
 * line where the site neither buys nor sells, so it is the upper hull of the corners and of that line's ends.
 */
function mix(h: StorageHorizon, k: number): void {
  const { chargeEfficiency: into, dischargeEfficiency: out, wear } = h
  work.lossy[k] = 1
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
  const base = k * STRIDE
  const at = k * (STRIDE + 1)
  for (let j = 0; j < hull.length; j++) {
    work.cornerCharge[at + j] = hull[j].c
    if (j === 0) continue
    work.width[base + j - 1] = hull[j - 1].u - hull[j].u
    const slope = (hull[j].reward - hull[j - 1].reward) / (hull[j - 1].u - hull[j].u)
    work.slope[base + j - 1] = j === 1 ? slope : Math.min(slope, work.slope[base + j - 2])
  }
  work.count[k] = hull.length - 1
  work.charges[k] = 0 // which end of the list a piece is sorted in from makes no difference to the result
}
