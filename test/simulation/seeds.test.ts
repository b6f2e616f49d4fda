import { describe, expect, it } from 'vitest'
import { bundledSimulation } from './bundle/simulation-bundle.js'

const { drawScenario, scriptOf, simulate } = await bundledSimulation()

/** So many that the test command stays quick; `pnpm soak` runs as many as there is time for. */
const SEEDS = 60

describe('a community in bad times, whose seed is', () => {
  it.each(Array.from({ length: 10 }, (_, tenth) => tenth))(
    '%i in the last digit, comes to one history, and together again',
    async (tenth) => {
      for (let seed = tenth; seed < SEEDS; seed += 10) {
        const verdict = await simulate(drawScenario(seed))
        expect(verdict.faults, scriptOf(verdict)).toEqual([])
      }
    },
  )

  it('runs the same way again', async () => {
    const [one, other] = [await simulate(drawScenario(5)), await simulate(drawScenario(5))]
    expect(other.script).toEqual(one.script)
    expect([...other.audit.record.heights.values()].map(({ id }) => id)).toEqual(
      [...one.audit.record.heights.values()].map(({ id }) => id),
    )
  })
})
