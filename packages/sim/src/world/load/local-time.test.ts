import { HOUR, MINUTE } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { LocalTime, localTime } from './local-time.js'

describe('local time', () => {
  it('reads the wall clock of a zone ahead of UTC, on the right day of the week', () => {
    const tokyo = localTime('Asia/Tokyo')
    const time = Date.UTC(2026, 4, 3, 15, 30) // Monday 00:30 in Tokyo, still Sunday in London
    expect(tokyo.hour(time)).toBe(0.5)
    expect(tokyo.weekday(time)).toBe(1)
    expect(localTime('Europe/London').weekday(time)).toBe(0)
  })

  it('changes to summer time at the minute of the law, also where the change is at a half hour of UTC', () => {
    const change = (zone: string, at: number) => {
      const local = new LocalTime(zone)
      return [local.offset(at - MINUTE) / HOUR, local.offset(at) / HOUR]
    }
    expect(change('Europe/Zurich', Date.UTC(2026, 2, 29, 1))).toEqual([1, 2])
    expect(change('Europe/Zurich', Date.UTC(2026, 9, 25, 1))).toEqual([2, 1])
    expect(change('America/New_York', Date.UTC(2026, 2, 8, 7))).toEqual([-5, -4])
    expect(change('Australia/Adelaide', Date.UTC(2026, 3, 4, 16, 30))).toEqual([10.5, 9.5])
  })

  it('agrees with Intl at hours all over a year with two changes', () => {
    const zone = 'Australia/Lord_Howe' // changes by half an hour
    const local = new LocalTime(zone)
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
    for (let time = Date.UTC(2026, 0, 1); time < Date.UTC(2027, 0, 1); time += 7 * HOUR) {
      const [hours, minutes] = format.format(time).split(':').map(Number)
      expect(local.hour(time)).toBe((hours % 24) + minutes / 60)
    }
  })

  it('counts days before the epoch too', () => {
    expect(localTime('UTC').weekday(Date.UTC(1969, 11, 31, 23))).toBe(3)
  })

  it('refuses a zone that does not exist', () => {
    expect(() => localTime('Asia/Urawa')).toThrow(RangeError)
  })
})
