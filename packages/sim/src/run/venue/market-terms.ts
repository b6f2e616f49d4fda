import type { MarketAccount, MarketRules } from '@jazzgrid/market'
import { type Wh, wh } from '@jazzgrid/units'
import type { ScenarioMarket } from '../../scenario/scenario.js'
import type { Site } from '../community/community.js'

/** What the market of a scenario is run by. */
export const rulesOf = (market: ScenarioMarket): MarketRules => ({
  mechanism: market.mechanism,
  pricing: market.pricing,
  slotLength: market.slotLength,
  tick: market.tick,
  lot: market.lot,
  band: market.band,
  openBefore: market.openBefore,
  gateClosure: market.gateClosure,
})

/** The terms of an account. The largest order turns the largest purchase into the largest sale. */
export const marketTermsOf = ({ feeder, capPerSlot }: Site): MarketAccount & { readonly maxEnergyPerSlot: Wh } => ({
  feeder,
  maxEnergyPerSlot: wh(2 * capPerSlot),
})
