import fc from 'fast-check'
import { expect, test } from 'vitest'
import { extent, linear, ticks, tickText } from './scale.js'

test('a scale maps the ends of its domain onto the ends of its range', () => {
  const y = linear([0, 30], [300, 0])
  expect([y(0), y(15), y(30)]).toEqual([300, 150, 0])
  expect(linear([5, 5], [0, 100])(5)).toBe(50)
})

test('ticks are round numbers that cover the data', () => {
  expect(ticks(0, 26, 6)).toEqual([0, 5, 10, 15, 20, 25, 30])
  expect(ticks(-0.35, 0.35, 4)).toEqual([-0.4, -0.2, 0, 0.2, 0.4])
  expect(ticks(18, 21.2, 6)).toEqual([18, 19, 20, 21, 22])
})

test('any domain is covered by few, evenly spaced ticks', () => {
  const edge = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => value / 1000)
  fc.assert(
    fc.property(edge, edge, fc.integer({ min: 2, max: 10 }), (a, b, count) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)]
      const marks = ticks(low, high, count)
      expect(marks[0]).toBeLessThanOrEqual(low + 1e-6)
      expect(marks[marks.length - 1]).toBeGreaterThanOrEqual(high - 1e-6)
      expect(marks.length).toBeGreaterThanOrEqual(2)
      expect(marks.length).toBeLessThanOrEqual(count + 3)
      for (const mark of marks) expect(tickText(mark).length).toBeLessThan(10)
    }),
  )
})

test('what is missing has no part in the extent', () => {
  expect(extent([3, NaN, 1], [2, Infinity])).toEqual([1, 3])
  expect(extent([NaN])).toEqual([0, 0])
})
