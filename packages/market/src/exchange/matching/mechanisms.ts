import type { MarketRules, Mechanism } from '../market-rules.js'
import { BatchMatching } from './batch-matching.js'
import { ContinuousMatching } from './continuous-matching.js'
import type { Matching } from './matching.js'

/** The registry of mechanisms by name. */
export const MECHANISMS: Readonly<Record<Mechanism, (rules: MarketRules) => Matching>> = {
  continuous: (rules) => new ContinuousMatching(rules),
  call: (rules) => new BatchMatching('call', rules),
  'pay-as-bid': (rules) => new BatchMatching('pay-as-bid', rules),
  'trade-reduction': (rules) => new BatchMatching('trade-reduction', rules),
}
