import { performance } from 'node:perf_hooks'
import { resolveScenario, type Scenario, simulate } from '../../../packages/sim/src/index.js'

/** Median wall time of a run [ms], after one run that warms the code up; every run must leave the same record. */
export interface Timed {
  readonly homes: number
  readonly devices: number
  /** Slots simulated, warm-up included. */
  readonly slots: number
  readonly actor: number
  readonly strategy: number
  /** Resident memory after the actor runs [MB]. */
  readonly memory: number
}

export const town = (): Promise<Scenario> => resolveScenario('town')

/** The first homes of a scenario: removing the others changes nothing for these. */
export function homesOf(scenario: Scenario, homes: number, days: { days: number; warmUpDays: number }): Scenario {
  const skipped = scenario.time.warmUpDays - days.warmUpDays
  const perDay = 86_400_000 / scenario.market.slotLength
  const cut = <T>(values: readonly T[]): T[] => values.slice(skipped * perDay)
  return {
    ...scenario,
    time: { ...scenario.time, ...days },
    tariff: { ...scenario.tariff, retail: cut(scenario.tariff.retail), feedIn: cut(scenario.tariff.feedIn) },
    sites: scenario.sites.slice(0, homes),
  }
}

/** @throws where the two fidelities leave different records. */
export async function timed(scenario: Scenario, rounds: number): Promise<Timed> {
  const actor: number[] = []
  const strategy: number[] = []
  const hashes = new Set<string>()
  let memory = 0
  for (let round = 0; round <= rounds; round++) {
    // in turns, so that a slow minute of the machine falls on both
    for (const fidelity of ['actor', 'strategy'] as const) {
      const from = performance.now()
      const { hash } = await simulate(scenario, { fidelity })
      hashes.add(hash)
      memory = Math.max(memory, process.memoryUsage().rss / 1e6)
      if (round > 0 || rounds === 0) (fidelity === 'actor' ? actor : strategy).push(performance.now() - from)
    }
  }
  if (hashes.size !== 1) throw new Error(`the records of ${scenario.sites.length} homes differ between runs`)
  const perDay = 86_400_000 / scenario.market.slotLength
  return {
    homes: scenario.sites.length,
    devices: scenario.sites.reduce((sum, site) => sum + site.devices.length, 0),
    slots: (scenario.time.days + scenario.time.warmUpDays) * perDay,
    actor: median(actor),
    strategy: median(strategy),
    memory,
  }
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]
