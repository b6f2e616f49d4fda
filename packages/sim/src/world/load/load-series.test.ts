import { Chance, DAY, HOUR, MINUTE, wh } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ScenarioHousehold } from '../../scenario/scenario.js'
import { Zone } from '../../series/time/zone.js'
import { LOAD_PROFILES, relativeLoad } from './load-profile.js'
import { loadSeries } from './load-series.js'

const household = (profile: ScenarioHousehold['profile'], daily = 12_000, name = 'home'): ScenarioHousehold => ({
  kind: 'household',
  name,
  profile,
  daily: wh(daily),
  tradable: 1,
})

/** Monday 4 May 2026, midnight in Tokyo. */
const MONDAY = Date.UTC(2026, 4, 3, 15)
const tokyo = (days: number, warmUpDays = 0) => ({ zone: 'Asia/Tokyo', start: MONDAY, days, warmUpDays })
const total = (series: readonly number[]) => series.reduce((sum, value) => sum + value, 0)

/** Mean energy by local hour over 52 weeks, weekdays or weekends, as multiples of the mean hour of the year. */
function meanDay(profile: ScenarioHousehold['profile'], weekend = false): number[] {
  const series = loadSeries(household(profile, 24_000_000), tokyo(364), HOUR, new Chance('shape'))
  const day = new Array<number>(24).fill(0)
  series.forEach((energy, hour) => {
    if (Math.floor(hour / 24) % 7 >= 5 === weekend) day[hour % 24] += energy / 1e6 / (weekend ? 104 : 260)
  })
  return day
}

const between = (day: readonly number[], from: number, to: number) => total(day.slice(from, to)) / (to - from)

describe('the shape of a day', () => {
  it('a detached house peaks in the evening, has a lower peak at breakfast, and is least at night', () => {
    const day = meanDay('detached')
    const peak = day.indexOf(Math.max(...day))
    expect(peak).toBeGreaterThanOrEqual(19)
    expect(peak).toBeLessThanOrEqual(20)
    expect(day[7]).toBeGreaterThan(1.2 * day[5])
    expect(day[7]).toBeGreaterThan(1.2 * day[11])
    expect(day[7]).toBeLessThan(0.8 * day[peak])
    expect(day[3]).toBeLessThan(0.35 * day[peak])
  })

  it('a detached house rises later and uses more by day at the weekend', () => {
    const [week, weekend] = [meanDay('detached'), meanDay('detached', true)]
    expect(weekend[6]).toBeLessThan(week[6])
    expect(between(weekend, 9, 16)).toBeGreaterThan(1.15 * between(week, 9, 16))
  })

  it('a convenience store is nearly flat: noon is a tenth to a third above the small hours', () => {
    for (const weekend of [false, true]) {
      const day = meanDay('store', weekend)
      const ratio = between(day, 11, 15) / between(day, 1, 5)
      expect(ratio).toBeGreaterThan(1.1)
      expect(ratio).toBeLessThan(1.33)
    }
  })

  it('a mall is a block from ten to nine, higher at the weekend', () => {
    const [week, weekend] = [meanDay('mall'), meanDay('mall', true)]
    expect(between(week, 10, 20)).toBeGreaterThan(4 * between(week, 0, 5))
    expect(between(weekend, 10, 20)).toBeGreaterThan(between(week, 10, 20))
  })

  it('an office works on weekdays, with a dip at lunch, and not at the weekend', () => {
    const day = meanDay('office')
    expect(day[12]).toBeLessThan(0.95 * day[11])
    expect(day[12]).toBeLessThan(0.95 * day[13])
    expect(between(day, 9, 18)).toBeGreaterThan(4 * between(day, 0, 6))
    expect(between(meanDay('office', true), 9, 18)).toBeLessThan(0.35 * between(day, 9, 18))
  })

  it('follows the wall clock over a change of summer time', () => {
    // Clocks in London go forward on Sunday 29 March 2026 at 01:00 UTC.
    const london = new Zone('Europe/London')
    const at = (day: number, hour: number) =>
      relativeLoad(LOAD_PROFILES.office, london.wall(Date.UTC(2026, 2, day, hour)))
    const friday = [6, 7, 8, 9, 12, 18].map((hour) => at(27, hour))
    const monday = [5, 6, 7, 8, 11, 17].map((hour) => at(30, hour))
    expect(monday).toEqual(friday)
    expect(at(29, 12)).toBeLessThan(0.5 * at(30, 12))
  })
})

