import { type Wh, wh } from '@jazzgrid/units'
import type { Path } from '../file/tree.js'
import type { ScenarioBattery, ScenarioDevice, ScenarioEv } from '../scenario.js'
import type { BatterySpec, DeviceSpec, EvSpec } from '../schema/device-schema.js'
import type { SiteSpec } from '../schema/site-schema.js'
import { type Building, complain, priceOf, wattHoursOf, wattsOf } from './building.js'
import { buildTrips } from './driving.js'

const PROFILES = { house: 'detached', store: 'store', mall: 'mall', office: 'office', other: 'detached' } as const

export function buildDevice(given: DeviceSpec, site: SiteSpec, path: Path, building: Building): ScenarioDevice {
  const name = given.name ?? `${site.name}-${given.kind}`
  const spec = varied(given, name, building)
  switch (spec.kind) {
    case 'pv':
      return {
        kind: 'pv',
        name,
        peak: wattsOf(spec.peakKw),
        tilt: spec.tiltDegrees,
        azimuth: spec.azimuthDegrees,
        ...seriesOf(spec, path, building),
      }
    case 'household':
      return {
        kind: 'household',
        name,
        profile: spec.profile ?? PROFILES[site.kind],
        daily: wattHoursOf(spec.dailyKwh),
        tradable: spec.tradable,
        ...seriesOf(spec, path, building),
      }
    case 'battery':
      return { kind: 'battery', ...storage(spec, name, path, building), strategy: spec.strategy }
    case 'ev':
      return {
        kind: 'ev',
        ...storage(spec, name, path, building),
        strategy: spec.strategy,
        priceCap: priceOf(spec.priceCap),
        v2g: spec.v2g,
        trips: buildTrips(spec, name, path, building),
      }
  }
}

type Storage = Omit<ScenarioBattery, 'kind' | 'strategy'> &
  Omit<ScenarioEv, 'kind' | 'strategy' | 'priceCap' | 'v2g' | 'trips'>

function storage(spec: BatterySpec | EvSpec, name: string, path: Path, building: Building): Storage {
  const { minimumSoc, maximumSoc, initialSoc } = spec
  if (minimumSoc >= maximumSoc) {
    complain(
      building,
      [...path, 'minimumSoc'],
      `minimumSoc ${minimumSoc} is not below maximumSoc ${maximumSoc}`,
      'Change one of them',
    )
  } else if (initialSoc < minimumSoc || initialSoc > maximumSoc) {
    const problem = `initialSoc ${initialSoc} is outside the band of ${minimumSoc} to ${maximumSoc}`
    complain(building, [...path, 'initialSoc'], problem, 'Start inside the band')
  }
  if (spec.capacityKwh === 0)
    complain(building, [...path, 'capacityKwh'], 'a store of 0 kWh', 'Remove it with a case: null')
  return {
    name,
    capacity: wattHoursOf(spec.capacityKwh),
    charge: wattsOf(spec.chargeKw),
    discharge: wattsOf(spec.dischargeKw),
    chargeEfficiency: spec.chargeEfficiency,
    dischargeEfficiency: spec.dischargeEfficiency,
    minimumSoc,
    maximumSoc,
    initialSoc,
    wear: priceOf(spec.wear),
  }
}

function seriesOf(spec: { series?: unknown }, path: Path, building: Building): { series?: readonly Wh[] } {
  if (spec.series === undefined) return {}
  const values = building.series([...path, 'series'])
  return values === undefined ? {} : { series: values.map(wh) }
}

/** Seeded diversity: each field has a stream of its own under the name of the device. */
function varied<T extends DeviceSpec>(spec: T, name: string, building: Building): T {
  if (spec.vary === undefined) return spec
  const changed: Record<string, unknown> = { ...spec }
  for (const [key, width] of Object.entries(spec.vary as Record<string, number>)) {
    const draw = building.chance.stream(`vary/${name}/${key}`).uniform()
    const value = (changed[key] as number) * (1 + width * (2 * draw - 1))
    changed[key] = key === 'initialSoc' ? clamp(value, spec) : Math.round(value * 100) / 100
  }
  return changed as T
}

function clamp(value: number, spec: DeviceSpec): number {
  if (!('minimumSoc' in spec)) return value
  return Math.round(Math.min(spec.maximumSoc, Math.max(spec.minimumSoc, value)) * 1000) / 1000
}
