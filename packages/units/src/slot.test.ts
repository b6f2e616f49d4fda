import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE, SLOT_MINUTES, SlotGrid } from './slot.js'

describe('a grid of delivery periods', () => {
  it('counts half-hours from the epoch, each beginning with its own start', () => {
    const grid = new SlotGrid(30 * MINUTE)
    const noon = Date.UTC(2018, 7, 18, 12)
    expect(grid.at(noon)).toBe(grid.at(noon + 30 * MINUTE - 1))
    expect(grid.at(noon - 1)).toBe(grid.at(noon) - 1)
    expect(grid.start(grid.at(noon))).toBe(noon)
    expect(grid.end(grid.at(noon))).toBe(noon + 30 * MINUTE)
    expect(grid.at(-1)).toBe(-1)
    expect(grid.perDay).toBe(48)
  })

  it('turns a constant power into the energy of a period', () => {
    expect(new SlotGrid(30 * MINUTE).energy(3_000)).toBe(1_500)
    expect(new SlotGrid(5 * MINUTE).energy(1)).toBeCloseTo(1 / 12, 15)
  })

  it.each([0, -HOUR, 0.5, 7 * MINUTE, 2 * DAY, Number.NaN])('refuses periods of %d ms', (length) => {
    expect(() => new SlotGrid(length)).toThrow('does not divide a day')
  })

  it('puts every time into exactly one period', () => {
    const minutes = fc.constantFrom(...SLOT_MINUTES)
    fc.assert(
      fc.property(minutes, fc.integer({ min: -(10 ** 12), max: 10 ** 13 }), (length, time) => {
        const grid = new SlotGrid(length * MINUTE)
        const slot = grid.at(time)
        expect(grid.start(slot)).toBeLessThanOrEqual(time)
        expect(grid.end(slot)).toBeGreaterThan(time)
        expect(grid.start(slot + 1)).toBe(grid.end(slot))
      }),
      { seed: 14 },
    )
  })
})
