import type { Price } from '@jazzgrid/units'
import type { Path } from '../file/tree.js'
import type { ScenarioMarket, ScenarioSite, ScenarioTariff } from '../scenario.js'
import type { SiteSpec } from '../schema/site-schema.js'
import { type Building, complain, priceOf, wattsOf } from './building.js'
import { buildDevice } from './device.js'

export function buildSites(building: Building, market: ScenarioMarket, tariff: ScenarioTariff): ScenarioSite[] {
  const { sites } = building.parsed.file
  const siteNames = new Map<string, number>()
  const deviceNames = new Map<string, string>()
  return sites.map((spec, i) => {
    const path = ['sites', i]
    if (spec.name.includes('{')) complainOfBraces([...path, 'name'], spec.name, building)
    if (siteNames.has(spec.name)) {
      complain(building, [...path, 'name'], 'there are two sites of this name', 'Names must differ')
    }
    siteNames.set(spec.name, i)
    const devices = spec.devices.map((device, j) => {
      // a device named after its site would only repeat what is said of the site
      if (device.name?.includes('{')) complainOfBraces([...path, 'devices', j, 'name'], device.name, building)
      const built = buildDevice(device, spec, [...path, 'devices', j], building)
      const owner = deviceNames.get(built.name)
      if (owner !== undefined) {
        const problem = `there are two devices of this name${owner === spec.name ? '' : ` (the other is at ${owner})`}`
        const remedy =
          device.name === undefined ? 'Give each a name' : 'Names of devices must differ in the whole scenario'
        complain(building, [...path, 'devices', j, ...(device.name === undefined ? [] : ['name'])], problem, remedy)
      }
      deviceNames.set(built.name, spec.name)
      return built
    })
    return {
      name: spec.name,
      kind: spec.kind,
      feeder: spec.feeder,
      preference: spec.preference,
      ...(spec.hedge ? { hedge: true } : undefined),
      ...(spec.trader === 'concession' ? undefined : { trader: spec.trader }),
      contract: wattsOf(spec.contractKw),
      leg: wattsOf(spec.legKw),
      premium: premiumOf(spec, market, tariff),
      devices,
    }
  })
}

function complainOfBraces(path: Path, name: string, building: Building): void {
  complain(building, path, `"${name}" is not replicated`, 'Add replicate: {count: 10} to the site, or drop the braces')
}

function premiumOf(spec: SiteSpec, market: ScenarioMarket, tariff: ScenarioTariff): ScenarioSite['premium'] {
  if (typeof spec.premium === 'object') {
    return { renewable: priceOf(spec.premium.renewable), local: priceOf(spec.premium.local) }
  }
  const span = Math.max(0, (tariff.retail[0] ?? 0) - (tariff.feedIn[0] ?? 0))
  const usual = (Math.round(span / 10 / market.tick) * market.tick) as Price
  const amount = spec.premium === undefined ? usual : priceOf(spec.premium)
  const none = priceOf(0)
  return {
    renewable: spec.preference === 'renewable' ? amount : none,
    local: spec.preference === 'local' ? amount : none,
  }
}
