import type { AgentProfile } from '@jazzgrid/agent'
import type { Chance } from '@jazzgrid/units'
import type { Preference, Scenario, ScenarioDevice, ScenarioSite } from '../../scenario/scenario.js'

/** How patiently an owner trades: shares of the span that the tariff leaves, and when the expected price is reached. */
const PATIENCE: Readonly<Record<Preference, { readonly stretch: number; readonly turn: number }>> = {
  cheapest: { stretch: 0.5, turn: 0.7 },
  // who wants an attribute is as thrifty as anybody, and says with a premium what the attribute is worth
  renewable: { stretch: 0.5, turn: 0.7 },
  local: { stretch: 0.5, turn: 0.7 },
  profit: { stretch: 0.8, turn: 0.8 },
}

/** The agent that a device of the scenario gets. Its small differences are drawn from its own stream of chance. */
export function profileOf(
  scenario: Scenario,
  site: ScenarioSite,
  device: ScenarioDevice,
  id: number,
  account: number,
  chance: Chance,
): AgentProfile {
  const character = chance.stream(`agent/${device.name}`)
  const patience = PATIENCE[site.preference]
  const stretch = patience.stretch * (0.9 + 0.2 * character.uniform())
  const turn = patience.turn * (0.95 + 0.1 * character.uniform())
  const hedges = site.hedge === true && !site.devices.some(({ kind }) => kind === 'battery' || kind === 'ev')
  const manners = site.trader === undefined ? '' : `-${site.trader}`
  const named = { id, account, name: device.name, kind: device.kind }
  switch (device.kind) {
    case 'pv': {
      const share = device.peak / sum(site, (other) => (other.kind === 'pv' ? other.peak : 0))
      return { ...named, strategy: `pv${manners}`, settings: { share, hedges, ambition: stretch, turn } }
    }
    case 'household': {
      const loads = site.devices.filter((other) => other.kind === 'household').length
      const { premium } = site
      const settings = { share: 1 / loads, hedges, tradable: device.tradable, thrift: stretch, turn, premium }
      return { ...named, strategy: `household${manners}`, settings }
    }
    case 'battery':
    case 'ev': {
      return {
        ...named,
        // a table and a cap name prices themselves
        strategy: `${device.kind}-${device.strategy}${device.strategy === 'value' ? manners : ''}`,
        settings: {
          ...storeSettings(device),
          // who wants renewable or local energy keeps the own sunshine for the own load; the others sell at its value
          ownUse: site.preference === 'renewable' || site.preference === 'local',
          ambition: stretch,
          turn,
          slotLength: scenario.market.slotLength,
        },
      }
    }
  }
}

function storeSettings(device: Extract<ScenarioDevice, { kind: 'battery' | 'ev' }>) {
  const { kind: _kind, name: _name, strategy: _strategy, initialSoc: _initialSoc, ...terms } = device
  if (!('trips' in terms)) return terms
  // that a car will not be plugged in is known to nobody beforehand
  return { ...terms, trips: terms.trips.map(({ plugged: _plugged, ...planned }) => planned) }
}

const sum = (site: ScenarioSite, of: (device: ScenarioDevice) => number): number =>
  site.devices.reduce((total, device) => total + of(device), 0)
