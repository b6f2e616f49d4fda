import type { Strategy } from '@jazzgrid/agent'
import { expect, it } from 'vitest'
import { resolveScenario } from '../scenario/resolve-scenario.js'
import { simulate } from './simulate.js'

const named = (name: string, quote: Strategy['quote'] = () => []): Strategy => ({ name, initial: () => null, quote })
const day = () => resolveScenario('misono-day', { set: ['time.warmUpDays=0'] })

it('refuses an own strategy that no agent uses, and says which there are', async () => {
  const run = simulate(await day(), { strategies: [named('houshold')] })
  await expect(run).rejects.toThrow(/no agent of this scenario uses the strategy houshold; they use pv, .*household/)
})

it.each(['strategy', 'actor'] as const)('does not hide a strategy that fails (%s)', async (fidelity) => {
  const broken = named('household', () => {
    throw new RangeError('no idea')
  })
  const failed: string[] = []
  const options = { fidelity, strategies: [broken] }
  const record = await simulate(await day(), { ...options, onFailure: (agent) => failed.push(agent) })
  expect(failed).toHaveLength(10)
  expect(record.tables.orders.rows).toBeGreaterThan(0)
  await expect(simulate(await day(), options)).rejects.toThrow(/the strategy of h1-household failed.*no idea/)
})
