import type { StorageHorizon } from '../value/storage-horizon.js'

/** What a store has promised and what it may come to promise, per slot of the horizon [Wh at the terminal]. */
export interface Promises {
  /** Net trades already made: purchases positive, sales negative. */
  readonly committed: Float64Array
  /** Unfilled purchases in the book, and unfilled sales: >= 0. An order being replaced counts until its cancel is known. */
  readonly bids: Float64Array
  readonly offers: Float64Array
  /** Least stored energy that the slot's driving takes [Wh], where that is less than the horizon's `trip`. */
  readonly tripLeast?: Float64Array
}

/** Promises of nothing, for up to this many slots, to be filled in. */
export function promises(slots: number): Promises {
  return {
    committed: new Float64Array(slots),
    bids: new Float64Array(slots),
    offers: new Float64Array(slots),
  }
}

/** Float noise of a sum over the horizon [Wh]; without it 1,000 Wh in store would make 999 Wh on offer. */
const DUST = 1e-9

/**
 * How much more a store may offer or bid in each slot so that it can keep every promise, whichever of its open orders
 * fill, wholly or in part.
 *
 * Stored energy grows with the net flow of every slot before it, so two paths bound all outcomes: on the lowest all offers
 * fill and no bid does, on the highest the reverse. An offer in slot k must keep the lowest path at or above every floor
 * from k on, a bid the highest path at or below the ceiling; and no slot's net flow may pass the rating. Energy that is
 * only bid for is never offered, and room that is only offered away is never bid for.
 *
 * A floor that the lowest path already breaks (a car not yet charged for its trip) leaves nothing to offer in any slot
 * before it. Reads the horizon's stored, ceiling, efficiencies, retention, charge, discharge, trip and floor.
 */
export class Headroom {
  /** Most that may still be bid for per slot, and offered, each as the ONLY new order [whole Wh]. */
  charge = new Float64Array(0)
  discharge = new Float64Array(0)

  update(h: StorageHorizon, p: Promises): void {
    const { slots, retention, ceiling, chargeEfficiency: into, dischargeEfficiency: out } = h
    if (this.charge.length < slots) {
      this.charge = new Float64Array(slots)
      this.discharge = new Float64Array(slots)
    }
    const { charge, discharge } = this
    const { committed, bids, offers } = p
    const tripLeast = p.tripLeast ?? h.trip
    const { trip, floor, charge: mostCharge, discharge: mostDischarge } = h
    const perOut = 1 / out
    let low = h.stored
    let high = h.stored
    for (let k = 0; k < slots; k++) {
      const least = committed[k] - offers[k]
      const most = committed[k] + bids[k]
      low = low * retention + (least > 0 ? least * into : least / out) - trip[k]
      high = high * retention + (most > 0 ? most * into : most / out) - tripLeast[k]
      discharge[k] = low - floor[k]
      charge[k] = ceiling - high
    }
    let spare = Infinity
    let room = Infinity
    for (let k = slots - 1; k >= 0; k--) {
      // a Wh taken in this slot is missing in the next one only as far as it would have been retained
      spare = Math.min(spare / retention, discharge[k])
      room = Math.min(room / retention, charge[k])
      const least = committed[k] - offers[k]
      const most = committed[k] + bids[k]
      discharge[k] = whole(Math.min(reachable(spare, least, into, perOut), mostDischarge[k] + least))
      charge[k] = whole(Math.min(reachable(room, -most, perOut, into), mostCharge[k] - most))
    }
  }

  /**
   * Reserve energy for a new order: grants as much of the wanted quantity as may be promised in whole lots, writes it into
   * the promises and updates the headroom of all slots.
   * @returns granted Wh, 0 where nothing may be promised.
   */
  claim(h: StorageHorizon, p: Promises, k: number, side: 'buy' | 'sell', wanted: number, lot = 1): number {
    const free = side === 'buy' ? this.charge[k] : this.discharge[k]
    const granted = Math.floor(Math.min(free, Math.max(0, wanted)) / lot) * lot
    if (granted > 0) {
      if (side === 'buy') p.bids[k] += granted
      else p.offers[k] += granted
      this.update(h, p)
    }
    return granted
  }
}

/**
 * How far a flow may go on against `stock` of stored energy (or room): the first `opposite` Wh undo flow the other way at
 * `undo` stored Wh each, the rest costs `flow` each.
 */
function reachable(stock: number, opposite: number, undo: number, flow: number): number {
  if (opposite <= 0) return stock / flow
  const undone = opposite * undo
  return stock <= undone ? stock / undo : opposite + (stock - undone) / flow
}

function whole(quantity: number): number {
  return quantity > 0 ? Math.floor(quantity + DUST) : 0
}
