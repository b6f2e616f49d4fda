import {
  type AgentProfile,
  type Strategy,
  traderStrategy,
  zeroIntelligence,
  zeroIntelligencePlus,
} from '@jazzgrid/agent'
import { tableStrategy, valueStrategy } from '@jazzgrid/agent-battery'
import { evPriceCapStrategy, evValueStrategy } from '@jazzgrid/agent-ev'
import { householdStrategy } from '@jazzgrid/agent-household'
import { pvStrategy } from '@jazzgrid/agent-pv'
import { CodedError } from '@jazzgrid/units'

/** Settings are checked where a scenario is read, so a registry may hold strategies of any settings. */
// biome-ignore lint/suspicious/noExplicitAny: the settings of a strategy are its own affair
export type AnyStrategy = Strategy<any, any>

/** Strategies whose limits a trader may stand in front of; a table and a cap are prices already. */
const PRICED_BY_VALUE: readonly AnyStrategy[] = [pvStrategy, householdStrategy, valueStrategy, evValueStrategy]

const SHIPPED: readonly AnyStrategy[] = [
  ...PRICED_BY_VALUE,
  tableStrategy,
  evPriceCapStrategy,
  ...PRICED_BY_VALUE.flatMap((base): AnyStrategy[] => [
    traderStrategy('zi-c', base, zeroIntelligence),
    traderStrategy('zip', base, zeroIntelligencePlus),
  ]),
]

/**
 * Strategies by name: the shipped ones, and a user's own, which take the place of shipped ones.
 * @param profiles the agents of the run
 * @throws CodedError `unknown-strategy` where an agent wants a strategy that is not there, or an own one that no agent
 * wants: a misspelt name would otherwise change nothing, silently.
 */
export function strategyRegistry(
  profiles: readonly AgentProfile[],
  own: readonly AnyStrategy[] = [],
): (profile: AgentProfile) => Strategy {
  const byName = new Map<string, AnyStrategy>([...SHIPPED, ...own].map((strategy) => [strategy.name, strategy]))
  const wanted = [...new Set(profiles.map(({ strategy }) => strategy))]
  const idle = own.find(({ name }) => !wanted.includes(name))
  if (idle !== undefined) {
    throw new CodedError(
      'unknown-strategy',
      `no agent of this scenario uses the strategy ${idle.name}; they use ${wanted.join(', ')}: ` +
        'give yours the name of the one whose place it takes',
    )
  }
  return ({ strategy, name }) => {
    const found = byName.get(strategy)
    if (found !== undefined) return found
    throw new CodedError(
      'unknown-strategy',
      `${name} wants the strategy ${strategy}, and there are ${[...byName.keys()].join(', ')}: ` +
        'correct the name or hand the strategy in',
    )
  }
}
