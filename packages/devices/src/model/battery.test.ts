import { watt, wh } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BatterySpec,
  batteryAt,
  batteryReach,
  ceilingOf,
  floorOf,
  fullCycles,
  socOf,
  stepBattery,
} from './battery.js'
import { energyOver, joulesOf } from './energy.js'

/** The house battery of Urawa-Misono: 10 kWh, 3 kW, 93 % each way. */
const HOUSE: BatterySpec = {
  capacity: wh(10_000),
  minSoc: 0.1,
  maxSoc: 0.9,
  charge: watt(3_000),
  discharge: watt(3_000),
  chargeEfficiency: 0.93,
  dischargeEfficiency: 0.93,
}
const HALF_HOUR = 1800

const anySpec = fc
  .record({
    capacity: fc.integer({ min: 100, max: 100_000 }),
    band: fc.tuple(fc.integer({ min: 0, max: 49 }), fc.integer({ min: 50, max: 100 })),
    charge: fc.integer({ min: 0, max: 10_000 }),
    discharge: fc.integer({ min: 0, max: 10_000 }),
    etas: fc.tuple(fc.integer({ min: 500, max: 1000 }), fc.integer({ min: 500, max: 1000 })),
    selfDischarge: fc.constantFrom(0, 0.001, 0.02),
  })
  .map(
    ({ capacity, band, charge, discharge, etas, selfDischarge }): BatterySpec => ({
      capacity: wh(capacity),
      minSoc: band[0] / 100,
      maxSoc: band[1] / 100,
      charge: watt(charge),
      discharge: watt(discharge),
      chargeEfficiency: etas[0] / 1000,
      dischargeEfficiency: etas[1] / 1000,
      selfDischarge,
    }),
  )
const anyStep = fc.record({
  power: fc.integer({ min: -15_000, max: 15_000 }),
  seconds: fc.integer({ min: 1, max: 3600 }),
})

