import type { RunTable } from '../record/run-record.js'
import type { Scenario } from '../scenario/scenario.js'
import { baseline } from './baseline.js'
import type { Community } from './community/community.js'
import type { Span } from './community/span.js'
import type { Comparison } from './recorder/account-log.js'
import type { CommunityWorld } from './world/community-world.js'

/**
 * Every site against the same days without a market. What stores hold in the end is not given away: the change is worth
 * what an average Wh cost in the community, less the loss of taking it out again.
 */
export function comparisons(
  scenario: Scenario,
  span: Span,
  { sites }: Community,
  slots: RunTable,
  world: CommunityWorld,
  storedBefore: readonly number[],
): Comparison[] {
  const price = meanOf(slots)
  return sites.map((site): Comparison => {
    const supplierOnly = baseline('supplier-only', site, scenario, span)
    // the two differ in what a battery does
    const hasBattery = site.members.some(({ device }) => device.kind === 'battery')
    const selfConsumption = hasBattery ? baseline('self-consumption', site, scenario, span) : supplierOnly
    let storedChange = 0
    let efficiency = 1
    for (const { id } of site.members) {
      const store = world.stores.get(id)
      if (store === undefined) continue
      storedChange += store.stored - storedBefore[id]
      efficiency = store.spec.dischargeEfficiency
    }
    const worth = price * efficiency
    return {
      supplierOnly: Math.round(supplierOnly.cost - supplierOnly.storedChange * worth),
      selfConsumption: Math.round(selfConsumption.cost - selfConsumption.storedChange * worth),
      storedChange: Math.round(storedChange),
      storedWorth: Math.round(storedChange * worth),
    }
  })
}

/** Mean price by volume; the middle between feed-in and retail where nothing was traded [micro/Wh]. */
function meanOf(slots: RunTable): number {
  const column = (name: string): Float64Array => {
    const found = slots.columns.find((each) => each.name === name)
    return found?.kind === 'number' ? found.values : new Float64Array(0)
  }
  const [mean, traded] = [column('mean_price_micro_per_wh'), column('traded_wh')]
  let turnover = 0
  let volume = 0
  mean.forEach((price, i) => {
    if (Number.isNaN(price)) return
    turnover += price * traded[i]
    volume += traded[i]
  })
  if (volume > 0) return turnover / volume
  const [retail, feedIn] = [column('retail_micro_per_wh'), column('feed_in_micro_per_wh')]
  return retail.length === 0 ? 0 : (retail[0] + feedIn[0]) / 2
}
