import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { resolveScenarioText } from './resolve-scenario.js'

const notesOf = async (pv: Record<string, unknown>, household: Record<string, unknown>, tariff: unknown) => {
  const series = { file: 'x.csv', column: 'x', start: '2018-05-15T00:00', stepMinutes: 60 }
  const devices = [
    { kind: 'pv', peakKw: 5, series: { ...series, ...pv } },
    { kind: 'household', series: { ...series, ...household } },
  ]
  const text = stringify({
    name: 'x',
    time: { warmUpDays: 0 },
    tariff,
    sites: [{ name: 'h', contractKw: 10, devices }],
  })
  const csv = `x\n${Array.from({ length: 24 }, (_, hour) => (hour === 12 ? 6 : 1)).join('\n')}\n`
  const notes: string[] = []
  await resolveScenarioText(text, 'x.yaml', {
    read: async () => new TextEncoder().encode(csv),
    note: (n) => notes.push(n),
  })
  return notes
}

describe('what is allowed but was probably not meant', () => {
  it('is nothing where power stays within what the site has', async () => {
    expect(await notesOf({ unit: 'kW' }, { unit: 'kWh' }, { feedIn: 8.5 })).toEqual([])
  })

  it('is power beyond the device or its connection, and feed-in above retail', async () => {
    expect(await notesOf({ unit: 'MW' }, { unit: 'kW', scale: 2 }, { feedIn: 27 })).toEqual([
      'tariff: feed-in is above retail in 48 slots, the first at 2018-05-15 00:00 Asia/Tokyo: whoever resells there earns money',
      'h-pv: 1000000 W at 2018-05-15 00:00 Asia/Tokyo is above the peak of 5000 W: check unit and scale',
      'h-household: 12000 W at 2018-05-15 12:00 Asia/Tokyo is above the contract of its site of 10000 W: check unit and scale',
    ])
  })

  it.each([
    ['Asia/Tokyo', 139.7, []],
    ['Europe/Madrid', -8.5, []],
    ['Asia/Urumqi', 76, []],
    ['Asia/Shanghai', 76, []],
    ['Pacific/Kiritimati', -157.4, []],
    ['Europe/Zurich', 139.7, ['04:41']],
    ['Asia/Tokyo', 8.5, ['20:26']],
  ])('is a sun that is highest at another time than noon: %s at longitude %d', async (zone, longitude, clocks) => {
    const notes: string[] = []
    const text = stringify({
      ...{ name: 'x', time: { zone, start: '2018-05-15' }, weather: { longitude } },
      sites: [{ name: 'h', devices: [{ kind: 'pv', peakKw: 5 }] }],
    })
    await resolveScenarioText(text, 'x.yaml', { note: (note) => notes.push(note) })
    expect(notes).toEqual(
      clocks.map(
        (clock) =>
          `weather: at longitude ${longitude} the sun is highest at ${clock} on the clocks of ${zone}: check weather.longitude and time.zone`,
      ),
    )
  })
})
