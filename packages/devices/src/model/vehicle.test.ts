import { HOUR, MINUTE, watt, wh } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ceilingOf, floorOf } from './battery.js'
import { joulesOf } from './energy.js'
import type { Trip } from './trip.js'
import { nextDeparture, pluggedAt, stepVehicle, type VehicleSpec, vehicleAt } from './vehicle.js'

const HOME = 3
const OFFICE = 9

/** A plug-in hybrid: 8.8 kWh, usable from 10 %, 3.3 kW, to work at 07:30 and home at 17:30. */
const COMMUTER: VehicleSpec = {
  capacity: wh(8_800),
  minSoc: 0.1,
  maxSoc: 1,
  charge: watt(3_300),
  discharge: watt(3_300),
  chargeEfficiency: 0.9,
  dischargeEfficiency: 0.9,
  v2gFloor: 0.2,
  plugAt: HOME,
  trips: [
    { departure: 7.5 * HOUR, arrival: 8.5 * HOUR, energy: wh(2_300), plugAt: OFFICE },
    { departure: 17.5 * HOUR, arrival: 18.5 * HOUR, energy: wh(2_300), plugAt: HOME },
  ],
}

const tripsOf = (gaps: readonly (readonly [number, number, number, number])[]): Trip[] => {
  let at = 0
  return gaps.map(([stand, drive, energy, plug]) => {
    const departure = at + stand * MINUTE
    at = departure + drive * MINUTE
    return { departure, arrival: at, energy: wh(energy), ...(plug > 0 && { plugAt: plug }) }
  })
}
const anyTrips = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 9_000 }),
      fc.integer({ min: 0, max: 3 }),
    ),
    { maxLength: 6 },
  )
  .map(tripsOf)

describe('vehicle', () => {
  it('charges at home, drives, and charges at work', () => {
    const start = vehicleAt(COMMUTER, 0.5)
    const night = stepVehicle(COMMUTER, start, 1_000, 0, HOUR)
    expect(night.exchanges).toEqual([{ site: HOME, moved: joulesOf(wh(1_000)) }])
    const drive = stepVehicle(COMMUTER, night.state, 1_000, 7.5 * HOUR, 8.5 * HOUR)
    expect(drive).toMatchObject({ moved: 0, exchanges: [], driven: joulesOf(wh(2_300)), limitedBy: 'not-plugged-in' })
    expect(drive.arrived).toEqual([{ trip: COMMUTER.trips[0], missing: 0 }])
    const work = stepVehicle(COMMUTER, drive.state, 1_000, 9 * HOUR, 10 * HOUR)
    expect(work.exchanges).toEqual([{ site: OFFICE, moved: joulesOf(wh(1_000)) }])
  })

  it('charges only for the part of a slot that it is plugged in', () => {
    const step = stepVehicle(COMMUTER, vehicleAt(COMMUTER, 0.5), 1_000, 7 * HOUR, 8 * HOUR)
    expect(step.moved).toBe(joulesOf(wh(500)))
    expect(step.driven).toBe(joulesOf(wh(1_150)))
    expect(step.arrived).toEqual([])
  })

  it('reports what a trip was short of instead of driving below its band', () => {
    const drive = stepVehicle(COMMUTER, vehicleAt(COMMUTER, 0.2), 0, 7 * HOUR, 9 * HOUR)
    expect(drive.driven).toBe(joulesOf(wh(880)))
    expect(drive.state.battery.stored).toBe(floorOf(COMMUTER))
    expect(drive.arrived).toEqual([{ trip: COMMUTER.trips[0], missing: joulesOf(wh(2_300 - 880)) }])
    expect(drive.state.missing).toBe(0)
  })

  it('gives to a site down to its V2G floor, and drives below it', () => {
    const given = stepVehicle(COMMUTER, vehicleAt(COMMUTER, 0.25), -3_300, 9 * HOUR, 12 * HOUR)
    expect(given.state.battery.stored).toBe(joulesOf(wh(1_760)))
    expect(given.limitedBy).toBe('empty')
  })

  it('knows its next departure and where it is plugged in', () => {
    expect(nextDeparture(COMMUTER, 7.5 * HOUR)).toBe(COMMUTER.trips[0])
    expect(nextDeparture(COMMUTER, 8 * HOUR)).toBe(COMMUTER.trips[1])
    expect(nextDeparture(COMMUTER, 18 * HOUR)).toBeUndefined()
    expect(nextDeparture(COMMUTER, 20 * HOUR)).toBeUndefined()
    expect([7, 8, 9, 18, 19].map((hour) => pluggedAt(COMMUTER, hour * HOUR))).toEqual([
      HOME,
      undefined,
      OFFICE,
      undefined,
      HOME,
    ])
  })

  it('refuses trips that overlap or run backward', () => {
    const trips = (pairs: [number, number][]) =>
      pairs.map(([departure, arrival]) => ({ departure, arrival, energy: wh(1) }))
    expect(() =>
      vehicleAt(
        {
          ...COMMUTER,
          trips: trips([
            [0, 2_000],
            [1_000, 3_000],
          ]),
        },
        0.5,
      ),
    ).toThrow(/trip 1 departs/)
    expect(() => vehicleAt({ ...COMMUTER, trips: trips([[2_000, 1_000]]) }, 0.5)).toThrow(/trip 0 takes time/)
  })

  it('conserves every joule over any trips and requests, whatever the step length', () => {
    fc.assert(
      fc.property(
        anyTrips,
        fc.array(fc.tuple(fc.integer({ min: -5_000, max: 5_000 }), fc.integer({ min: 1, max: 120 })), {
          maxLength: 30,
        }),
        (trips, requests) => {
          const spec: VehicleSpec = { ...COMMUTER, trips, selfDischarge: 0.01 }
          let state = vehicleAt(spec, 0.6)
          let at = 0
          let driven = 0
          let missing = 0
          for (const [power, minutes] of requests) {
            const step = stepVehicle(spec, state, power, at, at + minutes * MINUTE)
            const losses = step.chargeLoss + step.dischargeLoss + step.selfDischarge
            expect(step.state.battery.stored).toBe(state.battery.stored + step.moved - losses - step.driven)
            expect(step.state.battery.stored).toBeGreaterThanOrEqual(floorOf(spec))
            expect(step.state.battery.stored).toBeLessThanOrEqual(ceilingOf(spec))
            for (const outcome of step.arrived) missing += outcome.missing
            driven += step.driven
            at += minutes * MINUTE
            state = step.state
          }
          const done = trips.filter((trip) => trip.arrival <= at).reduce((sum, trip) => sum + joulesOf(trip.energy), 0)
          const underWay = trips.find((trip) => trip.departure < at && at < trip.arrival)
          const part = underWay
            ? Math.floor(
                (joulesOf(underWay.energy) * (at - underWay.departure)) / (underWay.arrival - underWay.departure),
              )
            : 0
          expect(driven + missing + state.missing).toBe(done + part)
        },
      ),
      { seed: 11, numRuns: 200 },
    )
  })
})
