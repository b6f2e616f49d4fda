import type { Scenario, ScenarioMarket, ScenarioSite, ScenarioTariff } from '@jazzgrid/sim'
import { DAY, HOUR, MINUTE, type Price, price, watt, wh } from '@jazzgrid/units'
import fc from 'fast-check'
import { arbitraryDevices, type RunFrame } from './arbitrary-device.js'

const ZONE = 'Asia/Tokyo'
const MIDNIGHT = Date.UTC(2018, 4, 15) - 9 * HOUR

/** Slots and rounds that go together [minutes]. */
const GRIDS = [
  [5, 5],
  [15, 5],
  [15, 15],
  [30, 5],
  [30, 10],
  [30, 30],
  [60, 10],
  [60, 20],
  [60, 60],
] as const

/** A small community with any rules, tariffs and devices that a scenario file could ask for, for a day. */
export const arbitraryCommunity: fc.Arbitrary<Scenario> = fc
  .tuple(arbitraryMarket(), fc.constantFrom(0, 0, 0, 1), fc.integer({ min: 0, max: 1_000_000 }))
  .chain(([market, warmUpDays, seed]) => {
    const frame: RunFrame = { market, from: MIDNIGHT - warmUpDays * DAY, days: 1 + warmUpDays }
    return fc.record({
      name: fc.constant('random'),
      case: fc.constant('base'),
      seed: fc.constant(String(seed)),
      time: fc.constant({ zone: ZONE, start: MIDNIGHT, days: 1, warmUpDays }),
      market: fc.constant(market),
      tariff: arbitraryTariff(frame),
      weather: arbitraryWeather,
      forecast: fc.integer({ min: 0, max: 50 }).map((sd) => ({ kind: 'noisy' as const, sd: sd / 100 })),
      sites: fc
        .integer({ min: 2, max: 6 })
        .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => arbitrarySite(`h${i + 1}`, frame)))),
    })
  })

function arbitraryMarket(): fc.Arbitrary<ScenarioMarket> {
  return fc
    .record({
      grid: fc.constantFrom(...GRIDS),
      mechanism: fc.constantFrom('continuous', 'call', 'pay-as-bid', 'trade-reduction'),
      interval: fc.constantFrom('marginal-pair', 'supporting'),
      k: fc.constantFrom(0, 0.25, 0.5, 1),
      gate: fc.integer({ min: -30, max: 20 }),
      open: fc.integer({ min: 90, max: 1440 }),
      leads: fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 4 }),
      last: fc.boolean(),
      tick: fc.constantFrom(1, 10, 100, 500, 1000),
      lot: fc.integer({ min: 1, max: 100 }),
      band: fc.tuple(fc.constantFrom(-10_000, -1000, 0), fc.constantFrom(27_000, 40_000, 50_000)),
    })
    .map(({ grid: [slot, round], gate, open, leads, last, tick, lot, band, mechanism, k, interval }) => {
      const onGrid = (minutes: number) => (Math.trunc(minutes / round) || 0) * round * MINUTE
      const gateClosure = Math.min(onGrid(gate), (slot - round) * MINUTE)
      const openBefore = onGrid(open) + 60 * MINUTE
      const longest = openBefore + gateClosure
      const rounds = longest / (round * MINUTE)
      const asked = leads.map((share) => Math.floor((share / 100) ** 2 * rounds) * round * MINUTE)
      const quoteLeads = [...new Set(last ? [...asked, 0] : asked)].sort((a, b) => b - a)
      return {
        currency: 'JPY',
        mechanism,
        pricing: { k, interval },
        slotLength: slot * MINUTE,
        roundLength: round * MINUTE,
        openBefore,
        gateClosure,
        quoteLeads,
        tick: price(tick),
        lot: wh(lot),
        band: { min: price(band[0]), max: price(band[1]) },
      }
    })
}

/** Prices by time of use; feed-in may be negative and is never above retail; both lie inside the band. */
function arbitraryTariff({ market, days }: RunFrame): fc.Arbitrary<ScenarioTariff> {
  const slots = (days * DAY) / market.slotLength
  const { min, max } = market.band
  const curve = fc.array(fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })), { minLength: 1, maxLength: 4 })
  const flat = fc.constant([[26_000, 8_500]] as [number, number][])
  const charge = fc.constantFrom(0, 0, 700, 3700)
  return fc
    .record({
      windows: fc.oneof(flat, curve),
      sameFeeder: charge,
      further: charge,
      suspendAbove: fc.integer({ min: 5, max: 100 }).map((share) => share / 100),
    })
    .map(({ windows, sameFeeder, further, suspendAbove }) => {
      const at = (k: number) => windows[Math.floor((k * windows.length) / slots)]
      const each = (of: (pair: readonly [number, number]) => number): Price[] =>
        Array.from({ length: slots }, (_, k) => price(of(at(k))))
      return {
        retail: each(([a, b]) => Math.max(a, b)),
        feedIn: each(([a, b]) => Math.min(a, b)),
        network: { sameFeeder: price(sameFeeder), other: price(sameFeeder + further) },
        suspendAbove,
      }
    })
}

const arbitraryWeather = fc
  .record({ clearness: fc.integer({ min: 10, max: 100 }), variability: fc.integer({ min: 0, max: 30 }) })
  .map(({ clearness, variability }) => ({
    latitude: 35.9,
    longitude: 139.7,
    clearness: clearness / 100,
    variability: variability / 100,
    temperature: { mean: 15, swing: 5 },
  }))

function arbitrarySite(name: string, frame: RunFrame): fc.Arbitrary<ScenarioSite> {
  const premium = fc.integer({ min: 0, max: 5000 }).map(price)
  return fc
    .record({
      kind: fc.constantFrom('house', 'store', 'mall', 'office', 'other'),
      feeder: fc.constantFrom('f1', 'f2'),
      preference: fc.constantFrom('cheapest', 'renewable', 'local', 'profit'),
      contract: fc.integer({ min: 20, max: 200 }).map((tenth) => watt(tenth * 100)),
      leg: fc.integer({ min: 5, max: 100 }).map((tenth) => watt(tenth * 100)),
      premium: fc.record({ renewable: premium, local: premium }),
      trader: fc.constantFrom(undefined, undefined, undefined, 'zi-c' as const, 'zip' as const),
      hedge: fc.boolean(),
      devices: arbitraryDevices(name, frame),
    })
    .map(({ trader, ...site }): ScenarioSite => ({ name, ...site, ...(trader && { trader }) }))
}
