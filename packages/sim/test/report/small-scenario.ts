import { HOUR, MINUTE, type Price, type W, type Wh } from '@jazzgrid/units'
import type { Scenario, ScenarioDevice, ScenarioSite } from '../../src/scenario/scenario.js'
import { at, MIDNIGHT } from './small-run.js'

/** The community of the small run: a house with roof and battery, a house with a car, a shop and a mall. */
export function smallScenario(change: Partial<Scenario> = {}): Scenario {
  return { ...SCENARIO, ...change }
}

const store = {
  capacity: 8000 as Wh,
  charge: 4000 as W,
  discharge: 4000 as W,
  chargeEfficiency: 1,
  dischargeEfficiency: 1,
  minimumSoc: 0.1,
  maximumSoc: 1,
  initialSoc: 0.5,
  wear: 0 as Price,
}
const load = (name: string): ScenarioDevice => ({
  kind: 'household',
  name,
  profile: 'detached',
  daily: 10_000 as Wh,
  tradable: 1,
})
const pv = (name: string): ScenarioDevice => ({ kind: 'pv', name, peak: 4000 as W, tilt: 30, azimuth: 0 })

export function siteOf(
  name: string,
  kind: ScenarioSite['kind'],
  preference: ScenarioSite['preference'],
  devices: readonly ScenarioDevice[],
): ScenarioSite {
  const premium = { renewable: 0 as Price, local: 0 as Price }
  return { name, kind, feeder: 'f1', preference, contract: 10_000 as W, leg: 5000 as W, premium, devices }
}

const trip = { departure: at('12:30'), arrival: at('13:30'), energy: 1600 as Wh, departureSoc: 0.7, plugged: true }
const SCENARIO: Scenario = {
  name: 'corner',
  case: 'base',
  seed: '7',
  time: { zone: 'Asia/Tokyo', start: MIDNIGHT, days: 1, warmUpDays: 1 },
  market: {
    currency: 'JPY',
    mechanism: 'continuous',
    pricing: { k: 0.5, interval: 'supporting' },
    slotLength: 30 * MINUTE,
    roundLength: 10 * MINUTE,
    openBefore: 24 * HOUR,
    gateClosure: 20 * MINUTE,
    quoteLeads: [60 * MINUTE, 0],
    tick: 100 as Price,
    lot: 100 as Wh,
    band: { min: 0 as Price, max: 50_000 as Price },
  },
  tariff: {
    retail: [],
    feedIn: [],
    network: { sameFeeder: 0 as Price, other: 0 as Price },
    suspendAbove: 0.5,
  },
  weather: { latitude: 35.9, longitude: 139.7, clearness: 1, variability: 0, temperature: { mean: 20, swing: 5 } },
  forecast: { kind: 'noisy', sd: 0.1 },
  sites: [
    siteOf('one', 'house', 'renewable', [
      pv('one-pv'),
      { kind: 'battery', name: 'one-battery', strategy: 'value', ...store },
      load('one-load'),
    ]),
    siteOf('two', 'house', 'cheapest', [
      load('two-load'),
      { kind: 'ev', name: 'two-car', strategy: 'value', priceCap: 10_000 as Price, v2g: true, trips: [trip], ...store },
    ]),
    siteOf('mall', 'mall', 'profit', [pv('mall-pv')]),
    siteOf('shop', 'store', 'cheapest', [load('shop-load')]),
  ],
}
