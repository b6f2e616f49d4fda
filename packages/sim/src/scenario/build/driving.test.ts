import { DAY, HOUR } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { ScenarioError } from '../mistake.js'
import { resolveScenarioText } from '../resolve-scenario.js'
import type { ScenarioEv } from '../scenario.js'

interface Car {
  readonly ev: Record<string, unknown>
  readonly time?: Record<string, unknown>
  readonly seed?: number
  readonly others?: readonly unknown[]
}

const carOf = async ({ ev, time, seed = 1, others = [] }: Car): Promise<ScenarioEv> => {
  const text = stringify({
    name: 'car',
    seed,
    time: { zone: 'Asia/Tokyo', start: '2018-05-14', days: 7, warmUpDays: 0, ...time },
    sites: [...others, { name: 'h', devices: [{ kind: 'ev', ...ev }] }],
  })
  const { sites } = await resolveScenarioText(text, 'car.yaml')
  return sites.at(-1)!.devices[0] as ScenarioEv
}
const mistakes = async (car: Car) => {
  const error = await carOf(car).catch((error) => error)
  if (!(error instanceof ScenarioError)) throw new Error('nothing was wrong')
  return error.mistakes.map(({ path, problem, remedy }) => `${path}: ${problem}. ${remedy}`)
}
const hours = (car: ScenarioEv, offset: number) =>
  car.trips.map(({ departure, arrival }) =>
    [departure, arrival].map((at) => new Date(at + offset * HOUR).toISOString().slice(5, 16)).join(' to '),
  )

const commute = { days: 'weekdays', leaves: '08:00', returns: '18:00', energyKwh: 6 }

describe('driving', () => {
  it('becomes one trip for every day it is on, in local time', async () => {
    const car = await carOf({ ev: { driving: [commute] } })
    expect(hours(car, 9)).toEqual([
      '05-14T08:00 to 05-14T18:00',
      '05-15T08:00 to 05-15T18:00',
      '05-16T08:00 to 05-16T18:00',
      '05-17T08:00 to 05-17T18:00',
      '05-18T08:00 to 05-18T18:00',
    ])
    expect(car.trips[0]).toEqual({
      departure: Date.UTC(2018, 4, 13, 23),
      arrival: Date.UTC(2018, 4, 14, 9),
      energy: 6000,
      departureSoc: 0.8,
      plugged: true,
    })
  })

  it('is plugged in on return with the given chance, and at the same times whatever the chance', async () => {
    const month = { time: { days: 28 } }
    const always = await carOf({ ev: { driving: [{ ...commute, jitterMinutes: 60 }] }, ...month })
    const at = await carOf({ ev: { driving: [{ ...commute, jitterMinutes: 60, plugProbability: 0.35 }] }, ...month })
    const plugged = at.trips.filter((trip) => trip.plugged).length
    // 20 working days at 35 per cent: 7, give or take 2
    expect(plugged).toBeGreaterThan(2)
    expect(plugged).toBeLessThan(12)
    expect(at.trips.map(({ departure, arrival }) => [departure, arrival])).toEqual(
      always.trips.map(({ departure, arrival }) => [departure, arrival]),
    )
    const never = await carOf({ ev: { driving: [{ ...commute, plugProbability: 0 }] }, ...month })
    expect(never.trips.some((trip) => trip.plugged)).toBe(false)
  })

  it('goes on over midnight where it returns earlier than it leaves', async () => {
    const night = { days: ['fri'], leaves: '22:00', returns: '06:00', energyKwh: 1 }
    expect(hours(await carOf({ ev: { driving: [night] } }), 9)).toEqual(['05-18T22:00 to 05-19T06:00'])
  })

  it('keeps local hours where clocks are set', async () => {
    const time = { zone: 'Europe/Zurich', start: '2024-03-30', days: 3 }
    const early = { days: 'every-day', leaves: '02:30', returns: '18:00', energyKwh: 1 }
    // 02:30 is skipped on the 31st; clocks that were not set would show it at 03:30
    expect(hours(await carOf({ ev: { driving: [early] }, time }), 0)).toEqual([
      '03-30T01:30 to 03-30T17:00',
      '03-31T01:30 to 03-31T16:00',
      '04-01T00:30 to 04-01T16:00',
    ])
  })

  it('moves by whole slots, by less than the jitter, the same for the same seed', async () => {
    const car = { ev: { driving: [{ ...commute, days: 'every-day', jitterMinutes: 75 }] }, time: { days: 60 } }
    const a = await carOf(car)
    expect(await carOf(car)).toEqual(a)
    expect((await carOf({ ...car, seed: 2 })).trips).not.toEqual(a.trips)
    const shifts = a.trips.map(({ departure }) => ((departure + 9 * HOUR) % DAY) / HOUR - 8)
    expect([...new Set(shifts)].sort((x, y) => x - y)).toEqual([-1, -0.5, 0, 0.5, 1])
  })

  it('draws the same whoever else is there, and however long the run is', async () => {
    const car = { ev: { driving: [{ ...commute, jitterMinutes: 60 }] } }
    const alone = await carOf(car)
    const other = { name: 'a', devices: [{ kind: 'ev', driving: [{ ...commute, jitterMinutes: 60 }] }] }
    expect(await carOf({ ...car, others: [other] })).toEqual(alone)
    const longer = await carOf({ ...car, time: { start: '2018-05-07', days: 21 } })
    expect(longer.trips.slice(5, 10)).toEqual(alone.trips)
  })

  it('joins explicit trips in order and leaves out those that begin outside the run', async () => {
    const trip = (departure: string, arrival: string) => ({ departure, arrival, energyKwh: 2 })
    const trips = [
      trip('2018-05-19T09:00', '2018-05-19T12:30'),
      trip('2018-05-13T09:00', '2018-05-13T12:00'),
      trip('2018-05-20T20:00', '2018-05-22T07:00'),
    ]
    const car = await carOf({ ev: { driving: [{ ...commute, days: ['mon'] }], trips } })
    expect(hours(car, 9)).toEqual([
      '05-14T08:00 to 05-14T18:00',
      '05-19T09:00 to 05-19T12:30',
      '05-20T20:00 to 05-22T07:00',
    ])
  })
})

