import { resolveScenario, simulate } from '@jazzgrid/sim'
import { expect, test } from 'vitest'
import { numbers } from '../record-columns.js'
import { type CommunityDay, type MechanismCases, overSeeds } from './community-day.js'
import { at, between, course, mean, median, prices, standardDeviation, sum } from './day-course.js'

const RETAIL = 26
const FEED_IN = 8.5

/** Standard deviation of the price from 06 to 18 h. */
const swing = (day: CommunityDay): number => standardDeviation(between(prices(day), 6, 18))

/** Ratio of the price swing with batteries to that without, per seed. */
async function damping(withBatteries: string, without: string): Promise<number[]> {
  const [own, bare] = await Promise.all([overSeeds(withBatteries), overSeeds(without)])
  return own.map((day, i) => swing(day) / swing(bare[i]))
}

/** Points 2 and 3 of the day. */
export function showsPriceCourse(cases: MechanismCases): void {
  test('2: every price lies between what the supplier pays and what it asks', async () => {
    for (const variant of Object.values(cases)) {
      for (const { record } of await overSeeds(variant)) {
        const price = numbers(record, 'trades', 'price_micro_per_wh').filter((each) => !Number.isNaN(each))
        expect(price.length).toBeGreaterThan(100)
        expect(Math.min(...price)).toBeGreaterThanOrEqual(FEED_IN * 1000)
        expect(Math.max(...price)).toBeLessThanOrEqual(RETAIL * 1000)
      }
    }
  })

  // The roofs have more than enough from half past six on, so the price falls to the feed-in price long before ten and
  // lies there or near it until half past four: the minimum is attained around noon, and in `call` not only there.
  test('2: on the sunny day the lowest price of the day is attained between 10 and 14 h', async () => {
    for (const day of await overSeeds(cases.sunny)) {
      const course = prices(day)
      expect(Math.min(...between(course, 10, 14))).toBe(Math.min(...between(course, 0, 24)))
    }
  })

  test('2: that is at least 5 JPY below the price at noon under clouds', async () => {
    const [sunny, cloudy] = await Promise.all([overSeeds(cases.sunny), overSeeds(cases.cloudy)])
    sunny.forEach((day, i) => {
      expect(Math.min(...between(prices(day), 10, 14))).toBeLessThanOrEqual(at(prices(cloudy[i]), 12) - 5)
    })
  })

  test('2: under clouds the price at 15 h is above that at noon', async () => {
    for (const day of await overSeeds(cases.cloudy)) {
      expect(at(prices(day), 15)).toBeGreaterThan(at(prices(day), 12))
    }
  })

  test('3: under clouds batteries take at least a tenth off the standard deviation of the price from 06 to 18 h', async () => {
    for (const ratio of await damping(cases.cloudy, cases.cloudyWithoutBatteries))
      expect(ratio).toBeLessThanOrEqual(0.9)
  })

  // If this fails because the ratio fell, the point is met: then say so here and in docs/scenarios/misono-day.md.
  test('3 is not met on the sunny day: the deviation stays what it was', async () => {
    const ratio = median(await damping(cases.sunny, cases.sunnyWithoutBatteries))
    expect(ratio).toBeGreaterThan(0.9)
    expect(ratio).toBeLessThan(1.2)
  })

  test('3, why not: the tariff sets floor and ceiling, because the batteries are small against both sun and night', async () => {
    const sunny = await overSeeds(cases.sunny)
    for (const [i, day] of sunny.entries()) {
      const { intake, output } = storage(day)
      const { spare, missing } = balance(day)
      // full batteries leave three quarters of the sun for which nobody has a use ...
      expect(sum(between(spare, 0, 24))).toBeGreaterThan(3 * intake)
      // ... and the whole of them is less than half of what the community lacks from evening to morning
      expect(sum(between(missing, 0, 6)) + sum(between(missing, 17, 24))).toBeGreaterThan(2 * output)
      // so that the price is near the floor while the sun is up, and near the ceiling afterwards, with batteries or without
      const bare = (await overSeeds(cases.sunnyWithoutBatteries))[i]
      for (const each of [day, bare]) {
        expect(mean(between(prices(each), 7, 16.5))).toBeLessThan(FEED_IN + 0.15 * (RETAIL - FEED_IN))
        expect(mean(between(prices(each), 17, 18))).toBeGreaterThan(RETAIL - 0.3 * (RETAIL - FEED_IN))
      }
    }
  })

  test('3, why not: under clouds, where the batteries do it, they could take up all that is left over', async () => {
    for (const day of await overSeeds(cases.cloudy)) {
      expect(sum(between(balance(day).spare, 0, 24))).toBeLessThan(storage(day).intake)
    }
  })

  test('3, why not: batteries of four times the size do it on the sunny day too', async () => {
    const battery = ['capacityKwh=40', 'chargeKw=12', 'dischargeKw=12'].map((set) => `sites.*.devices.battery.${set}`)
    const set = [...battery, 'sites.*.legKw=12', 'sites.*.contractKw=60']
    const scenario = await resolveScenario('misono-day', { case: cases.sunny, seed: 1, set })
    const record = await simulate(scenario, { fidelity: 'strategy' })
    const [bare] = await overSeeds(cases.sunnyWithoutBatteries)
    expect(swing({ scenario, record })).toBeLessThan(0.7 * swing(bare))
  })
}

/** What all batteries together can take up from empty to full, and give from full to empty, at their terminals [Wh]. */
function storage({ scenario }: CommunityDay): { intake: number; output: number } {
  const batteries = scenario.sites.flatMap(({ devices }) => devices.filter((device) => device.kind === 'battery'))
  const usable = batteries.map((each) => each.capacity * (each.maximumSoc - each.minimumSoc))
  return {
    intake: sum(usable.map((energy, i) => energy / batteries[i].chargeEfficiency)),
    output: sum(usable.map((energy, i) => energy * batteries[i].dischargeEfficiency)),
  }
}

/** What the roofs have beyond the load of all sites, and what they lack, per slot [Wh]; stores do not count. */
function balance(day: CommunityDay) {
  const generation = course(day, 'generation_wh')
  const load = course(day, 'load_wh')
  const net = generation.values.map((energy, i) => energy - load.values[i])
  return {
    spare: { hours: generation.hours, values: net.map((energy) => Math.max(0, energy)) },
    missing: { hours: generation.hours, values: net.map((energy) => Math.max(0, -energy)) },
  }
}
