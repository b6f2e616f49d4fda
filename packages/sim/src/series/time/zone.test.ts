import { DAY, HOUR, MINUTE } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Zone, zoneNamed } from './zone.js'

const wall = (text: string) => Date.parse(`${text}Z`)
const iso = (utc: number) => new Date(utc).toISOString().slice(0, 16)

describe('a zone', () => {
  it('has one instant for a local time, none where clocks spring forward, two where they fall back', () => {
    const zurich = new Zone('Europe/Zurich')
    expect(zurich.instants(wall('2024-07-01T12:00')).map(iso)).toEqual(['2024-07-01T10:00'])
    expect(zurich.instants(wall('2024-03-31T02:30')).map(iso)).toEqual([])
    expect(zurich.instants(wall('2024-10-27T02:30')).map(iso)).toEqual(['2024-10-27T00:30', '2024-10-27T01:30'])
  })

  it('knows the half hour of Lord Howe and the quarter of Kathmandu', () => {
    const lordHowe = new Zone('Australia/Lord_Howe')
    expect(lordHowe.offsetAt(wall('2024-01-01T00:00'))).toBe(11 * HOUR)
    expect(lordHowe.offsetAt(wall('2024-07-01T00:00'))).toBe(10 * HOUR + 30 * MINUTE)
    expect(new Zone('Asia/Kathmandu').offsetAt(0 + 50 * 365 * DAY)).toBe(5 * HOUR + 45 * MINUTE)
  })

  it('puts a skipped local time where clocks that were not set would have shown it', () => {
    expect(iso(new Zone('Europe/Zurich').instant(wall('2024-03-31T02:30')))).toBe('2024-03-31T01:30')
  })

  it('takes fixed offsets and UTC, and knows no Atlantis', () => {
    expect(zoneNamed('+09:00')?.offsetAt(0)).toBe(9 * HOUR)
    expect(zoneNamed('-03:30')?.offsetAt(0)).toBe(-3.5 * HOUR)
    expect(zoneNamed('UTC')?.offsetAt(0)).toBe(0)
    expect(zoneNamed('Ocean/Atlantis')).toBeUndefined()
  })

  it('goes from any instant to the clocks and back, as the calendar of the platform says', () => {
    const zones = ['Asia/Tokyo', 'America/Los_Angeles', 'Europe/Zurich', 'Australia/Lord_Howe', 'Asia/Kathmandu']
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(1990, 0) / MINUTE, max: Date.UTC(2035, 0) / MINUTE }),
        (name, minute) => {
          const utc = minute * MINUTE
          const zone = zoneNamed(name)!
          const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'short' })
          expect(iso(zone.wall(utc)).replace('T', ' ')).toBe(shown.format(utc))
          expect(zone.instants(zone.wall(utc))).toContain(utc)
        },
      ),
      { seed: 20180515, numRuns: 400 },
    )
  })
})
