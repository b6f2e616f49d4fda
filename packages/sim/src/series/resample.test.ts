import { MINUTE } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ExactSeries, energyPerSlot, meanPerSlot } from './resample.js'

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

/** Whole units on intervals of this many minutes from 0 on. */
const series = (minutes: number, values: readonly number[], scale = 0): ExactSeries => ({
  base: 0,
  step: minutes * MINUTE,
  first: 0,
  values: values.map(BigInt),
  scale,
})
const slots = (minutes: number, count: number, from = 0) => ({
  from: from * MINUTE,
  slotLength: minutes * MINUTE,
  count,
})

describe('energy per slot', () => {
  it('splits an hour of energy evenly and loses nothing to rounding', () => {
    //                                         register: 1.25 -> 1, 2.5 -> 3, 3.75 -> 4, 5
    expect(energyPerSlot(series(60, [5]), 'energy', slots(15, 4))).toEqual([1, 2, 1, 1])
  })

  it('merges quarters into an hour', () => {
    expect(energyPerSlot(series(15, [10, 20, 30, 40, 1, 1, 1, 1]), 'energy', slots(60, 2))).toEqual([100, 4])
  })

  it('integrates mean power over the part of the interval in the slot', () => {
    expect(energyPerSlot(series(60, [1000, 3000]), 'power', slots(30, 4))).toEqual([500, 500, 1500, 1500])
    expect(energyPerSlot(series(20, [600, 0, 300]), 'power', slots(30, 2))).toEqual([200, 100])
  })

  it('keeps what is too small for a slot until it is a Wh', () => {
    expect(energyPerSlot(series(30, [3, 3, 3, 3], 1), 'energy', slots(30, 4))).toEqual([0, 1, 0, 0])
  })

  it('begins in the middle of an interval where the run does', () => {
    expect(energyPerSlot(series(60, [100, 200]), 'energy', slots(30, 2, 30))).toEqual([50, 100])
  })

  it('sums over the run to the energy of the series, rounded once, whatever the steps', () => {
    const cases = fc.record({
      step: fc.constantFrom(1, 5, 7, 15, 20, 30, 60, 90),
      slot: fc.constantFrom(5, 15, 30, 60),
      scale: fc.integer({ min: 0, max: 9 }),
      kind: fc.constantFrom('power' as const, 'energy' as const),
      values: fc.array(fc.integer({ min: 0, max: 2 ** 40 }), { minLength: 180, maxLength: 180 }),
    })
    fc.assert(
      fc.property(cases, ({ step, slot, scale, kind, values }) => {
        const count = Math.floor((step * values.length) / slot)
        const found = energyPerSlot(series(step, values, scale), kind, slots(slot, count))
        // an independent sum over whole intervals, where the run ends on the border of one
        const whole = (count * slot) / step
        if (Number.isInteger(whole)) {
          const total = values.slice(0, whole).reduce((a, v) => a + BigInt(v), 0n)
          const [numerator, denominator] = kind === 'power' ? [total * BigInt(step), 60n] : [total, 1n]
          const exact = denominator * 10n ** BigInt(scale)
          expect(BigInt(sum(found))).toBe((2n * numerator + exact) / (2n * exact))
        }
        expect(found.every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true)
      }),
      { seed: 7, numRuns: 300 },
    )
  })

  it('gives the same whether slots are merged before or after', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9999 }), { minLength: 24, maxLength: 24 }), (values) => {
        const fine = energyPerSlot(series(20, values, 2), 'power', slots(5, 96))
        const coarse = energyPerSlot(series(20, values, 2), 'power', slots(60, 8))
        expect(coarse).toEqual(coarse.map((_, i) => sum(fine.slice(12 * i, 12 * i + 12))))
      }),
      { seed: 8, numRuns: 100 },
    )
  })
})

describe('mean per slot', () => {
  it('weighs prices by time and rounds half up', () => {
    expect(meanPerSlot(series(30, [20_000, 30_000]), 1n, slots(60, 1))).toEqual([25_000])
    expect(meanPerSlot(series(20, [1, 1, 2], 0), 1n, slots(60, 1))).toEqual([1])
    expect(meanPerSlot(series(30, [1, 2], 0), 1n, slots(60, 1))).toEqual([2])
    expect(meanPerSlot(series(30, [-1, -2], 0), 1n, slots(60, 1))).toEqual([-1])
    expect(meanPerSlot(series(60, [-25, 25], 1), 1n, slots(60, 2))).toEqual([-2, 3])
    expect(meanPerSlot(series(60, [12345], 2), 10n, slots(30, 2))).toEqual([1235, 1235])
  })
})
