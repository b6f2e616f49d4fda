import { Chance } from '@jazzgrid/units'
import { type Zone, zoneNamed } from '../series/time/zone.js'
import type { Building } from './build/building.js'
import { buildMarket, buildTime } from './build/market.js'
import { buildSites } from './build/site.js'
import { buildTariff } from './build/tariff.js'
import type { Path } from './file/tree.js'
import type { Mistakes } from './mistake.js'
import type { ParsedScenario } from './parse-scenario.js'
import { type RunSpan, runSpan } from './run-span.js'
import type { Scenario } from './scenario.js'
import type { SeriesSpec } from './schema/series-schema.js'

/** Time and market, which say which slots a series has to fill. */
export interface Frame extends Pick<Scenario, 'time' | 'market'> {
  readonly zone: Zone
  readonly span: RunSpan
}

/** What has to be as it was meant before anything else can be held against it. */
const FRAMED_BY: readonly Path[] = [
  ['time'],
  ['market', 'currency'],
  ['market', 'slotMinutes'],
  ['market', 'tick'],
  ['market', 'band'],
]

/** @returns undefined where nothing more can be said before the mistakes are mended */
export function frameOf(parsed: ParsedScenario, mistakes: Mistakes): Frame | undefined {
  const market = buildMarket(parsed, mistakes)
  const time = buildTime(parsed, mistakes)
  if (time === undefined || market.band.min >= market.band.max || FRAMED_BY.some(parsed.doubtful)) return undefined
  return { time, market, zone: zoneNamed(time.zone)!, span: runSpan({ time, market }) }
}

/** A series that the scenario asks for. */
export interface SeriesRequest {
  readonly path: Path
  readonly spec: SeriesSpec
  /** What it is for, and so what its unit may be. */
  readonly use: 'price' | 'energy'
}

export function seriesRequests({ file }: ParsedScenario): SeriesRequest[] {
  const requests: SeriesRequest[] = []
  for (const key of ['retail', 'feedIn'] as const) {
    const curve = file.tariff[key]
    if (typeof curve === 'object' && 'series' in curve) {
      requests.push({ path: ['tariff', key, 'series'], spec: curve.series, use: 'price' })
    }
  }
  for (const [i, site] of file.sites.entries()) {
    for (const [j, device] of site.devices.entries()) {
      if (!('series' in device) || device.series === undefined) continue
      requests.push({ path: ['sites', i, 'devices', j, 'series'], spec: device.series, use: 'energy' })
    }
  }
  return requests
}

/**
 * The whole scenario in base units; pure.
 * @param series values per slot of the run for each request, by `path.join('.')`
 * @param mistakes already found in the file and while reading series
 * @throws ScenarioError with those and every mistake found here
 */
export function buildScenario(
  parsed: ParsedScenario,
  frame: Frame,
  series: ReadonlyMap<string, readonly number[]>,
  mistakes: Mistakes,
): Scenario {
  const { file, seed } = parsed
  const building: Building = {
    parsed,
    mistakes,
    zone: frame.zone,
    span: frame.span,
    chance: new Chance(seed, 'scenario'),
    series: (path) => series.get(path.join('.')),
  }
  const tariff = buildTariff(building, frame.market)
  const sites = buildSites(building, frame.market, tariff)
  mistakes.check(parsed.source)
  const { latitude, longitude, clearness, variability, temperature } = file.weather
  return {
    name: file.name,
    case: parsed.case,
    seed,
    time: frame.time,
    market: frame.market,
    tariff,
    weather: {
      latitude,
      longitude,
      clearness,
      variability,
      temperature: { mean: temperature.meanDegC, swing: temperature.swingDegC },
    },
    forecast: file.forecast,
    sites,
  }
}
