import { type StorageHorizon, storageHorizon } from '../../../packages/agent/src/value/storage-horizon.js'
import { Chance } from '../../../packages/units/src/chance.js'

export const SLOTS = 48

/** Prices of a day with a midday dip and an evening peak, different every day [milli-currency per kWh]. */
function priceDay(h: StorageHorizon, chance: Chance): void {
  for (let k = 0; k < SLOTS; k++) {
    const hour = k / 2
    const noon = 9000 * Math.exp(-(((hour - 12.5) / 3) ** 2))
    const evening = 8000 * Math.exp(-(((hour - 19) / 2) ** 2))
    const price = Math.round(19_000 - noon + evening + 1500 * chance.normal())
    h.buy[k] = price
    h.sell[k] = price
  }
}

/** A 10 kWh home battery, 3 kW, 93 % each way, on different days with a different charge. */
export function batteryDays(count: number): StorageHorizon[] {
  const chance = new Chance('battery', 'bench/value')
  return Array.from({ length: count }, () => {
    const h = storageHorizon(SLOTS, {
      stored: 1000 + chance.integer(8000),
      ceiling: 9500,
      chargeEfficiency: 0.93,
      dischargeEfficiency: 0.93,
      wear: 1000,
      terminalWorth: [15_000],
    })
    h.charge.fill(1500)
    h.discharge.fill(1500)
    h.floor.fill(500)
    priceDay(h, chance)
    return h
  })
}

/** A 40 kWh car, 6 kW V2G, away from 08:00 to 17:30 with 9 kWh to drive, 80 % wanted at 08:00. */
export function carDays(count: number): StorageHorizon[] {
  const chance = new Chance('car', 'bench/value')
  return Array.from({ length: count }, () => {
    const h = storageHorizon(SLOTS, {
      stored: 8000 + chance.integer(20_000),
      ceiling: 40_000,
      chargeEfficiency: 0.9,
      dischargeEfficiency: 0.85,
      wear: 2000,
      terminalWorth: [14_000],
    })
    h.floor.fill(8000)
    h.floor[15] = 32_000
    for (let k = 0; k < SLOTS; k++) {
      const away = k >= 16 && k < 35
      h.charge[k] = away ? 0 : 3000
      h.discharge[k] = away ? 0 : 3000
    }
    h.trip[16] = 4500
    h.trip[34] = 4500
    priceDay(h, chance)
    return h
  })
}
