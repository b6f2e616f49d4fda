import { type RunRecord, resolveScenario, type Scenario, simulate } from '@jazzgrid/sim'

/** The seeds over which the points are shown. */
export const SEEDS = [1, 2, 3, 4, 5] as const

/** One run of `misono-day`. */
export interface CommunityDay {
  readonly scenario: Scenario
  readonly record: RunRecord
}

/** The cases of one market mechanism. */
export interface MechanismCases {
  readonly sunny: string
  readonly cloudy: string
  readonly sunnyWithoutBatteries: string
  readonly cloudyWithoutBatteries: string
}

export const CONTINUOUS: MechanismCases = {
  sunny: 'base',
  cloudy: 'cloudy',
  sunnyWithoutBatteries: 'no-batteries',
  cloudyWithoutBatteries: 'cloudy-no-batteries',
}

export const CALL: MechanismCases = {
  sunny: 'call',
  cloudy: 'cloudy-call',
  sunnyWithoutBatteries: 'no-batteries-call',
  cloudyWithoutBatteries: 'cloudy-no-batteries-call',
}

const days = new Map<string, Promise<CommunityDay>>()

/** A day by case and seed; each is run once, however many tests of a file ask for it. */
export function communityDay(variant: string, seed: number): Promise<CommunityDay> {
  const key = `${variant}/${seed}`
  const day = days.get(key) ?? run(variant, seed)
  days.set(key, day)
  return day
}

/** The same case for every seed. */
export const overSeeds = (variant: string): Promise<CommunityDay[]> =>
  Promise.all(SEEDS.map((seed) => communityDay(variant, seed)))

/** Without actors, because the record is the same with them: `fidelity.test.ts` shows it. */
async function run(variant: string, seed: number): Promise<CommunityDay> {
  const scenario = await resolveScenario('misono-day', { case: variant, seed })
  const failed: string[] = []
  const record = await simulate(scenario, { fidelity: 'strategy', onFailure: (agent) => failed.push(agent) })
  if (failed.length > 0) throw new Error(`${failed.join(', ')} failed in ${variant} with seed ${seed}`)
  return { scenario, record }
}
