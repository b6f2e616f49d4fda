import type { AgentProfile } from '@jazzgrid/agent'
import { type Chance, HOUR, type Wh, wh } from '@jazzgrid/units'
import type { Scenario, ScenarioDevice, ScenarioSite } from '../../scenario/scenario.js'
import { profileOf } from './profile.js'
import type { Span } from './span.js'
import { truthOf } from './truth.js'

/** A device of the community: its agent, its scenario terms and what nature does to it. */
export interface Member {
  readonly id: number
  readonly site: Site
  readonly device: ScenarioDevice
  readonly profile: AgentProfile
  /** Generation of a roof or demand of a load, Wh per slot of the run; zeros for a store. */
  readonly truth: ArrayLike<number>
}

/** A metering point: one account on the market. */
export interface Site {
  readonly account: number
  readonly scenario: ScenarioSite
  readonly feeder: number
  readonly members: readonly Member[]
  /** Sums over its devices, Wh per slot of the run. */
  readonly load: Int32Array
  readonly generation: Int32Array
  readonly capPerSlot: Wh
}

export interface Community {
  readonly sites: readonly Site[]
  readonly members: readonly Member[]
}

/** People the run: accounts, feeders and devices get their numbers in the order of the scenario. */
export function community(scenario: Scenario, span: Span, chance: Chance): Community {
  const truth = truthOf(scenario, span, chance)
  const feeders = new Map<string, number>()
  const members: Member[] = []
  const sites = scenario.sites.map((site, account): Site => {
    if (!feeders.has(site.feeder)) feeders.set(site.feeder, feeders.size)
    const own: Member[] = []
    const series = site.devices.map(truth)
    const built: Site = {
      account,
      scenario: site,
      feeder: feeders.get(site.feeder) ?? 0,
      members: own,
      load: total(site, 'household', series, span.slots),
      generation: total(site, 'pv', series, span.slots),
      capPerSlot: wh(Math.floor((site.contract * span.grid.length) / HOUR)),
    }
    for (const [i, device] of site.devices.entries()) {
      const id = members.length
      const profile = profileOf(scenario, site, device, id, account, chance)
      const member: Member = { id, site: built, device, profile, truth: series[i] }
      members.push(member)
      own.push(member)
    }
    return built
  })
  return { sites, members }
}

function total(
  site: ScenarioSite,
  kind: ScenarioDevice['kind'],
  series: readonly ArrayLike<number>[],
  slots: number,
): Int32Array {
  const sum = new Int32Array(slots)
  site.devices.forEach((device, i) => {
    if (device.kind === kind) for (let k = 0; k < slots; k++) sum[k] += series[i][k]
  })
  return sum
}
