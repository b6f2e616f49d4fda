import type { StorageHorizon } from '../src/value/storage-horizon.js'

/** An open order of a store: quantity > 0 bids, < 0 offers [Wh]. */
export interface OpenOrder {
  readonly slot: number
  readonly quantity: number
}

/** Energy that may be off by float noise [Wh]. */
const DUST = 1e-8

/**
 * Whether any subset of the open orders that includes the new one can break a floor, the ceiling or a rating at or after
 * the new order's slot: the slow and obvious way, by delivering every subset. A bid cannot break a floor that the rest
 * breaks without it, nor an offer the ceiling, so only the limit on the order's own side counts.
 */
export function oversold(
  h: StorageHorizon,
  committed: ArrayLike<number>,
  open: readonly OpenOrder[],
  order: OpenOrder,
): boolean {
  for (let subset = 0; subset < 1 << open.length; subset++) {
    const net = Array.from({ length: h.slots }, (_, k) => committed[k])
    net[order.slot] += order.quantity
    open.forEach((o, i) => {
      if ((subset >> i) & 1) net[o.slot] += o.quantity
    })
    let stored = h.stored
    for (let k = 0; k < h.slots; k++) {
      stored *= h.retention
      stored += net[k] > 0 ? net[k] * h.chargeEfficiency : net[k] / h.dischargeEfficiency
      stored -= h.trip[k]
      if (k < order.slot) continue
      if (order.quantity < 0 && stored < h.floor[k] - DUST) return true
      if (order.quantity > 0 && stored > h.ceiling + DUST) return true
    }
    if (order.quantity > 0 ? net[order.slot] > h.charge[order.slot] : net[order.slot] < -h.discharge[order.slot]) {
      return true
    }
  }
  return false
}
