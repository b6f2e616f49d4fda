import { perKwh, watt, wh } from '@jazzgrid/units'
import type { Scenario } from '../src/scenario/scenario.js'

const HALF_HOUR = 30 * 60_000
export const twoHomesStart = Date.UTC(2026, 4, 1) - 9 * 3_600_000

/** A resolved scenario with awkward texts and numbers, for tests of what is written and read back. */
export const twoHomes: Scenario = {
  name: 'two-homes',
  case: 'base',
  seed: '1',
  time: { zone: 'Asia/Tokyo', start: twoHomesStart, days: 1, warmUpDays: 0 },
  market: {
    currency: 'JPY',
    mechanism: 'call',
    pricing: { k: 0.5, interval: 'marginal-pair' },
    slotLength: HALF_HOUR,
    roundLength: 60_000,
    openBefore: 24 * 3_600_000,
    gateClosure: -HALF_HOUR,
    quoteLeads: [3_600_000, 0],
    tick: perKwh(0.01),
    lot: wh(1),
    band: { min: perKwh(-10), max: perKwh(100) },
  },
  tariff: {
    retail: Array.from({ length: 48 }, (_, i) => perKwh(24.5 + (i % 3))),
    feedIn: Array.from({ length: 48 }, () => perKwh(8.5)),
    network: { sameFeeder: perKwh(1.5), other: perKwh(3) },
    suspendAbove: 0.1,
  },
  weather: {
    latitude: 35.87,
    longitude: 139.7,
    clearness: 0.8,
    variability: 0.1 + 0.2,
    temperature: { mean: 18, swing: 5 },
  },
  forecast: { kind: 'noisy', sd: 1 / 3 },
  sites: [
    {
      name: 'h1: "the, first" #1',
      kind: 'house',
      feeder: 'null',
      preference: 'local',
      contract: watt(6000),
      leg: watt(5000),
      premium: { renewable: perKwh(0.5), local: perKwh(0) },
      devices: [
        { kind: 'pv', name: 'pv1', peak: watt(4000), tilt: 30, azimuth: -10, series: [wh(0), wh(12), wh(900)] },
        {
          kind: 'ev',
          name: 'ev1',
          capacity: wh(40_000),
          charge: watt(3000),
          discharge: watt(3000),
          chargeEfficiency: 0.95,
          dischargeEfficiency: 0.95,
          minimumSoc: 0.1,
          maximumSoc: 1,
          initialSoc: 0.5,
          wear: perKwh(2),
          strategy: 'value',
          priceCap: perKwh(20),
          v2g: true,
          trips: [
            {
              departure: twoHomesStart + 16 * HALF_HOUR,
              arrival: twoHomesStart + 36 * HALF_HOUR,
              energy: wh(6000),
              departureSoc: 0.8,
              plugged: true,
            },
          ],
        },
      ],
    },
  ],
}
