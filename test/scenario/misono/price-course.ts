import { expect, test } from 'vitest'
import { numbers } from '../record-columns.js'
import { type CommunityDay, type MechanismCases, overSeeds } from './community-day.js'
import { at, between, type Course, course, lows, mean, prices, standardDeviation, sum } from './day-course.js'

export const RETAIL = 26
export const FEED_IN = 8.5

/** Standard deviation of the price from 06 to 18 h. */
export const swing = (day: CommunityDay): number => standardDeviation(between(prices(day), 6, 18))

/** Ratio of the price swing with batteries to that without, per seed. */
export async function damping(withBatteries: string, without: string): Promise<number[]> {
  const [own, bare] = await Promise.all([overSeeds(withBatteries), overSeeds(without)])
  return own.map((day, i) => swing(day) / swing(bare[i]))
}

/** The difference of the price at 15 h from that at noon, per seed. */
export const afternoonRise = async (variant: string): Promise<number[]> =>
  (await overSeeds(variant)).map((day) => at(prices(day), 15) - at(prices(day), 12))

/** What holds of points 2 and 3 by either mechanism. */
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
  // lies there or near it until half past four: the minimum is attained around noon, and not only there.
  test('2: on the sunny day the lowest price of the day is attained between 10 and 14 h', async () => {
    for (const day of await overSeeds(cases.sunny)) {
      const lowest = lows(day)
      expect(Math.min(...between(lowest, 10, 14))).toBe(Math.min(...between(lowest, 0, 24)))
    }
  })

  test('2: that is at least 5 JPY below the price at noon under clouds', async () => {
    const [sunny, cloudy] = await Promise.all([overSeeds(cases.sunny), overSeeds(cases.cloudy)])
    sunny.forEach((day, i) => {
      expect(Math.min(...between(prices(day), 10, 14))).toBeLessThanOrEqual(at(prices(cloudy[i]), 12) - 5)
    })
  })

  test('2: under clouds the price at 15 h is above that at noon', async () => {
    expect(Math.min(...(await afternoonRise(cases.cloudy)))).toBeGreaterThan(0)
  })

  test('2: under clouds, without batteries, the price at 15 h is far above that at noon', async () => {
    expect(Math.min(...(await afternoonRise(cases.cloudyWithoutBatteries)))).toBeGreaterThan(5)
  })

  test('2: under clouds, with batteries, the price from 15 to 18 h is above that from 10 to 14 h', async () => {
    for (const day of await overSeeds(cases.cloudy)) {
      expect(mean(between(prices(day), 15, 18))).toBeGreaterThan(mean(between(prices(day), 10, 14)) + 1)
    }
  })

  test('3: under clouds batteries take at least a tenth off the standard deviation of the price from 06 to 18 h', async () => {
    for (const ratio of await damping(cases.cloudy, cases.cloudyWithoutBatteries))
      expect(ratio).toBeLessThanOrEqual(0.9)
  })

  test('3: under clouds they could take up all that the roofs have over', async () => {
    for (const day of await overSeeds(cases.cloudy)) {
      expect(sum(between(balance(day).spare, 0, 24))).toBeLessThan(storage(day).intake)
    }
  })
}

/** What all batteries together can take up from empty to full, and give from full to empty, at their terminals [Wh]. */
export function storage({ scenario }: CommunityDay): { intake: number; output: number } {
  const batteries = scenario.sites.flatMap(({ devices }) => devices.filter((device) => device.kind === 'battery'))
  const usable = batteries.map((each) => each.capacity * (each.maximumSoc - each.minimumSoc))
  return {
    intake: sum(usable.map((energy, i) => energy / batteries[i].chargeEfficiency)),
    output: sum(usable.map((energy, i) => energy * batteries[i].dischargeEfficiency)),
  }
}

/** What the roofs have beyond the load of all sites, and what they lack, per slot [Wh]; stores do not count. */
export function balance(day: CommunityDay): { spare: Course; missing: Course } {
  const generation = course(day, 'generation_wh')
  const load = course(day, 'load_wh')
  const net = generation.values.map((energy, i) => energy - load.values[i])
  return {
    spare: { hours: generation.hours, values: net.map((energy) => Math.max(0, energy)) },
    missing: { hours: generation.hours, values: net.map((energy) => Math.max(0, -energy)) },
  }
}
