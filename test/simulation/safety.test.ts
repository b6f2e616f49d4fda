import { describe, expect, it } from 'vitest'
import { bundledSimulation } from './bundle/simulation-bundle.js'
import { inBlocks, seedsOf } from './seeds.js'

const { drawScenario, scriptOf, simulate } = await bundledSimulation()

describe('a community whose bad times do not end', { timeout: 180_000 }, () => {
  it.each(inBlocks(seedsOf('safety')))('comes to one history: seeds %i to %i', async (_, __, seeds) => {
    for (const seed of seeds) {
      const verdict = await simulate(drawScenario(seed))
      expect(verdict.faults, scriptOf(verdict)).toEqual([])
    }
  })
})
