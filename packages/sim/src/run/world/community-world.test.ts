import { Chance, type Price, price, watt, wh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import type { Scenario, ScenarioBattery, ScenarioDevice } from '../../scenario/scenario.js'
import { community } from '../community/community.js'
import { Span } from '../community/span.js'
import { CommunityWorld } from './community-world.js'

const HOUR = 3_600_000
const SLOTS = 24

/** A lossless battery of 10 kWh, half full, 5 kW each way. */
const battery = (name: string): ScenarioBattery => ({
  kind: 'battery',
  name,
  capacity: wh(10_000),
  charge: watt(5000),
  discharge: watt(5000),
  chargeEfficiency: 1,
  dischargeEfficiency: 1,
  minimumSoc: 0,
  maximumSoc: 1,
  initialSoc: 0.5,
  wear: 0 as Price,
  strategy: 'value',
})

const load = (energy: number): ScenarioDevice => ({
  kind: 'household',
  name: 'load',
  profile: 'detached',
  daily: wh(0),
  tradable: 1,
  series: new Array(SLOTS).fill(wh(energy)),
})

/** One site with a connection of 3 kW, for a day in slots of an hour. */
function worldOf(devices: readonly ScenarioDevice[]): { world: CommunityWorld; slot: number } {
  const scenario: Scenario = {
    name: 'site',
    case: 'base',
    seed: '1',
    time: { zone: 'UTC', start: 0, days: 1, warmUpDays: 0 },
    market: {
      currency: 'JPY',
      mechanism: 'call',
      pricing: { k: 0.5, interval: 'supporting' },
      slotLength: HOUR,
      roundLength: HOUR,
      openBefore: HOUR,
      gateClosure: 0,
      quoteLeads: [0],
      tick: price(100),
      lot: wh(1),
      band: { min: price(0), max: price(50_000) },
    },
    tariff: {
      retail: new Array(SLOTS).fill(price(26_000)),
      feedIn: new Array(SLOTS).fill(price(8500)),
      network: { sameFeeder: price(0), other: price(0) },
      suspendAbove: 1,
    },
    weather: { latitude: 36, longitude: 140, clearness: 1, variability: 0, temperature: { mean: 15, swing: 5 } },
    forecast: { kind: 'noisy', sd: 0 },
    sites: [
      {
        name: 'h',
        kind: 'house',
        feeder: 'f1',
        preference: 'cheapest',
        contract: watt(3000),
        leg: watt(3000),
        premium: { renewable: price(0), local: price(0) },
        devices,
      },
    ],
  }
  const span = new Span(scenario)
  return { world: new CommunityWorld(community(scenario, span, new Chance('1')), span), slot: span.first }
}

/** Energy of each device and of the connection in one hour under these setpoints. */
function hour(devices: readonly ScenarioDevice[], setpoints: readonly number[]) {
  const { world, slot } = worldOf(devices)
  world.step(slot, setpoints)
  const { imported, exported } = world.sites[0]
  return { moved: world.devices.map(({ energy }) => energy), imported, exported }
}

describe('the connection of a site', () => {
  it('lets a store do what it is asked to while it carries the energy', () => {
    expect(hour([load(1000), battery('a')], [Number.NaN, 2000])).toEqual({
      moved: [1000, 2000],
      imported: 3000,
      exported: 0,
    })
  })

  it('holds a store back where the contract would be exceeded', () => {
    expect(hour([load(1000), battery('a')], [Number.NaN, 4000])).toEqual({
      moved: [1000, 2000],
      imported: 3000,
      exported: 0,
    })
    expect(hour([battery('a')], [-5000])).toEqual({ moved: [-3000], imported: 0, exported: 3000 })
  })

  it('holds nobody back where one store takes up what another gives, whichever is named first', () => {
    const both = { imported: 0, exported: 1000 }
    expect(hour([battery('a'), battery('b')], [-5000, 4000])).toEqual({ moved: [-5000, 4000], ...both })
    expect(hour([battery('a'), battery('b')], [4000, -5000])).toEqual({ moved: [4000, -5000], ...both })
  })

  it('lets the last store give way first, and counts only what the others can do', () => {
    expect(hour([battery('a'), battery('b')], [2500, 2500])).toMatchObject({ moved: [2500, 500], imported: 3000 })
    // the second is asked for more than its rating of 5 kWh
    expect(hour([battery('a'), battery('b')], [5000, -9000])).toMatchObject({ moved: [5000, -5000], imported: 0 })
  })

  it('does not shed a load that is too large for it', () => {
    expect(hour([load(4000), battery('a')], [Number.NaN, 1000])).toEqual({
      moved: [4000, 0],
      imported: 4000,
      exported: 0,
    })
    expect(hour([load(4000), battery('a')], [Number.NaN, -1500])).toMatchObject({
      moved: [4000, -1500],
      imported: 2500,
    })
  })
})
