import { describe, expect, it } from 'vitest'
import { stampReader } from './time-stamp.js'

const read = (format: string, text: string) => {
  const stamp = stampReader(format)!(text)
  if ('problem' in stamp) return `${stamp.problem}. ${stamp.remedy}`
  return 'utc' in stamp ? new Date(stamp.utc).toISOString() : new Date(stamp.wall).toISOString().replace('Z', ' local')
}

describe('a time stamp', () => {
  it.each([
    ['iso', '2024-08-01T00:30:00Z', '2024-08-01T00:30:00.000Z'],
    ['iso', '2024-08-01 00:30+09:00', '2024-07-31T15:30:00.000Z'],
    ['iso', '2024-08-01T00:30:00.250-0700', '2024-08-01T07:30:00.250Z'],
    ['iso', '2024-08-01T00:30', '2024-08-01T00:30:00.000 local'],
    ['iso', '2024-08-01', '2024-08-01T00:00:00.000 local'],
    ['iso', '2024-08-01T24:00', '2024-08-02T00:00:00.000 local'],
    ['epoch-s', '1613343600.0', '2021-02-14T23:00:00.000Z'],
    ['epoch-ms', '1613343600000', '2021-02-14T23:00:00.000Z'],
    ['dd.MM.yyyy HH:mm', '1.8.2024 0:30', '2024-08-01T00:30:00.000 local'],
    ['yyyy/MM/dd', '2018/05/15', '2018-05-15T00:00:00.000 local'],
    ['MM/dd/yyyy HH:mm:ss', '05/15/2018 13:00:01', '2018-05-15T13:00:01.000 local'],
  ])('in %s reads %s as %s', (format, text, expected) => {
    expect(read(format, text)).toBe(expected)
  })

  it.each([
    ['iso', '2024-02-30T00:00', '"2024-02-30T00:00" is not a time of the calendar. Correct it'],
    ['iso', '01/02/2024', '"01/02/2024" is not an ISO 8601 time. Set time.format: epoch-s, epoch-ms or a pattern'],
    ['iso', '2024-08-01T25:00', '"2024-08-01T25:00" is not a time of the calendar. Correct it'],
    ['epoch-s', '1613343600000', '1613343600000 is not between the years 1980 and 2120. Use time.format: epoch-ms?'],
    ['epoch-ms', '1613343600', '1613343600 is not between the years 1980 and 2120. Use time.format: epoch-s?'],
    ['dd.MM.yyyy', '2024-08-01', '"2024-08-01" does not fit the pattern dd.MM.yyyy. Correct time.format'],
  ])('in %s refuses %s', (format, text, expected) => {
    expect(read(format, text)).toBe(expected)
  })

  it('needs at least year, month and day in a pattern', () => {
    expect(stampReader('HH:mm')).toBeUndefined()
    expect(stampReader('unix')).toBeUndefined()
  })
})
