import { type Genesis, type MarketTerms, type SignedGenesis, signGenesis } from '@jazzgrid/consensus'
import type { Signer } from '@jazzgrid/ledger'
import { Chance, type Price } from '@jazzgrid/units'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Scenario } from '../../scenario/scenario.js'
import { type Community, community } from '../community/community.js'
import { Span } from '../community/span.js'
import { marketTermsOf, rulesOf } from './market-terms.js'

/** More than these would only watch: what they say costs everybody, and tolerates no more than a third of liars. */
export const MOST_VALIDATING = 31

/** Within a round [ms]: see `Genesis`. */
export interface RoundTiming {
  readonly collectTime: number
  readonly decisionTime: number
}

const usualTiming = ({ market: { roundLength } }: Scenario): RoundTiming => ({
  collectTime: Math.min(5_000, Math.floor(roundLength / 4)),
  decisionTime: roundLength,
})

/** The genesis of a scenario's community. @param signers one a site, in the order of the scenario. */
export function scenarioGenesis(
  scenario: Scenario,
  signers: readonly Signer[],
  timing: RoundTiming = usualTiming(scenario),
): SignedGenesis {
  const span = new Span(scenario)
  return communityGenesis(scenario, span, community(scenario, span, new Chance(scenario.seed)), signers, timing)
}

/** The genesis of a community that is peopled already, every site a member and the first ones validators. */
export function communityGenesis(
  scenario: Scenario,
  span: Span,
  { sites }: Community,
  signers: readonly Signer[],
  timing: RoundTiming = usualTiming(scenario),
): SignedGenesis {
  const { tariff, market } = scenario
  const { roundLength } = market
  const genesis: Genesis = {
    version: 1,
    name: scenario.name.slice(0, 80),
    startsAt: span.starts,
    roundLength,
    ...timing,
    faultModel: 'byzantine',
    market: termsOf(scenario),
    settlement: {
      retail: bySlot(tariff.retail, span),
      feedIn: bySlot(tariff.feedIn, span),
      sameFeeder: tariff.network.sameFeeder,
      other: tariff.network.other,
      readingGrace: market.slotLength,
      suspendAbove: Math.round(tariff.suspendAbove * 1000),
    },
    members: sites.map((site) => ({
      account: site.account,
      key: bytesToHex(signers[site.account].key),
      validator: site.account < MOST_VALIDATING,
      ...marketTermsOf(site),
    })),
  }
  return signGenesis(genesis, signers)
}

function termsOf({ market }: Scenario): MarketTerms {
  const { pricing, ...rules } = rulesOf(market)
  return pricing === undefined
    ? rules
    : { ...rules, pricing: { interval: pricing.interval, perMille: Math.round(pricing.k * 1000) } }
}

/** A series of the run, turned so that the price of slot s stands at s modulo its length. */
function bySlot(series: readonly Price[], { first, slots }: Span): Price[] {
  const turned: Price[] = []
  for (let k = 0; k < slots; k++) turned[(first + k) % slots] = series[k]
  return turned
}
