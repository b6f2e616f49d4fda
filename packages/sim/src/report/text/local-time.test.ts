import { HOUR } from '@jazzgrid/units'
import { expect, test } from 'vitest'
import { LocalTime } from './local-time.js'

test('an instant is shown as the clocks of the community show it', () => {
  const tokyo = new LocalTime('Asia/Tokyo')
  const noon = Date.UTC(2019, 6, 20, 3)
  expect([tokyo.clock(noon), tokyo.day(noon), tokyo.stamp(noon)]).toEqual(['12:00', '2019-07-20', '2019-07-20 12:00'])
  expect(tokyo.minuteOfDay(noon)).toBe(720)
  expect(new LocalTime('+05:45').clock(noon)).toBe('08:45')
})

test('a missing time is a dash', () => {
  expect(new LocalTime('UTC').clock(NaN)).toBe('–')
  expect(new LocalTime('UTC').stamp(NaN)).toBe('–')
})

test.each([
  ['a plain day', Date.UTC(2026, 0, 14, 23), 24],
  ['the day that clocks go forward', Date.UTC(2026, 2, 28, 23), 23],
  ['the day that clocks go back', Date.UTC(2026, 9, 24, 22), 25],
])('marks every third hour of %s once', (_, midnight, hours) => {
  const zurich = new LocalTime('Europe/Zurich')
  const marks = zurich.marks(midnight, midnight + hours * HOUR, 3).map((mark) => zurich.clock(mark))
  const expected = ['00:00', '03:00', '06:00', '09:00', '12:00', '15:00', '18:00', '21:00', '00:00']
  expect(marks).toEqual(expected)
})

test('an unknown zone is refused', () => {
  expect(() => new LocalTime('Asia/Saitama')).toThrow(RangeError)
})