describe('the energy of a load', () => {
  it.each(['detached', 'store', 'mall', 'office', 'flat'] as const)(
    'the mean day of a %s over a year is `daily`',
    (profile) => {
      const series = loadSeries(household(profile), tokyo(364), 30 * MINUTE, new Chance(5))
      expect(Math.abs(total(series) / 364 / 12_000 - 1)).toBeLessThan(0.02)
      expect(Math.min(...series)).toBeGreaterThan(0)
    },
  )

  it('days of a house differ, mostly by less than a tenth', () => {
    const series = loadSeries(household('detached'), tokyo(364), 30 * MINUTE, new Chance(6))
    const weekdays: number[] = []
    for (let day = 0; day < 364; day++) if (day % 7 < 5) weekdays.push(total(series.slice(day * 48, day * 48 + 48)))
    const mean = total(weekdays) / weekdays.length
    const deviation = Math.sqrt(total(weekdays.map((e) => (e - mean) ** 2)) / weekdays.length) / mean
    expect(deviation).toBeGreaterThan(0.05)
    expect(deviation).toBeLessThan(0.12)
  })

  it('slots of any length count the same watt-hours: fractions are carried, never lost', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 60_000 }), fc.string(), (daily, seed) => {
        const at = (minutes: number) =>
          loadSeries(household('detached', daily), tokyo(1), minutes * MINUTE, new Chance(seed))
        const hours = at(60)
        for (const minutes of [5, 15, 30]) {
          const perHour = 60 / minutes
          const fine = at(minutes)
          expect(hours.map((_, h) => total(fine.slice(h * perHour, (h + 1) * perHour)))).toEqual([...hours])
        }
      }),
      { seed: 11, numRuns: 20 },
    )
  })

  it('a flat load spreads its day evenly, to the watt-hour', () => {
    const series = loadSeries(household('flat', 1_000), tokyo(2), 30 * MINUTE, new Chance(1))
    expect(total(series.slice(0, 48))).toBe(1_000)
    expect(total(series.slice(48))).toBe(1_000)
    expect(new Set(series)).toEqual(new Set([20, 21]))
  })

  it('a day of 23 hours still has 24 in a run, and no slot is lost', () => {
    const time = { zone: 'Europe/London', start: Date.UTC(2026, 2, 29), days: 1, warmUpDays: 0 }
    const series = loadSeries(household('detached'), time, HOUR, new Chance(1))
    expect(series).toHaveLength(24)
    expect(Math.min(...series)).toBeGreaterThan(0)
  })

  it('a household with a measured series keeps it as it is', () => {
    const series = [wh(1), wh(2), wh(3)]
    expect(loadSeries({ ...household('store'), series }, tokyo(1), HOUR, new Chance(1))).toBe(series)
  })
})

describe('the chance of a load', () => {
  const chance = () => new Chance('s')

  it('is the same for the same seed and name, and another for another of either', () => {
    const series = (name: string, seed = 's') =>
      loadSeries(household('detached', 12_000, name), tokyo(1), HOUR, new Chance(seed))
    expect(series('a')).toEqual(series('a'))
    expect(series('a')).not.toEqual(series('b'))
    expect(series('a')).not.toEqual(series('a', 't'))
  })

  it('does not depend on what other devices drew before', () => {
    const alone = loadSeries(household('detached'), tokyo(1), HOUR, chance())
    const shared = chance()
    loadSeries(household('mall', 300_000, 'mall'), tokyo(1), HOUR, shared)
    shared.stream('weather').normal()
    expect(loadSeries(household('detached'), tokyo(1), HOUR, shared)).toEqual(alone)
  })

  it('covers the warm-up first, and a longer run begins like a shorter one', () => {
    const short = loadSeries(household('detached'), tokyo(1, 1), HOUR, chance())
    const long = loadSeries(household('detached'), tokyo(3, 1), HOUR, chance())
    expect(short).toHaveLength((2 * DAY) / HOUR)
    expect(long.slice(0, 48)).toEqual(short)
  })
})
