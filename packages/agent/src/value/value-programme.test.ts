import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { arbitraryHorizon } from '../../test/arbitrary-horizon.js'
import { highs, optimum } from '../../test/highs-model.js'
import { storageLp } from '../../test/storage-lp.js'
import type { StorageHorizon } from './storage-horizon.js'
import { ValueProgramme } from './value-programme.js'

const programme = new ValueProgramme()
let solver: Awaited<ReturnType<typeof highs>>
beforeAll(async () => {
  solver = await highs()
})

/** The horizon with its floors and trips lowered to what the programme says can be met. */
function reachable(h: StorageHorizon): StorageHorizon {
  // a hair of slack, because the solver's own arithmetic would call a floor that just can be met infeasible
  return {
    ...h,
    floor: h.floor.map((f, k) => (programme.shortfall[k] > 0 ? Math.max(0, f - programme.shortfall[k] - 1e-7) : f)),
    trip: h.trip.map((t, k) => (programme.stranded[k] > 0 ? Math.max(0, t - programme.stranded[k] - 1e-7) : t)),
  }
}

/** Value of a schedule, worked out from its flows alone, after checking that it keeps every limit. */
function scheduleValue(h: StorageHorizon): number {
  let stored = h.stored
  let value = 0
  for (let k = 0; k < h.slots; k++) {
    const c = programme.charge[k]
    const d = programme.discharge[k]
    expect(c).toBeGreaterThanOrEqual(0)
    expect(c).toBeLessThanOrEqual(h.charge[k])
    expect(d).toBeGreaterThanOrEqual(0)
    expect(d).toBeLessThanOrEqual(h.discharge[k])
    stored =
      stored * h.retention + c * h.chargeEfficiency - d / h.dischargeEfficiency - h.trip[k] + programme.stranded[k]
    expect(stored).toBeCloseTo(programme.stored[k], 6)
    expect(stored).toBeGreaterThan(h.floor[k] - programme.shortfall[k] - 1e-6)
    expect(stored).toBeLessThan(h.ceiling + 1e-6)
    const net = h.load[k] + c - d
    value -= net * (net > 0 ? h.buy[k] : h.sell[k]) + h.wear * (c + d)
  }
  h.terminalWorth.forEach((worth, i) => {
    const last = i === h.terminalWorth.length - 1
    const step = Math.max(0, last ? stored : Math.min(stored, h.terminalWidth[i]))
    value += worth * step
    stored -= step
  })
  return value
}

describe('the value programme', () => {
  it('equals the linear programme on random batteries and cars, negative prices included', () => {
    fc.assert(
      fc.property(arbitraryHorizon(), (h) => {
        const value = programme.solve(h)
        expect(Math.abs(scheduleValue(h) - value)).toBeLessThanOrEqual(1e-6)
        const best = optimum(solver, storageLp(reachable(h)))
        expect(best).toBeDefined()
        expect(Math.abs((best as number) - value)).toBeLessThanOrEqual(1e-9 * Math.max(1e4, Math.abs(value)) + 1e-5)
      }),
      { seed: 1, numRuns: 500 },
    )
  })
})
