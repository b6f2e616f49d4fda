import { simulate, TABLE_NAMES, tableHash } from '@jazzgrid/sim'
import { describe, expect, test } from 'vitest'
import { measuredThere, resolved, skipped, thinned } from './shipped-runs.js'

/** Sites of which each has a whole peer here: enough for one liar, and quick enough. */
const PEERS = 4

/** One case a mechanism and scenario. */
const CASES = [
  ['misono-day', 'base'],
  ['misono-day', 'call'],
  ['village', 'base'],
  ['town', 'base'],
  ['citylearn-week', 'base'],
] as const

describe('a community of peers that agree on every round leaves the record of one exchange', () => {
  for (const [name, variant] of CASES) {
    const missing = name === 'citylearn-week' && !measuredThere
    test.skipIf(missing)(`${name}, case ${variant}${missing ? `: ${skipped}` : ''}`, { timeout: 120_000 }, async () => {
      const set = name === 'citylearn-week' ? ['time.warmUpDays=0', 'time.days=1'] : ['time.warmUpDays=0']
      const scenario = thinned(await resolved(name, variant, 1, set), PEERS)
      const strategy = await simulate(scenario, { fidelity: 'strategy' })
      // throws where the peers disagree, raise an alarm or settle a slot in another way than the run
      const network = await simulate(scenario, { fidelity: 'network' })
      const different = TABLE_NAMES.filter(
        (table) => tableHash(strategy.tables[table]) !== tableHash(network.tables[table]),
      )
      expect(different).toEqual([])
      expect(network.hash).toBe(strategy.hash)
      expect(strategy.tables.trades.rows).toBeGreaterThan(10)
    })
  }
})
