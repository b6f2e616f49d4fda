import { watt } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellTemperature, dcPower, type PhotovoltaicSpec, stepPhotovoltaic } from './photovoltaic.js'

const ROOF: PhotovoltaicSpec = { peak: watt(5_000), inverter: watt(4_000) }

describe('photovoltaic', () => {
  it('reaches its rating at standard test conditions: 1,000 W/m2 and a cell of 25 degC', () => {
    const ambient = 25 - ((45 - 20) * 1000) / 800
    expect(dcPower(ROOF, 1000, ambient)).toBeCloseTo(5_000, 9)
  })

  it('runs its cells at NOCT where NOCT is defined: 800 W/m2 and 20 degC', () => {
    expect(cellTemperature(45, 800, 20)).toBe(45)
    expect(dcPower(ROOF, 800, 20)).toBeCloseTo(5_000 * 0.8 * (1 - 0.004 * 20), 9)
  })

  it('gives less when it is hot, and nothing in the dark', () => {
    expect(dcPower(ROOF, 800, 35)).toBeLessThan(dcPower(ROOF, 800, 5))
    expect(dcPower(ROOF, 0, 20)).toBe(0)
    expect(dcPower(ROOF, -3, 20)).toBe(0)
    expect(dcPower({ ...ROOF, derate: 0.9 }, 800, 20)).toBeCloseTo(0.9 * dcPower(ROOF, 800, 20), 9)
  })

  it('loses to conversion, then to the inverter rating, then to curtailment', () => {
    const second = (limit?: number) => stepPhotovoltaic(ROOF, 5_000, 1, limit === undefined ? limit : watt(limit))
    expect(second()).toEqual({ moved: -4_000, conversion: 200, clipped: 800, curtailed: 0 })
    expect(second(3_000)).toEqual({ moved: -3_000, conversion: 200, clipped: 800, curtailed: 1_000 })
    expect(second(0)).toEqual({ moved: 0, conversion: 200, clipped: 800, curtailed: 4_000 })
    expect(stepPhotovoltaic({ peak: watt(5_000) }, 1_000, 1)).toMatchObject({ moved: -960, clipped: 0 })
  })

  it('conserves every joule and keeps to its inverter', () => {
    const amounts = fc.tuple(fc.integer({ min: 0, max: 20_000_000 }), fc.integer({ min: 1, max: 3_600 }))
    const limits = fc.option(fc.integer({ min: 0, max: 6_000 }), { nil: undefined })
    fc.assert(
      fc.property(amounts, limits, ([dc, seconds], limit) => {
        const step = stepPhotovoltaic(ROOF, dc, seconds, limit === undefined ? limit : watt(limit))
        expect(-step.moved + step.conversion + step.clipped + step.curtailed).toBe(dc)
        expect(-step.moved).toBeLessThanOrEqual(Math.min(4_000, limit ?? 4_000) * seconds)
        expect(Math.min(-step.moved, step.conversion, step.clipped, step.curtailed)).toBeGreaterThanOrEqual(0)
      }),
      { seed: 12, numRuns: 300 },
    )
  })

  it('refuses DC energy that is negative or broken', () => {
    expect(() => stepPhotovoltaic(ROOF, -1, 1)).toThrow(/DC energy/)
    expect(() => stepPhotovoltaic(ROOF, 0.5, 1)).toThrow(/DC energy/)
  })
})
