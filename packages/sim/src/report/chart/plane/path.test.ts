import { expect, test } from 'vitest'
import { bandPath, boxPath, linePath } from './path.js'

test('a line passes its points in order, with tenths of a pixel', () => {
  expect(
    linePath([
      [0, 10],
      [5.04, 20],
      [10.06, 7],
    ]),
  ).toBe('M0 10L5 20L10.1 7')
})

test('a missing point is a gap, and a point between two gaps is a dot', () => {
  expect(
    linePath([
      [0, 1],
      [1, 2],
      [2, NaN],
      [3, 4],
      [4, NaN],
      [5, 6],
      [6, 7],
    ]),
  ).toBe('M0 1L1 2M3 4h0M5 6L6 7')
  expect(linePath([[0, NaN]])).toBe('')
})

test('a band is closed run by run: there along the upper edge, back along the lower', () => {
  expect(bandPath([0, 1, 2, 3], [9, 8, NaN, 7], [1, 2, 3, 4])).toBe('M0 9L1 8L1 2L0 1ZM3 7L3 4Z')
})

test('a box starts at its upper left corner', () => {
  expect(boxPath(1, 2, 3, 4)).toBe('M1 2h3v4h-3z')
})
