import type { RunRecord } from '@jazzgrid/sim'
import { describe, expect, test } from 'vitest'
import { numbers } from '../record-columns.js'
import { showsBalancedUnits } from './balanced-units.js'
import { CALL, overSeeds } from './community-day.js'
import { between, mean, median, prices } from './day-course.js'
import { premiumOrders, RENEWABLE, renewableGaps } from './preferences.js'
import { FEED_IN, RETAIL, showsPriceCourse } from './price-course.js'
import { showsScarceStorage } from './scarce-storage.js'

/** The different prices of units that were matched in the same auction, where there is more than one. */
function splitPrices(record: RunRecord): number[][] {
  const [matched, slot] = [numbers(record, 'trades', 'matched_ms'), numbers(record, 'trades', 'slot_ms')]
  const auctions = new Map<string, Set<number>>()
  numbers(record, 'trades', 'price_micro_per_wh').forEach((price, row) => {
    if (Number.isNaN(price)) return
    const key = `${matched[row]} ${slot[row]}`
    auctions.set(key, (auctions.get(key) ?? new Set()).add(price))
  })
  return [...auctions.values()].map((prices) => [...prices]).filter(({ length }) => length > 1)
}

describe('misono-day in calls, over five seeds', () => {
  showsBalancedUnits(CALL)
  showsPriceCourse(CALL)
  showsScarceStorage(CALL)

  test('all units of one auction have one price', async () => {
    for (const variant of Object.values(CALL)) {
      for (const { record } of await overSeeds(variant)) expect(splitPrices(record)).toEqual([])
    }
  })

  test('3, why not: the tariff sets floor and ceiling', async () => {
    const bare = await overSeeds(CALL.sunnyWithoutBatteries)
    for (const [i, day] of (await overSeeds(CALL.sunny)).entries()) {
      // the one price is the floor while the sun is up, with batteries or without, and at or near the ceiling afterwards
      for (const each of [day, bare[i]]) expect(median(between(prices(each), 7, 16.5))).toBe(FEED_IN)
      expect(median(between(prices(bare[i]), 17, 18))).toBe(RETAIL)
      expect(median(between(prices(day), 17, 18))).toBeGreaterThan(RETAIL - 3)
    }
  })

  test('6: on both days the house that prefers renewable energy has more of it than the one that wants it cheap', async () => {
    for (const variant of [CALL.sunny, CALL.cloudy]) {
      const gaps = await renewableGaps(variant)
      expect(mean(gaps)).toBeGreaterThan(0.02)
      expect(Math.min(...gaps)).toBeGreaterThan(-0.02)
    }
  })

  // It keeps its own sunshine for itself. Early bids are low and meet nothing in a call; the last ones stand at the supplier's price, which leaves no room for a
  // premium: nobody pays more for an attribute than the supplier asks. And in a call all pay the same price.
  test('6: that is not the work of its premium: no order with one is ever filled, because only those at the gate are', async () => {
    for (const variant of [CALL.sunny, CALL.cloudy]) {
      for (const { record } of await overSeeds(variant)) {
        const { orders, filled } = premiumOrders(record, RENEWABLE)
        expect(orders).toBeGreaterThan(50)
        expect(filled).toBe(0)
      }
    }
  })
})
