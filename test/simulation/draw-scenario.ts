import { Chance } from '@jazzgrid/units'
import { LIES } from './liar/lie.js'
import type { Scenario } from './simulation.js'
import type { MotionKind } from './vote/draw-motions.js'

/** Communities of four most often: the smallest in which somebody may lie, and a quick one. Many members are slow. */
const SIZES = [1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 5]
const LARGER = [6, 7, 7, 8, 9, 10]
const LARGEST = [11, 13, 16, 22, 31]

/** Of every third seed the storm does not end, and only what must never happen is judged. */
export const modeOf = (seed: number): 'safety' | 'liveness' => (seed % 3 === 0 ? 'safety' : 'liveness')

/** What a seed stands for, so that a number is enough to see a run again. */
export function drawScenario(seed: number): Scenario {
  const chance = new Chance(seed, 'scenario')
  const lot = chance.integer(400)
  const members = chance.pick(lot === 0 ? LARGEST : lot < 20 ? LARGER : SIZES)
  const most = faultsOf(members)
  const lies = Array.from({ length: chance.integer(most + 1) }, () => chance.pick(LIES))
  const forgetful = lies.length < most && chance.integer(5) === 0
  const away = chance.integer(4) === 0 ? chance.integer(most - lies.length - Number(forgetful) + 1) : 0
  const motions = chance.integer(6) === 0 ? drawKinds(members, lies.length + Number(forgetful) + away, chance) : []
  return {
    seed,
    members,
    stormy: motions.length > 0 ? 3 + chance.integer(2) : members > 10 ? 1 : chance.pick([1, 1, 2, 2, 3]),
    calm: modeOf(seed) === 'safety' ? 0 : 4,
    misfortunes: chance.integer(9),
    lies,
    sly: chance.integer(5) === 0,
    parted: lies.length > 0 && chance.integer(5) === 0,
    forgetful,
    away,
    motions,
  }
}

const faultsOf = (members: number): number => Math.floor((members - 1) / 3)

/** One or two motions. An honest member goes only where those who are left may be as many wrong ones as there are. */
function drawKinds(members: number, wrong: number, chance: Chance): MotionKind[] {
  const kinds: MotionKind[] =
    chance.integer(4) === 0 ? ['rotate', 'set'] : ['admit', 'admit client', 'evict liar', 'set']
  const mayGo: MotionKind[] = members > 2 && wrong <= faultsOf(members - 1) ? ['evict', 'unseat'] : []
  const first = chance.pick([...kinds, ...mayGo])
  return chance.integer(2) === 0 ? [first] : [first, chance.pick(kinds)]
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
  const { seed, members, sly, parted, forgetful, stormy, calm } = scenario
  const traits = Object.entries({ sly, parted, forgetful }).flatMap(([name, holds]) => (holds ? [name] : []))
  return [
    `seed ${seed}: ${[`${members} members`, `${stormy} rounds of storm`, `at most ${calm} of calm`, ...traits].join(', ')}`,
    ...script.map((line) => `  ${line}`),
    ...faults.map((fault) => `  !! ${fault}`),
  ].join('\n')
}
