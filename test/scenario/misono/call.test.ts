import { type RunRecord, resolveScenario, simulate } from '@jazzgrid/sim'
import { describe, expect, test } from 'vitest'
import { numbers } from '../record-columns.js'
import { showsBalancedUnits } from './balanced-units.js'
import { CALL, overSeeds } from './community-day.js'
import { between, mean, median, prices, sum } from './day-course.js'
import { premiumOrders, RENEWABLE, renewableGaps } from './preferences.js'
import { afternoonRise, balance, damping, FEED_IN, RETAIL, showsPriceCourse, storage, swing } from './price-course.js'

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

  test('all units of one auction have one price', async () => {
    for (const variant of Object.values(CALL)) {
      for (const { record } of await overSeeds(variant)) expect(splitPrices(record)).toEqual([])
    }
  })

  test('2: under clouds, with batteries too, the price at 15 h is above that at noon', async () => {
    expect(Math.min(...(await afternoonRise(CALL.cloudy)))).toBeGreaterThan(0)
  })

  // If this fails because the ratio fell, the point is met: then say so here and in docs/scenarios/misono-day.md.
  test('3 is not met on the sunny day: the deviation stays what it was', async () => {
    const ratio = median(await damping(CALL.sunny, CALL.sunnyWithoutBatteries))
    expect(ratio).toBeGreaterThan(0.9)
    expect(ratio).toBeLessThan(1.1)
  })

  test('3, why not: the tariff sets floor and ceiling, because the batteries are small against both sun and night', async () => {
    const bare = await overSeeds(CALL.sunnyWithoutBatteries)
    for (const [i, day] of (await overSeeds(CALL.sunny)).entries()) {
      const { intake, output } = storage(day)
      const { spare, missing } = balance(day)
      // full batteries leave two thirds of the sun for which nobody has a use ...
      expect(sum(between(spare, 0, 24))).toBeGreaterThan(3 * intake)
      // ... and the whole of them is less than half of what the community lacks from evening to morning
      expect(sum(between(missing, 0, 6)) + sum(between(missing, 17, 24))).toBeGreaterThan(2 * output)
      // so the one price is the floor while the sun is up, with batteries or without, and at or near the ceiling afterwards
      for (const each of [day, bare[i]]) expect(median(between(prices(each), 7, 16.5))).toBe(FEED_IN)
      expect(median(between(prices(bare[i]), 17, 18))).toBe(RETAIL)
      expect(median(between(prices(day), 17, 18))).toBeGreaterThan(RETAIL - 3)
    }
  })

  test('3, why not: batteries of four times the size do it', async () => {
    const battery = ['capacityKwh=40', 'chargeKw=12', 'dischargeKw=12'].map((set) => `sites.*.devices.battery.${set}`)
    const set = [...battery, 'sites.*.legKw=12', 'sites.*.contractKw=60']
    const scenario = await resolveScenario('misono-day', { case: CALL.sunny, seed: 1, set })
    const record = await simulate(scenario, { fidelity: 'strategy' })
    const [bare] = await overSeeds(CALL.sunnyWithoutBatteries)
    expect(swing({ scenario, record })).toBeLessThan(0.9 * swing(bare))
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
