import type { AgentProfile, Strategy } from '@jazzgrid/agent'
import { tableStrategy, valueStrategy } from '@jazzgrid/agent-battery'
import { evPriceCapStrategy, evValueStrategy } from '@jazzgrid/agent-ev'
import { householdStrategy } from '@jazzgrid/agent-household'
import { pvStrategy } from '@jazzgrid/agent-pv'
import { CodedError } from '@jazzgrid/units'

/** Settings are checked where a scenario is read, so a registry may hold strategies of any settings. */
// biome-ignore lint/suspicious/noExplicitAny: the settings of a strategy are its own affair
export type AnyStrategy = Strategy<any, any>

const SHIPPED: readonly AnyStrategy[] = [
  pvStrategy,
  householdStrategy,
  valueStrategy,
  tableStrategy,
  evValueStrategy,
  evPriceCapStrategy,
]

/** Strategies by name: the shipped ones, and a user's own, which may take the place of a shipped one. */
export function strategyRegistry(own: readonly AnyStrategy[] = []): (profile: AgentProfile) => Strategy {
  const byName = new Map<string, AnyStrategy>([...SHIPPED, ...own].map((strategy) => [strategy.name, strategy]))
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
