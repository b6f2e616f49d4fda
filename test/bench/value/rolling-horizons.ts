import { type StorageHorizon, storageHorizon } from '../../../packages/agent/src/value/storage-horizon.js'
import { Chance } from '../../../packages/units/src/chance.js'

export const SLOTS = 48

/** Two days of gates. */
export const GATES = 96

/** What an agent plans at successive gates: every half hour the next 48 slots, with a forecast that is revised each time. */
export type Gates = (gates: number) => StorageHorizon[]

/** A price with a midday dip and an evening peak, different every day [milli-currency per kWh]. */
function prices(slots: number, chance: Chance): number[] {
  return Array.from({ length: slots }, (_, slot) => {
    const hour = (slot % SLOTS) / 2
    const noon = 9000 * Math.exp(-(((hour - 12.5) / 3) ** 2))
    const evening = 8000 * Math.exp(-(((hour - 19) / 2) ** 2))
    return 19_000 - noon + evening + 1500 * chance.normal()
  })
}

function gates(
  count: number,
  name: string,
  settings: Partial<StorageHorizon>,
  fill: (h: StorageHorizon, k: number, slot: number) => void,
) {
  const chance = new Chance(name, 'bench/value')
  const price = prices(count + SLOTS, chance)
  return Array.from({ length: count }, (_, gate) => {
    const h = storageHorizon(SLOTS, settings)
    h.stored = (0.25 + 0.5 * chance.uniform()) * h.ceiling
    for (let k = 0; k < SLOTS; k++) {
      const slot = gate + k
      h.buy[k] = h.sell[k] = Math.round(price[slot] + 500 * chance.normal())
      fill(h, k, slot)
    }
    return h
  })
}

const BATTERY = {
  ceiling: 9500,
  chargeEfficiency: 0.93,
  dischargeEfficiency: 0.93,
  wear: 1000,
  terminalWorth: [15_000],
}

/** A 10 kWh home battery, 3 kW, 93 % each way, that trades on its own. */
export const battery: Gates = (count) =>
  gates(count, 'battery', BATTERY, (h, k) => {
    h.charge[k] = h.discharge[k] = 1500
    h.floor[k] = 500
  })

/** The same battery behind the meter of a home with PV, which buys 3 milli-currency per Wh dearer than it sells. */
export const homeBattery: Gates = (count) =>
  gates(count, 'home', BATTERY, (h, k, slot) => {
    h.charge[k] = h.discharge[k] = 1500
    h.floor[k] = 500
    h.buy[k] += 3000
    const hour = (slot % SLOTS) / 2
    h.load[k] = Math.round(
      300 - 1500 * Math.exp(-(((hour - 12) / 2.5) ** 2)) + 400 * Math.exp(-(((hour - 20) / 2) ** 2)),
    )
  })

/** A 40 kWh car, 6 kW V2G, away from 08:00 to 17:30 with 9 kWh to drive, 80 % wanted at 08:00, 20 % always. */
export const car: Gates = (count) =>
  gates(
    count,
    'car',
    { ceiling: 40_000, chargeEfficiency: 0.9, dischargeEfficiency: 0.85, wear: 2000, terminalWorth: [14_000] },
    (h, k, slot) => {
      const time = slot % SLOTS
      const away = time >= 16 && time < 35
      h.charge[k] = h.discharge[k] = away ? 0 : 3000
      h.trip[k] = time === 16 || time === 34 ? 4500 : 0
      h.floor[k] = time === 15 && k >= 12 ? 32_000 : 8000
    },
  ).map((h) => {
    h.stored = Math.max(h.stored, 20_000)
    return h
  })

/** What the bench plans. */
export const STORES: readonly [string, Gates][] = [
  ['battery', battery],
  ['battery of a home', homeBattery],
  ['car with trips', car],
]
