import { HOUR, MINUTE } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadBetween } from './load.js'
import { type EnergySeries, endOf } from './series.js'

const hourly: EnergySeries = { start: 10 * HOUR, step: HOUR, unit: 'Wh', values: [600, 900, 0] }

describe('load', () => {
  it('is what the series says, spread evenly over its interval', () => {
    expect(loadBetween({ series: hourly }, 10 * HOUR, 13 * HOUR)).toBe(1_500 * 3600)
    expect(loadBetween({ series: hourly }, 10.5 * HOUR, 11.5 * HOUR)).toBe(750 * 3600)
    const watts: EnergySeries = { start: 0, step: 30 * MINUTE, unit: 'W', values: Int32Array.of(1_000, 400) }
    expect(loadBetween({ series: watts }, 0, HOUR)).toBe(700 * 3600)
  })

  it('does not invent what the series does not cover', () => {
    for (const [from, to] of [
      [9 * HOUR, 11 * HOUR],
      [12 * HOUR, 14 * HOUR],
      [12 * HOUR, 11 * HOUR],
    ]) {
      expect(() => loadBetween({ series: hourly }, from, to)).toThrow(/the series covers 36000000 to 46800000/)
    }
    const broken = { series: { ...hourly, values: [-1, 0, 0] } }
    expect(() => loadBetween(broken, 10 * HOUR, 11 * HOUR)).toThrow(/not negative/)
    const missing = { series: { ...hourly, values: [Number.NaN, 0, 0] } }
    expect(() => loadBetween(missing, 10 * HOUR, 11 * HOUR)).toThrow(/whole joules/)
  })

  it('sums to the series to the joule, however the time is cut', () => {
    const anySeries = fc
      .record({
        unit: fc.constantFrom<'W' | 'Wh'>('W', 'Wh'),
        step: fc.constantFrom(5 * MINUTE, 15 * MINUTE, HOUR),
        values: fc.array(fc.integer({ min: 0, max: 9_999 }), { minLength: 1, maxLength: 12 }),
      })
      .map((series): EnergySeries => ({ start: 7 * MINUTE, ...series }))
    fc.assert(
      fc.property(anySeries, fc.array(fc.nat(1_000_000), { maxLength: 20 }), (series, cuts) => {
        const length = endOf(series) - series.start
        const times = [series.start, ...cuts.map((cut) => series.start + (cut % length)), endOf(series)].sort(
          (a, b) => a - b,
        )
        let joules = 0
        for (let i = 1; i < times.length; i++) {
          const part = loadBetween({ series }, times[i - 1], times[i])
          expect(part).toBeGreaterThanOrEqual(0)
          joules += part
        }
        const perValue = series.unit === 'Wh' ? 3600 : series.step / 1000
        expect(joules).toBe(
          series.values.length === 0 ? 0 : Array.from(series.values).reduce((a, b) => a + b, 0) * perValue,
        )
      }),
      { seed: 15, numRuns: 200 },
    )
  })
})
