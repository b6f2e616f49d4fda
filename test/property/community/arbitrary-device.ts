import type { ScenarioDevice, ScenarioMarket, Trip } from '@jazzgrid/sim'
import { DAY, HOUR, type Price, watt, wh } from '@jazzgrid/units'
import fc from 'fast-check'

/** The days of a run: what trips and series have to fit in. */
export interface RunFrame {
  readonly market: ScenarioMarket
  /** UTC ms of the first slot, warm-up included. */
  readonly from: number
  readonly days: number
}

const named = (kind: string, site: string, i: number) => `${site}-${kind}${i}`

/** Watt-hours of a kilowatt range in steps of 100. */
const kilo = (min: number, max: number) => fc.integer({ min: min * 10, max: max * 10 }).map((tenth) => tenth * 100)

const perCent = (min: number, max: number) => fc.integer({ min, max }).map((value) => value / 100)

const price = (max: number): fc.Arbitrary<Price> => fc.integer({ min: 0, max }).map((value) => value as Price)

/** Any devices of one site: none, or several of a kind. */
export function arbitraryDevices(site: string, frame: RunFrame): fc.Arbitrary<ScenarioDevice[]> {
  const device = fc.oneof(
    { arbitrary: roof, weight: 3 },
    { arbitrary: load(frame), weight: 3 },
    { arbitrary: battery, weight: 3 },
    { arbitrary: car(frame), weight: 2 },
  )
  return fc
    .array(device, { minLength: 1, maxLength: 4 })
    .map((devices) => devices.map((each, i) => ({ ...each, name: named(each.kind, site, i) })))
}

const roof = fc
  .record({ peak: kilo(1, 12), tilt: fc.integer({ min: 0, max: 60 }), azimuth: fc.integer({ min: -90, max: 90 }) })
  .map(({ peak, ...rest }): ScenarioDevice => ({ kind: 'pv', name: '', peak: watt(peak), ...rest }))

function load({ market, days }: RunFrame): fc.Arbitrary<ScenarioDevice> {
  const slots = (days * DAY) / market.slotLength
  const profile = fc.constantFrom('detached', 'store', 'mall', 'office', 'flat')
  const terms = fc.record({ profile, daily: fc.integer({ min: 0, max: 40_000 }).map(wh), tradable: perCent(0, 100) })
  const household = terms.map((rest): ScenarioDevice => ({ kind: 'household', name: '', ...rest }))
  // nothing at all, and peaks that come and go from slot to slot
  const jagged = fc
    .array(fc.constantFrom(0, 1, 37, 250, 900, 2500), { minLength: 3, maxLength: 7 })
    .map((pattern) => Array.from({ length: slots }, (_, k) => wh(pattern[k % pattern.length])))
  const metered = fc
    .tuple(terms, jagged)
    .map(([rest, series]): ScenarioDevice => ({ kind: 'household', name: '', ...rest, series }))
  return fc.oneof(household, metered)
}

const storage = fc
  .record({
    capacity: kilo(1, 20),
    charge: kilo(0.5, 6),
    discharge: kilo(0.5, 6),
    chargeEfficiency: perCent(60, 100),
    dischargeEfficiency: perCent(60, 100),
    minimumSoc: perCent(0, 40),
    maximumSoc: perCent(50, 100),
    start: perCent(0, 100),
    wear: price(3000),
  })
  .map(({ capacity, charge, discharge, start, ...rest }) => ({
    ...rest,
    capacity: wh(capacity),
    charge: watt(charge),
    discharge: watt(discharge),
    initialSoc: rest.minimumSoc + start * (rest.maximumSoc - rest.minimumSoc),
  }))

const battery = fc
  .tuple(storage, fc.constantFrom('value', 'table'))
  .map(([terms, strategy]): ScenarioDevice => ({ kind: 'battery', name: '', ...terms, strategy }))

function car(frame: RunFrame): fc.Arbitrary<ScenarioDevice> {
  const terms = fc.record({
    strategy: fc.constantFrom('value', 'price-cap'),
    priceCap: price(30_000),
    v2g: fc.boolean(),
    trips: trips(frame),
  })
  return fc.tuple(storage, terms).map(([store, rest]): ScenarioDevice => ({ kind: 'ev', name: '', ...store, ...rest }))
}

/** Absences one after the other, on slot borders; a car may leave before it is charged, and drive farther than it can. */
function trips({ market, from, days }: RunFrame): fc.Arbitrary<Trip[]> {
  const { slotLength } = market
  const leg = fc.record({
    rest: fc.integer({ min: 1, max: 20 }),
    away: fc.integer({ min: 1, max: 12 }),
    energy: fc.integer({ min: 0, max: 8000 }).map(wh),
    departureSoc: perCent(0, 100),
    plugged: fc.boolean(),
  })
  return fc.array(leg, { maxLength: 3 }).map((legs) => {
    const found: Trip[] = []
    let at = from
    for (const { rest, away, energy, departureSoc, plugged } of legs) {
      const departure = at + rest * Math.max(slotLength, HOUR / 2)
      const arrival = departure + away * Math.max(slotLength, HOUR / 2)
      if (arrival <= from + days * DAY) found.push({ departure, arrival, energy, departureSoc, plugged })
      at = arrival
    }
    return found
  })
}
