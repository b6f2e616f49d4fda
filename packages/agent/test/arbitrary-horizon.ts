import fc from 'fast-check'
import { type StorageHorizon, storageHorizon } from '../src/value/storage-horizon.js'

interface Shape {
  /** Lowest price; below zero it may pay to lose energy. */
  lowest?: number
  loads?: boolean
  slots?: number
}

/**
 * Batteries and cars with trips over random prices. Floors may be out of reach. Numbers are round decimals, as settings
 * are, so that ties and kinks are common.
 */
export function arbitraryHorizon({ lowest = -20, loads = true, slots = 12 }: Shape = {}): fc.Arbitrary<StorageHorizon> {
  const slot = fc.record({
    price: fc.integer({ min: lowest, max: 50 }),
    spread: fc.constantFrom(0, 0, 1, 10),
    charge: fc.constantFrom(0, 500, 1500, 1650),
    discharge: fc.constantFrom(0, 500, 1500),
    load: loads ? fc.constantFrom(0, 0, 300, -700, 2000, -2500) : fc.constant(0),
    trip: fc.constantFrom(0, 0, 0, 0, 900, 4600),
    floor: fc.constantFrom(0, 0, 0, 500, 2000, 8000),
  })
  return fc
    .record({
      rows: fc.array(slot, { minLength: 1, maxLength: slots }),
      ceiling: fc.constantFrom(2000, 8800, 10000),
      filled: fc.constantFrom(0, 0.3, 0.5, 1),
      into: fc.constantFrom(1, 0.93, 0.85),
      out: fc.constantFrom(1, 0.93, 0.88),
      retention: fc.constantFrom(1, 1, 0.999),
      wear: fc.constantFrom(0, 0.5, 2),
      worth: fc.constantFrom([0], [17], [30, 12, 4]),
    })
    .map(({ rows, ceiling, filled, into, out, retention, wear, worth }) => {
      const h = storageHorizon(rows.length, {
        ceiling,
        stored: ceiling * filled,
        chargeEfficiency: into,
        dischargeEfficiency: out,
        retention,
        wear,
        terminalWorth: worth,
        terminalWidth: worth.map(() => 1500),
      })
      rows.forEach((row, k) => {
        h.buy[k] = row.price + row.spread
        h.sell[k] = row.price
        h.charge[k] = row.charge
        h.discharge[k] = row.discharge
        h.load[k] = row.load
        h.trip[k] = row.trip
        h.floor[k] = row.floor
      })
      return h
    })
}
