import { wh } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countWh, energyOver, joulesOf, secondsBetween } from './energy.js'
import { METER_AT_ZERO, readMeter, stepMeter } from './meter.js'

describe('meter', () => {
  it('counts what was drawn and what was fed in on registers of their own', () => {
    const after = stepMeter(stepMeter(METER_AT_ZERO, joulesOf(wh(700))), -joulesOf(wh(300)))
    expect(readMeter(after)).toEqual({ imported: 700, exported: 300 })
    expect(readMeter(after, wh(100))).toEqual({ imported: 700, exported: 300 })
    expect(readMeter(after, wh(500))).toEqual({ imported: 500, exported: 0 })
  })

  it('carries what a register does not show yet: 1 W for half an hour is not lost', () => {
    let state = METER_AT_ZERO
    for (let slot = 0; slot < 48; slot++) state = stepMeter(state, energyOver(1, 1800))
    expect(readMeter(state).imported).toBe(24)
  })

  it('is off by less than its resolution over any number of slots', () => {
    const anyNet = fc.array(fc.integer({ min: -20_000_000, max: 20_000_000 }), { maxLength: 100 })
    fc.assert(
      fc.property(anyNet, fc.constantFrom(1, 10, 100), (nets, resolution) => {
        let state = METER_AT_ZERO
        let [drawn, fed] = [0, 0]
        for (const net of nets) {
          const before = readMeter(state, wh(resolution))
          state = stepMeter(state, net)
          if (net > 0) drawn += net
          else fed -= net
          const after = readMeter(state, wh(resolution))
          expect(after.imported).toBeGreaterThanOrEqual(before.imported)
          expect(after.exported).toBeGreaterThanOrEqual(before.exported)
          expect(after.imported % resolution).toBe(0)
          expect(drawn - joulesOf(after.imported)).toBeLessThan(joulesOf(wh(resolution)))
          expect(fed - joulesOf(after.exported)).toBeLessThan(joulesOf(wh(resolution)))
        }
        expect(state).toEqual({ imported: drawn, exported: fed })
      }),
      { seed: 13, numRuns: 100 },
    )
  })

  it('refuses broken energy and a resolution below 1 Wh', () => {
    expect(() => stepMeter(METER_AT_ZERO, 0.5)).toThrow(/whole/)
    expect(() => readMeter(METER_AT_ZERO, wh(0))).toThrow(/at least 1 Wh/)
  })
})

describe('joules', () => {
  it('are counted into whole Wh with the remainder carried, whatever the sign', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100_000, max: 100_000 }), { maxLength: 60 }), (steps) => {
        let remainder = 0
        let counted = 0
        for (const joules of steps) {
          const count = countWh(remainder, joules)
          remainder = count.remainder
          counted += count.energy
          expect(remainder >= 0 && remainder < 3600).toBe(true)
        }
        expect(joulesOf(wh(counted)) + remainder).toBe(steps.reduce((a, b) => a + b, 0))
      }),
      { seed: 14, numRuns: 200 },
    )
  })

  it('come of whole watts and whole seconds only', () => {
    expect(() => energyOver(0.5, 1)).toThrow(/whole number of joules/)
    expect(secondsBetween(0, 1_800_000)).toBe(1800)
    expect(() => secondsBetween(0, 1_500)).toThrow(/whole number of seconds/)
    expect(() => secondsBetween(1_000, 0)).toThrow(/forward/)
  })
})
