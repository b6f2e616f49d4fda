import { Chance } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { run, type Scene } from './sealing-run.js'
import { FAULTS, type Fault } from './weather.js'

/** A scene of up to f faulty validators of any kind, a storm of either kind, crashes now and then. */
function scene(seed: number, members: number, most: number): Scene {
  const chance = new Chance(seed, 'scene')
  const faults = Array.from({ length: chance.integer(most + 1) }, () => chance.pick(FAULTS))
  const storm = chance.pick(['rough', 'sly'] as const)
  const calmAt = chance.pick([0, 3_000, 6_000])
  const crashes = chance.pick([0, 0, members])
  return { seed, members, faults, storm, calmAt, crashes, powerCut: chance.integer(6) === 0, until: calmAt + 60_000 }
}

const symptoms = (scenes: readonly Scene[]) =>
  scenes.flatMap((each) => run(each).symptoms.map((symptom) => `seed ${each.seed}: ${symptom}`))

const seeds = (runs: number) => Array.from({ length: runs }, (_, seed) => seed)

describe('a community that seals its rounds through storms, crashes and up to f liars', () => {
  it.each([
    [1, 0, 30],
    [2, 0, 60],
    [3, 0, 60],
    [4, 1, 120],
    [7, 2, 50],
    [10, 3, 20],
  ])('of %i agrees on sound values and comes to the end', (members, most, runs) => {
    expect(symptoms(seeds(runs).map((seed) => scene(seed, members, most)))).toEqual([])
  })
})

describe('with real signatures', () => {
  it('it is the same', () => {
    expect(symptoms(seeds(8).map((seed) => ({ ...scene(seed, 4, 1), isSigned: true })))).toEqual([])
  })
})

describe('a community of honest members that may fall silent', () => {
  it.each([
    [3, 1, 40],
    [5, 2, 40],
  ])('of %i needs no more than half', (members, most, runs) => {
    const scenes = seeds(runs).map((seed): Scene => {
      const { faults = [], ...rest } = scene(seed, members, most)
      const silent = faults.map((_, i): Fault => (i % 2 === 0 ? 'silent' : 'deserting'))
      return { ...rest, faultModel: 'crash', faults: silent }
    })
    expect(symptoms(scenes)).toEqual([])
  })
})

describe('a community with more than f liars', () => {
  it('may split, and then an honest member holds the two certificates that show it', () => {
    let splits = 0
    for (const seed of seeds(40)) {
      const faults = ['twins', 'twins'] as const
      const divided = { seed, members: 4, faults, storm: 'divided', calmAt: 4_000, heights: 3, until: 15_000 } as const
      const { symptoms, audit } = run(divided)
      if (!symptoms.some((symptom) => symptom.startsWith('split'))) continue
      splits++
      expect({ seed, noticed: audit.splits.length > 0 }).toEqual({ seed, noticed: true })
    }
    expect(splits).toBeGreaterThan(0)
  })
})
