import { describe, expect, it } from 'vitest'
import { bundledSimulation } from './bundle/simulation-bundle.js'
import { MUTANTS, type MutantName } from './mutant/mutants.js'
import type { Scenario, simulate } from './simulation.js'

type Scene = Omit<Scenario, 'seed'>

/** How many seeds of a scene are tried before a mutant has got away. */
const PATIENCE = 40

/** Each mutant with a scene in which it does harm, and the harm. */
const CAUGHT: readonly (readonly [MutantName, Scene, RegExp])[] = [
  ['t = 1', { members: 4, misfortunes: 0, lies: ['late'] }, /injected/],
  ['t one higher', { members: 4, misfortunes: 0, lies: ['censoring'] }, /censored/],
  ['quorum n/2+1', { members: 5, misfortunes: 0, lies: ['twins'], parted: true }, /split at height/],
  ['no lock', { members: 4, misfortunes: 0, trapped: true }, /split at height/],
  ['no prevote proof', { members: 4, misfortunes: 3, sly: true }, /no round was decided in the calm/],
  ['no vote relay', { members: 4, misfortunes: 10 }, /no round was decided in the calm/],
  ['no certificate passed on', { members: 4, misfortunes: 6 }, /stands at \d+, others at \d+/],
  ['vote not persisted before sending', { members: 2, misfortunes: 10 }, /two different things were signed/],
  [
    'deadline test applied to re-proposals',
    { members: 4, misfortunes: 6, sly: true, stormy: 7 },
    /no round was decided/,
  ],
  [
    'id that includes the signature',
    { members: 4, misfortunes: 0, lies: ['re-signing'] },
    /nothing that h\d wrote in the calm was certified/,
  ],
  ['lenient CBOR', { members: 4, misfortunes: 0, lies: ['wordy'] }, /took an entry in other bytes/],
]

const sound = await bundledSimulation()

// minutes on a machine that is busy with other things
describe('the simulator', { timeout: 180_000 }, () => {
  it.each(CAUGHT)('catches the mutant "%s"', async (name, scene, harm) => {
    const mutant = await bundledSimulation(MUTANTS[name])
    const seed = await firstCaught(mutant.simulate, scene, harm)
    expect(seed, `none of ${PATIENCE} seeds shows the harm`).toBeDefined()
    expect((await sound.simulate({ seed: seed as number, ...scene })).faults).toEqual([])
  })

  it('shows that gossip of certificates alone is only for speed: hellos bring what was decided', async () => {
    const mutant = await bundledSimulation(MUTANTS['no certificate gossip'])
    for (let seed = 0; seed < 5; seed++) {
      expect((await mutant.simulate({ seed, members: 4, misfortunes: 6 })).faults).toEqual([])
    }
  })
})

async function firstCaught(run: typeof simulate, scene: Scene, harm: RegExp): Promise<number | undefined> {
  for (let seed = 0; seed < PATIENCE; seed++) {
    const { faults } = await run({ seed, ...scene })
    if (faults.some((fault) => harm.test(fault))) return seed
  }
  return undefined
}