describe('battery', () => {
  it('stores 93 % of what flows in and gives 93 % of what it draws', () => {
    const half = batteryAt(HOUSE, 0.5)
    const charged = stepBattery(HOUSE, half, energyOver(1_000, HALF_HOUR), HALF_HOUR)
    expect(charged.moved).toBe(joulesOf(wh(500)))
    expect(charged.state.stored - half.stored).toBe(joulesOf(wh(465)))
    expect(charged.chargeLoss).toBe(joulesOf(wh(35)))

    const discharged = stepBattery(HOUSE, half, energyOver(-930, HALF_HOUR), HALF_HOUR)
    expect(discharged.moved).toBe(-joulesOf(wh(465)))
    expect(half.stored - discharged.state.stored).toBe(joulesOf(wh(500)))
    expect(discharged.dischargeLoss).toBe(joulesOf(wh(35)))
    expect(discharged.state.throughput).toBe(joulesOf(wh(500)))
  })

  it('says which limit held it back', () => {
    const limitOf = (soc: number, power: number) =>
      stepBattery(HOUSE, batteryAt(HOUSE, soc), energyOver(power, HALF_HOUR), HALF_HOUR).limitedBy
    expect(limitOf(0.5, 4_000)).toBe('charge-limit')
    expect(limitOf(0.5, -4_000)).toBe('discharge-limit')
    expect(limitOf(0.89, 3_000)).toBe('full')
    expect(limitOf(0.11, -3_000)).toBe('empty')
    expect(limitOf(0.9, 1)).toBe('full')
    expect(limitOf(0.1, -1)).toBe('empty')
    expect(limitOf(0.5, 3_000)).toBeUndefined()
  })

  it('fills to the last joule of its band and no further', () => {
    const full = stepBattery(HOUSE, batteryAt(HOUSE, 0.89), energyOver(3_000, HALF_HOUR), HALF_HOUR)
    expect(full.state.stored).toBe(ceilingOf(HOUSE))
    expect(socOf(HOUSE, full.state)).toBe(0.9)
  })

  it('keeps 1 W for half an hour', () => {
    let state = batteryAt({ ...HOUSE, chargeEfficiency: 1 }, 0.5)
    const before = state.stored
    for (let second = 0; second < HALF_HOUR; second++)
      state = stepBattery({ ...HOUSE, chargeEfficiency: 1 }, state, 1, 1).state
    expect(state.stored - before).toBe(1800)
  })

  it('loses 2 % of what it holds per day at rest, however short the steps', () => {
    const spec = { ...HOUSE, selfDischarge: 0.02 }
    const once = stepBattery(spec, batteryAt(spec, 0.9), 0, 86_400).state.stored
    let state = batteryAt(spec, 0.9)
    for (let second = 0; second < 86_400; second += 10) state = stepBattery(spec, state, 0, 10).state
    // compounding: short steps leak from what is left, exp(-0.02) against 1 - 0.02
    expect(state.stored / ceilingOf(spec)).toBeCloseTo(Math.exp(-0.02), 6)
    expect(once / ceilingOf(spec)).toBeCloseTo(0.98, 6)
  })

  it('stops serving at a reserve above its band', () => {
    const reserve = joulesOf(wh(4_000))
    const step = stepBattery(HOUSE, batteryAt(HOUSE, 0.45), energyOver(-3_000, HALF_HOUR), HALF_HOUR, reserve)
    expect(step.state.stored).toBe(reserve)
    expect(step.limitedBy).toBe('empty')
    expect(stepBattery(HOUSE, batteryAt(HOUSE, 0.2), -3600, HALF_HOUR, reserve).moved).toBe(0)
  })

  it('counts full cycles by what the cells gave', () => {
    expect(fullCycles(HOUSE, { stored: 0, throughput: joulesOf(wh(25_000)), residue: 0 })).toBe(2.5)
  })

  it('refuses a band or an efficiency that cannot be', () => {
    expect(() => batteryAt({ ...HOUSE, minSoc: 0.9, maxSoc: 0.1 }, 0.5)).toThrow(/SOC band/)
    expect(() => batteryAt({ ...HOUSE, chargeEfficiency: 1.1 }, 0.5)).toThrow(/efficiencies/)
    expect(() => batteryAt({ ...HOUSE, dischargeEfficiency: 0 }, 0.5)).toThrow(/efficiencies/)
  })

  it('conserves every joule, stays in its band and within its rating, over any steps', () => {
    fc.assert(
      fc.property(
        anySpec,
        fc.integer({ min: 0, max: 100 }),
        fc.array(anyStep, { maxLength: 60 }),
        (spec, soc, steps) => {
          let state = batteryAt(spec, soc / 100)
          for (const { power, seconds } of steps) {
            const request = energyOver(power, seconds)
            const step = stepBattery(spec, state, request, seconds)
            const { moved, chargeLoss, dischargeLoss, selfDischarge } = step
            expect(step.state.stored).toBe(state.stored + moved - chargeLoss - dischargeLoss - selfDischarge)
            expect(Math.min(chargeLoss, dischargeLoss, selfDischarge)).toBeGreaterThanOrEqual(0)
            expect(step.state.stored).toBeGreaterThanOrEqual(floorOf(spec))
            expect(step.state.stored).toBeLessThanOrEqual(ceilingOf(spec))
            expect(moved).toBeLessThanOrEqual(Math.min(Math.max(0, request), energyOver(spec.charge, seconds)))
            expect(moved).toBeGreaterThanOrEqual(-Math.min(Math.max(0, -request), energyOver(spec.discharge, seconds)))
            expect(step.limitedBy === undefined).toBe(moved === request)
            state = step.state
          }
        },
      ),
      { seed: 7, numRuns: 150 },
    )
  })

  it('can really move what it says is within reach', () => {
    fc.assert(
      fc.property(
        anySpec,
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 1, max: 3600 }),
        (spec, soc, seconds) => {
          const still = { ...spec, selfDischarge: 0 }
          const state = batteryAt(still, soc / 100)
          const { into, outOf } = batteryReach(still, state, seconds)
          expect(stepBattery(still, state, into, seconds).moved).toBe(into)
          expect(stepBattery(still, state, -outOf, seconds).moved).toBe(outOf === 0 ? 0 : -outOf)
          expect(stepBattery(still, state, into + 1, seconds).limitedBy).toBeDefined()
          expect(stepBattery(still, state, -outOf - 1, seconds).limitedBy).toBeDefined()
        },
      ),
      { seed: 8, numRuns: 300 },
    )
  })
})