describe('driving that cannot be', () => {
  const trip = { departure: '2018-05-19T09:00', arrival: '2018-05-19T12:00', energyKwh: 2 }

  it.each<[string, Car, string]>([
    [
      'a trip off the slots',
      { ev: { trips: [{ ...trip, departure: '2018-05-19T09:10' }] } },
      'sites.h.devices.h-ev.trips.0.departure: 2018-05-19T09:10 is not on a slot border. Use 2018-05-19T09:00, or shorter slots',
    ],
    [
      'a pattern off the slots',
      { ev: { driving: [{ ...commute, leaves: '07:45' }] } },
      'sites.h.devices.h-ev.driving.0.leaves: 07:45 is not on a slot border. Use 07:30 or 08:00',
    ],
    [
      'a return before the departure',
      { ev: { trips: [{ ...trip, arrival: '2018-05-19T09:00' }] } },
      'sites.h.devices.h-ev.trips.0.arrival: 2018-05-19T09:00 is not after 2018-05-19T09:00. Change one of them',
    ],
    [
      'a time that was skipped',
      { ev: { trips: [{ ...trip, departure: '2024-03-31T02:30' }] }, time: { zone: 'Europe/Zurich' } },
      'sites.h.devices.h-ev.trips.0.departure: 2024-03-31T02:30 does not exist in Europe/Zurich. Change it',
    ],
    [
      'trips that overlap',
      { ev: { trips: [trip, { ...trip, departure: '2018-05-19T11:30', arrival: '2018-05-19T13:00' }] } },
      'sites.h.devices.h-ev.trips.1: the trip of 2018-05-19 11:30 to 2018-05-19 13:00 overlaps sites.h.devices.h-ev.trips.0 (2018-05-19 09:00 to 2018-05-19 12:00). Leave later, return earlier, or use less jitter',
    ],
    [
      'jitter that could make them overlap',
      {
        ev: {
          driving: [
            { ...commute, jitterMinutes: 60 },
            { ...commute, leaves: '18:30', returns: '19:30' },
          ],
        },
      },
      'sites.h.devices.h-ev.driving.1: the trip of 2018-05-14 18:30 to 2018-05-14 19:30 overlaps sites.h.devices.h-ev.driving.0 (2018-05-14 07:00 to 2018-05-14 19:00). Leave later, return earlier, or use less jitter',
    ],
    [
      'jitter longer than the trip',
      { ev: { driving: [{ ...commute, leaves: '17:00', jitterMinutes: 30 }] } },
      'sites.h.devices.h-ev.driving.0.jitterMinutes: the car might return before it leaves. Use less jitter',
    ],
    [
      'a departure outside the band',
      { ev: { maximumSoc: 0.7, initialSoc: 0.5, driving: [commute] } },
      'sites.h.devices.h-ev.driving.0.departureSoc: 0.8 is outside the band of 0.2 to 0.7. Change it',
    ],
    [
      'a trip that empties the battery',
      { ev: { capacityKwh: 8.8, driving: [commute] } },
      'sites.h.devices.h-ev.driving.0.energyKwh: a car that leaves at SOC 0.8 has 5.28 kWh above its minimum, the trip takes 6. Raise departureSoc or lower energyKwh',
    ],
  ])('%s', async (_, car, expected) => {
    expect(await mistakes(car)).toEqual([expected])
  })
})
