import type { StorageHorizon } from '../../../packages/agent/src/value/storage-horizon.js'
import type { Lp } from '../../../packages/agent/test/storage-lp.js'

/**
 * The smallest linear programme of a store without load behind its meter: charge, discharge and stored energy per slot,
 * one balance row each. Gives the solver less to do than a model with purchases and sales of their own.
 */
export function leanStorageLp(h: StorageHorizon): Lp {
  const lp: Lp = { cost: [], lower: [], upper: [], rows: [] }
  for (let k = 0; k < h.slots; k++) {
    const c = 3 * k
    const last = k === h.slots - 1
    lp.cost.push(-h.buy[k] - h.wear, h.sell[k] - h.wear, last ? h.terminalWorth[0] : 0)
    lp.lower.push(0, 0, h.floor[k])
    lp.upper.push(h.charge[k], h.discharge[k], h.ceiling)
    const terms: [number, number][] = [
      [c + 2, 1],
      [c, -h.chargeEfficiency],
      [c + 1, 1 / h.dischargeEfficiency],
    ]
    if (k > 0) terms.push([c - 1, -h.retention])
    const start = (k === 0 ? h.stored * h.retention : 0) - h.trip[k]
    lp.rows.push({ lower: start, upper: start, terms })
  }
  return lp
}
