import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadShipped, resolveScenario, type Scenario, scenarioCases, shippedScenarios } from '@jazzgrid/sim'

const repository = fileURLToPath(new URL('../../', import.meta.url))

/** Folder of the measured homes; it is not part of the repository. */
export const MEASURED = resolve(repository, '..', 'shared', 'data')
export const measuredThere = existsSync(resolve(MEASURED, 'citylearn-2022'))
export const skipped = `SKIPPED, there is no data at ${MEASURED}`

/** Every shipped scenario in each of its cases. */
export async function shippedCases(): Promise<[scenario: string, variant: string][]> {
  const cases = await Promise.all(
    shippedScenarios().map(async (name) => {
      const { path, text } = await loadShipped(name)
      return scenarioCases(text, path).map((each): [string, string] => [name, each.name])
    }),
  )
  return cases.flat()
}

/** Resolved for a run; the measured homes are read where they are. */
export const resolved = (name: string, variant: string, seed = 1, set: readonly string[] = []): Promise<Scenario> =>
  resolveScenario(name, { case: variant, seed, set, ...(name === 'citylearn-week' ? { root: MEASURED } : undefined) })

/** Every so manieth home of a large community, so that a test stays quick; a small one stays whole. */
export function thinned(scenario: Scenario, homes: number): Scenario {
  const step = Math.max(1, Math.ceil(scenario.sites.length / homes))
  return { ...scenario, sites: scenario.sites.filter((_, i) => i % step === 0) }
}
