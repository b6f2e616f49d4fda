import { MINUTE, watt, wh } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clampPower, type Limit } from './clamp.js'
import { clampExchange, legCapacity } from './router-leg.js'
import { clampSite } from './site-contract.js'

const LIMITS: readonly Limit[] = [
  { reason: 'device-rating', into: watt(5_000), outOf: watt(5_000) },
  { reason: 'inverter', into: watt(3_000), outOf: watt(4_000) },
]

describe('power limits', () => {
  it('name each limit that cut a request further; the last one binds', () => {
    expect(clampPower(watt(2_000), LIMITS)).toEqual({ power: 2_000, clampedBy: [] })
    expect(clampPower(watt(-4_500), LIMITS)).toEqual({ power: -4_000, clampedBy: ['inverter'] })
    expect(clampPower(watt(6_000), LIMITS)).toEqual({ power: 3_000, clampedBy: ['device-rating', 'inverter'] })
    expect(clampPower(watt(-1), [{ reason: 'curtailment', into: watt(0), outOf: watt(0) }]).power).toBe(0)
  })
})

describe('site contract', () => {
  const contract = { import: watt(6_000), export: watt(4_000) }

  it('cuts those that push over the limit in proportion and leaves those that relieve it', () => {
    const clamped = clampSite(watt(2_000), [watt(3_000), watt(6_000), watt(-1_000)], contract)
    expect(clamped).toEqual({ powers: [1_667, 3_333, -1_000], clampedBy: ['contract-import'], beyond: 0 })
  })

  it('holds back what is fed in, too', () => {
    expect(clampSite(watt(-3_000), [watt(-2_000), watt(500)], contract)).toEqual({
      powers: [-1_500, 500],
      clampedBy: ['contract-export'],
      beyond: 0,
    })
  })

  it('says what remains beyond the contract when nothing is left to cut', () => {
    expect(clampSite(watt(7_500), [watt(500)], contract)).toEqual({
      powers: [0],
      clampedBy: ['contract-import'],
      beyond: 1_500,
    })
  })

  it('keeps every site within its contract as far as its devices can be cut', () => {
    const anyPower = fc.integer({ min: -9_000, max: 9_000 })
    fc.assert(
      fc.property(anyPower, fc.array(anyPower, { maxLength: 6 }), (uncontrolled, requests) => {
        const { powers, beyond } = clampSite(watt(uncontrolled), requests.map(watt), contract)
        const net = powers.reduce<number>((sum, power) => sum + power, uncontrolled)
        expect(net).toBeLessThanOrEqual(6_000 + beyond)
        expect(net).toBeGreaterThanOrEqual(-4_000 - beyond)
        powers.forEach((power, i) => {
          expect(Math.abs(power)).toBeLessThanOrEqual(Math.abs(requests[i]))
          expect(power * requests[i]).toBeGreaterThanOrEqual(0)
        })
        // something is left beyond only when nothing that pushes is left
        if (beyond > 0) expect(powers.every((power) => power === 0 || Math.sign(power) !== Math.sign(net))).toBe(true)
      }),
      { seed: 16, numRuns: 300 },
    )
  })
})

describe('router leg', () => {
  it('carries no more in a slot than its rating allows, either way', () => {
    expect(legCapacity(watt(5_000), 30 * MINUTE)).toBe(2_500)
    expect(clampExchange(wh(2_500), watt(5_000), 30 * MINUTE)).toEqual({ energy: 2_500 })
    expect(clampExchange(wh(2_501), watt(5_000), 30 * MINUTE)).toEqual({ energy: 2_500, clampedBy: 'router-leg' })
    expect(clampExchange(wh(-9_000), watt(5_000), 30 * MINUTE)).toEqual({ energy: -2_500, clampedBy: 'router-leg' })
    expect(legCapacity(watt(1_001), 5 * MINUTE)).toBe(83)
  })
})
