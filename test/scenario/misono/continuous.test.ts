import { describe, expect, test } from 'vitest'
import { showsBalancedUnits } from './balanced-units.js'
import { CONTINUOUS, overSeeds } from './community-day.js'
import { mean } from './day-course.js'
import { CHEAPEST, meanPaid, premiumOrders, RENEWABLE, renewableGaps } from './preferences.js'
import { RETAIL, showsPriceCourse } from './price-course.js'
import { showsScarceStorage } from './scarce-storage.js'

describe('misono-day in continuous trade, over five seeds', () => {
  showsBalancedUnits(CONTINUOUS)
  showsPriceCourse(CONTINUOUS)
  showsScarceStorage(CONTINUOUS)

  // How much of a house's load falls into the sun differs from seed to seed by nearly as much as a preference changes.
  test('6: under clouds the house that prefers renewable energy has more of it, in the mean of the seeds', async () => {
    expect(mean(await renewableGaps(CONTINUOUS.cloudy))).toBeGreaterThan(0.05)
  })

  test('6: its premium buys energy on both days', async () => {
    for (const variant of [CONTINUOUS.sunny, CONTINUOUS.cloudy]) {
      for (const { record } of await overSeeds(variant)) {
        expect(premiumOrders(record, RENEWABLE).filled).toBeGreaterThan(0)
      }
    }
  })

  test('6: on the sunny day too, and with every seed', async () => {
    expect(Math.min(...(await renewableGaps(CONTINUOUS.sunny)))).toBeGreaterThan(0)
  })

  test('6: on the sunny day it pays no less for what its household buys, in the mean of the seeds', async () => {
    const days = await overSeeds(CONTINUOUS.sunny)
    const paid = (site: string) => mean(days.map(({ record }) => meanPaid(record, site)))
    expect(paid(RENEWABLE)).toBeGreaterThanOrEqual(paid(CHEAPEST))
  })

  // Both buy a few hundred Wh after sunset, near retail, which caps what a premium may add.
  test('6: under clouds both pay near retail, so that the premium hardly shows', async () => {
    const days = await overSeeds(CONTINUOUS.cloudy)
    const paid = (site: string) => days.map(({ record }) => meanPaid(record, site))
    expect(Math.min(...paid(RENEWABLE), ...paid(CHEAPEST))).toBeGreaterThan(RETAIL - 4)
    expect(Math.abs(mean(paid(RENEWABLE)) - mean(paid(CHEAPEST)))).toBeLessThan(1.5)
  })
})
