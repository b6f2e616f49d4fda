import { HOUR } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { Calendar } from './calendar.js'
import { ClearSkySeries } from './clear-sky-series.js'
import { DailyProfile } from './daily-profile.js'
import type { Forecaster } from './forecaster.js'
import { Persistence } from './persistence.js'
import { RidgeForecast } from './regression/ridge-forecast.js'
import { SeasonalNaive } from './seasonal-naive.js'
import { SolarForecast } from './solar-forecast.js'

const calendar = new Calendar(HOUR)
const sky = new ClearSkySeries({ latitude: 35.9, longitude: 139.7 }, HOUR)

/** Every kind of forecaster, new or from a snapshot. */
const kinds: Record<string, (snapshot?: never) => Forecaster> = {
  persistence: (snapshot) => new Persistence(snapshot),
  'seasonal naive': (snapshot) => new SeasonalNaive(24, snapshot),
  'daily profile': (snapshot) => new DailyProfile(calendar, 0.1, snapshot),
  ridge: (snapshot) => new RidgeForecast(calendar, { least: 0 }, snapshot),
  solar: (snapshot) => new SolarForecast(sky, { perDay: 24 }, snapshot),
}

/** A series with a daily shape, quiet weekends and a disturbance that is not random. */
const series = (slot: number) =>
  Math.max(0, (calendar.dayClass(slot) === 0 ? 900 : 600) * (1.2 + Math.sin(slot / 3.82)) + 80 * Math.sin(slot * slot))

const FIRST = 480_000

function fed(forecaster: Forecaster, from: number, to: number): Forecaster {
  for (let slot = from; slot < to; slot++) forecaster.observe(slot, series(slot))
  return forecaster
}

function ahead(forecaster: Forecaster, from: number, count = 30): number[] {
  const out = new Float64Array(count)
  forecaster.predict(from, count, out)
  return [...out]
}

describe.each(Object.entries(kinds))('the %s forecaster', (_name, create) => {
  it('goes on from a snapshot that went through JSON exactly as if it had never stopped', () => {
    const whole = fed(create(), FIRST, FIRST + 400)
    const half = fed(create(), FIRST, FIRST + 250)
    const resumed = fed(create(JSON.parse(JSON.stringify(half.snapshot())) as never), FIRST + 250, FIRST + 400)
    expect(ahead(resumed, FIRST + 400)).toEqual(ahead(whole, FIRST + 400))
    expect(resumed.error).toEqual(whole.error)
  })

  it('forecasts 0 and claims no error before it knows anything', () => {
    expect(ahead(create(), FIRST, 3)).toEqual([0, 0, 0])
    expect(create().error).toEqual({ mae: 0, bias: 0, count: 0 })
  })

  it('says how wrong its one-step forecasts were', () => {
    const forecaster = create()
    let absolute = 0
    let signed = 0
    for (let slot = FIRST; slot < FIRST + 300; slot++) {
      if (slot > FIRST) {
        const off = ahead(forecaster, slot, 1)[0] - series(slot)
        absolute += Math.abs(off)
        signed += off
      }
      forecaster.observe(slot, series(slot))
    }
    expect(forecaster.error.count).toBe(299)
    expect(forecaster.error.mae).toBeCloseTo(absolute / 299, 6)
    expect(forecaster.error.bias).toBeCloseTo(signed / 299, 6)
  })

  it('takes a gap for a gap', () => {
    const forecaster = fed(fed(create(), FIRST, FIRST + 300), FIRST + 330, FIRST + 340)
    for (const value of ahead(forecaster, FIRST + 340, 60)) {
      expect(Number.isFinite(value)).toBe(true)
      expect(value).toBeGreaterThanOrEqual(0)
    }
  })

  it('does not score a correction of the past', () => {
    const forecaster = fed(create(), FIRST, FIRST + 100)
    forecaster.observe(FIRST + 99, 12)
    forecaster.observe(FIRST + 50, 12)
    expect(forecaster.error.count).toBe(99)
  })

  it('refuses a value that is not a number', () => {
    expect(() => create().observe(FIRST, Number.NaN)).toThrow('must be finite')
  })

  it('forecasts further ahead than the last known day and week', () => {
    const far = ahead(fed(create(), FIRST, FIRST + 400), FIRST + 400, 24 * 15)
    expect(far.every(Number.isFinite)).toBe(true)
    expect(Math.max(...far)).toBeLessThan(5000)
  })
})

describe('the baselines', () => {
  it('persist, or repeat the day before', () => {
    const last = fed(new Persistence(), FIRST, FIRST + 50)
    expect(ahead(last, FIRST + 50, 2)).toEqual([series(FIRST + 49), series(FIRST + 49)])
    const day = fed(new SeasonalNaive(24), FIRST, FIRST + 50)
    expect(ahead(day, FIRST + 50, 26)[3]).toBe(series(FIRST + 29))
    expect(ahead(day, FIRST + 50, 26)[25]).toBe(series(FIRST + 27))
  })

  it('smooth workdays, Saturdays and Sundays apart, and borrow what was never seen', () => {
    const profile = new DailyProfile(calendar, 0.5)
    const monday = 24 * 4 // 5 January 1970
    profile.observe(monday + 8, 100)
    expect(profile.level(monday + 24 + 8)).toBe(100)
    expect(profile.level(monday + 5 * 24 + 8)).toBe(100)
    profile.observe(monday + 5 * 24 + 8, 500)
    expect(profile.level(monday + 12 * 24 + 8)).toBe(500)
    expect(profile.level(monday + 7 * 24 + 8)).toBe(100)
    // 09:00 was never seen: the nearest earlier time
    expect(profile.level(monday + 9)).toBe(100)
  })
})

describe('the calendar', () => {
  it('knows local time and the day of the week', () => {
    const tokyo = new Calendar(HOUR / 2, 9 * HOUR)
    const slot = Date.UTC(2026, 7, 1, 15, 30) / (HOUR / 2) // Sunday 2 August 2026, 00:30 in Tokyo
    expect(tokyo.slotOfDay(slot)).toBe(1)
    expect(tokyo.weekday(slot)).toBe(0)
    expect([slot - 2, slot, slot + 48].map((s) => tokyo.dayClass(s))).toEqual([1, 2, 0])
    expect(new Calendar(HOUR, -8 * HOUR).slotOfDay(3)).toBe(19)
  })
})
