import type { StorageHorizon } from '../../../packages/agent/src/value/storage-horizon.js'
import type { Lp } from '../../../packages/agent/test/storage-lp.js'

/**
 * The smallest linear programme of a store: no purchases, sales and meter, but charge and discharge priced as what they
 * save or earn. One balance row per slot; three columns where nothing else is behind the meter (charge, discharge, stored
 * energy), and five where something is, because the first Wh then meet the load or take the surplus at another price.
 */
export function leanStorageLp(h: StorageHorizon): Lp {
  const lp = { cost: [] as number[], lower: [] as number[], upper: [] as number[], rows: [] as Lp['rows'], offset: 0 }
  const column = (cost: number, lower: number, upper: number) => {
    lp.lower.push(lower)
    lp.upper.push(upper)
    return lp.cost.push(cost) - 1
  }
  const meters = h.load.some((load, k) => k < h.slots && load !== 0)
  let before = -1
  for (let k = 0; k < h.slots; k++) {
    const load = h.load[k]
    const surplus = Math.min(h.charge[k], Math.max(0, -load))
    const need = Math.min(h.discharge[k], Math.max(0, load))
    lp.offset -= load * (load > 0 ? h.buy[k] : h.sell[k])
    const terms: [number, number][] = [
      [column(-h.buy[k] - h.wear, 0, h.charge[k] - surplus), -h.chargeEfficiency],
      [column(h.sell[k] - h.wear, 0, h.discharge[k] - need), 1 / h.dischargeEfficiency],
    ]
    if (meters) {
      terms.push([column(-h.sell[k] - h.wear, 0, surplus), -h.chargeEfficiency])
      terms.push([column(h.buy[k] - h.wear, 0, need), 1 / h.dischargeEfficiency])
    }
    if (before >= 0) terms.push([before, -h.retention])
    const last = k === h.slots - 1
    const stored = column(last ? h.terminalWorth[0] : 0, h.floor[k], h.ceiling)
    terms.push([stored, 1])
    const start = (k === 0 ? h.stored * h.retention : 0) - h.trip[k]
    lp.rows.push({ lower: start, upper: start, terms })
    before = stored
  }
  return lp
}
