import { MINUTE } from '@jazzgrid/units'
import { expect, test } from 'vitest'
import { MIDNIGHT } from '../../test/report/small-run.js'
import { LocalTime } from '../report/text/local-time.js'
import { grouped, hourMarks, perCharacter, sparkline } from './sparkline.js'

test('eight heights from low to high, a gap where nothing is known, and never a gap where something is', () => {
  expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7, 8], { low: 0, high: 8 })).toEqual(['▁▁▂▃▄▅▆▇█'])
  expect(sparkline([0, NaN, 8], { low: 0, high: 8 })).toEqual(['▁ █'])
})

test('two lines have sixteen heights', () => {
  expect(sparkline([1, 8, 9, 16, NaN], { low: 0, high: 16, height: 2 })).toEqual(['  ▁█ ', '▁███ '])
})

test('values beyond the scale are cut, and a scale without height shows the middle', () => {
  expect(sparkline([-5, 99], { low: 0, high: 8 })).toEqual(['▁█'])
  expect(sparkline([3, 3], { low: 3, high: 3 })).toEqual(['▄▄'])
})

test('without Unicode the heights are signs that grow', () => {
  expect(sparkline([1, 4, 8, NaN], { low: 0, high: 8, ascii: true })).toEqual(['.=@ '])
})

test('where a line is too short neighbours share a character by their mean', () => {
  expect(perCharacter(1488, 60)).toBe(25)
  expect([...grouped([1, 3, NaN, 5, NaN, NaN, 9], 2)]).toEqual([2, 5, NaN, 9])
})

test('hours stand below the slots in which they begin', () => {
  const starts = Array.from({ length: 48 }, (_, i) => MIDNIGHT + i * 30 * MINUTE)
  const marks = hourMarks(starts, 1, new LocalTime('Asia/Tokyo'))
  expect(marks).toBe('0     3     6     9     12    15    18    21')
  for (const hour of [0, 9, 12, 21]) expect(marks.indexOf(`${hour}`)).toBe(hour * 2)
})

test('over many days the marks are days', () => {
  const starts = Array.from({ length: 48 * 6 }, (_, i) => MIDNIGHT + i * 30 * MINUTE)
  expect(hourMarks(starts, 6, new LocalTime('Asia/Tokyo'))).toBe('07-20   07-21   07-22   07-23   07-24   07-25')
})
