import { resolveScenario, simulate } from '@jazzgrid/sim'
import { expect, test } from 'vitest'
import { type MechanismCases, overSeeds } from './community-day.js'
import { between, median, sum } from './day-course.js'
import { balance, damping, storage, swing } from './price-course.js'

/**
 * Point 3 on the sunny day, which is not met by either mechanism, and why: the batteries are small against both sun and
 * night. Energy in store is worth what the night will pay for it, and that is the retail price.
 */
export function showsScarceStorage(cases: MechanismCases): void {
  // If this fails because the ratio fell, the point is met: then say so here and in docs/scenarios/misono-day.md.
  test('3 is not met on the sunny day: the deviation stays about what it was', async () => {
    const ratio = median(await damping(cases.sunny, cases.sunnyWithoutBatteries))
    expect(ratio).toBeGreaterThan(0.9)
    expect(ratio).toBeLessThan(1.1)
  })

  test('3, why not: the batteries take a third of the sun that is left over, and give less than half of what the night lacks', async () => {
    for (const day of await overSeeds(cases.sunny)) {
      const { intake, output } = storage(day)
      const { spare, missing } = balance(day)
      expect(sum(between(spare, 0, 24))).toBeGreaterThan(3 * intake)
      expect(sum(between(missing, 0, 6)) + sum(between(missing, 17, 24))).toBeGreaterThan(2 * output)
    }
  })

  test('3, why not: batteries of twice the size do it', async () => {
    const set = ['capacityKwh=20', 'chargeKw=6', 'dischargeKw=6'].map((each) => `sites.*.devices.battery.${each}`)
    const scenario = await resolveScenario('misono-day', {
      case: cases.sunny,
      seed: 1,
      set: [...set, 'sites.*.legKw=12'],
    })
    const record = await simulate(scenario, { fidelity: 'strategy' })
    const [bare] = await overSeeds(cases.sunnyWithoutBatteries)
    expect(swing({ scenario, record })).toBeLessThan(0.9 * swing(bare))
  })
}
