import { Chance } from '@jazzgrid/units'
import { LIES } from './liar/lie.js'
import type { Scenario } from './simulation.js'

/** Communities of four most often: the smallest in which somebody may lie, and a quick one. */
const SIZES = [1, 2, 3, 4, 4, 4, 4, 4, 5, 6, 7, 10]

/** What a seed stands for, so that a number is enough to see a run again. */
export function drawScenario(seed: number): Scenario {
  const chance = new Chance(seed, 'scenario')
  const members = chance.pick(SIZES)
  const most = Math.floor((members - 1) / 3)
  const lies = Array.from({ length: chance.integer(most + 1) }, () => chance.pick(LIES))
  return {
    seed,
    members,
    misfortunes: chance.integer(13),
    lies,
    sly: chance.integer(5) === 0,
    parted: lies.length > 0 && chance.integer(5) === 0,
    forgetful: lies.length < most && chance.integer(5) === 0,
  }
}

/** For people who look for the reason. */
export function scriptOf({
  scenario,
  script,
  faults,
}: {
  scenario: Scenario
  script: readonly string[]
  faults: readonly string[]
}): string {
  const { seed, members, sly, parted, forgetful } = scenario
  const traits = Object.entries({ sly, parted, forgetful }).flatMap(([name, holds]) => (holds ? [name] : []))
  return [
    `seed ${seed}: ${[`${members} members`, ...traits].join(', ')}`,
    ...script.map((line) => `  ${line}`),
    ...faults.map((fault) => `  !! ${fault}`),
  ].join('\n')
}
