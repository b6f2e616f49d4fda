import { cost, type Price, wh } from '@jazzgrid/units'
import type { Scenario } from '../scenario/scenario.js'
import type { Site } from './community/community.js'
import type { Span } from './community/span.js'
import { StoreWorld } from './world/store-world.js'

/** What a site would have paid over the recorded days without a market [micro], and what its stores would then hold. */
export interface Baseline {
  readonly cost: number
  /** Change of stored energy over the recorded days [Wh]. */
  readonly storedChange: number
}

/**
 * `supplier-only`: batteries idle. `self-consumption`: batteries take up the site's own surplus and give it back to the
 * site's own load. In both, nobody plans for a car: it charges as soon as it is plugged in.
 */
export type BaselineKind = 'supplier-only' | 'self-consumption'

/** The same roofs, loads, trips and tariffs from the start of the warm-up on, with the supplier alone. */
export function baseline(kind: BaselineKind, site: Site, scenario: Scenario, span: Span): Baseline {
  // an idle battery moves nothing and loses nothing, so there is nothing to let pass
  const stores = site.members.flatMap(({ device }) =>
    device.kind === 'ev' || (device.kind === 'battery' && kind === 'self-consumption')
      ? [{ device, world: new StoreWorld(device) }]
      : [],
  )
  let paid = 0
  let before = 0
  for (let slot = span.first; slot < span.end; slot++) {
    const k = slot - span.first
    if (slot === span.recorded) before = total(stores)
    let net = site.load[k] - site.generation[k]
    for (const { device, world } of stores) {
      const wanted = device.kind === 'ev' ? Number.MAX_SAFE_INTEGER : -net
      const most = Math.max(0, site.capPerSlot - net)
      net += world.step(span.grid.start(slot), span.grid.end(slot), Math.min(wanted, most)).moved
    }
    if (slot >= span.recorded) paid += supplierCost(scenario, k, net)
  }
  return { cost: paid, storedChange: total(stores) - before }
}

function supplierCost({ tariff }: Scenario, k: number, net: number): number {
  const at: Price = net > 0 ? tariff.retail[k] : tariff.feedIn[k]
  return cost(at, wh(net))
}

const total = (stores: readonly { readonly world: StoreWorld }[]): number =>
  stores.reduce((sum, { world }) => sum + world.stored, 0)
