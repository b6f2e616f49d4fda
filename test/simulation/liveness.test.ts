import { describe, expect, it } from 'vitest'
import { bundledSimulation } from './bundle/simulation-bundle.js'
import { inBlocks, seedsOf } from './seeds.js'

const { drawScenario, scriptOf, simulate } = await bundledSimulation()

describe('a community that is left alone after bad times', { timeout: 180_000 }, () => {
  it.each(inBlocks(seedsOf('liveness')))(
    'comes to one history, and together again: seeds %i to %i',
    async (_, __, seeds) => {
      for (const seed of seeds) {
        const verdict = await simulate(drawScenario(seed))
        expect(verdict.faults, scriptOf(verdict)).toEqual([])
      }
    },
  )

  it('runs the same way again', async () => {
    const [one, other] = [await simulate(drawScenario(7)), await simulate(drawScenario(7))]
    expect(other.script).toEqual(one.script)
    expect([...other.audit.record.heights.values()].map(({ id }) => id)).toEqual(
      [...one.audit.record.heights.values()].map(({ id }) => id),
    )
  })
})
