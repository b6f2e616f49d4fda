import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { arbitraryHorizon } from '../../test/arbitrary-horizon.js'
import { highs, optimum } from '../../test/highs-model.js'
import { storageLp } from '../../test/storage-lp.js'
import { type StorageHorizon, storageHorizon } from './storage-horizon.js'
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

  it('plans a week of half-hours as exactly as a day', () => {
    const h = battery(
      Array.from({ length: 336 }, (_, k) => 20 + 8 * Math.sin(k / 7.6) + ((k * 37) % 11)),
      { chargeEfficiency: 0.93, dischargeEfficiency: 0.93, wear: 1, terminalWorth: [15] },
    )
    const value = programme.solve(h)
    expect(Math.abs(scheduleValue(h) - value)).toBeLessThanOrEqual(1e-6)
    expect(Math.abs((optimum(solver, storageLp(h)) as number) - value)).toBeLessThanOrEqual(1e-9 * Math.abs(value))
  })

  it('has thresholds that the schedule obeys: buys below the one, sells above the other', () => {
    fc.assert(
      fc.property(arbitraryHorizon({ lowest: 0 }), (h) => {
        programme.solve(h)
        for (let k = 0; k < h.slots; k++) {
          const c = programme.charge[k]
          const d = programme.discharge[k]
          expect(Math.min(c, d)).toBe(0)
          expect(Number.isFinite(programme.marginal[k])).toBe(true)
          const exchange = h.load[k] + c - d
          const net = Math.abs(exchange) < 1e-6 ? 0 : exchange
          // the price of the last Wh taken, and of the next one
          const nextIn = net >= 0 ? h.buy[k] : h.sell[k]
          const nextOut = net > 0 ? h.buy[k] : h.sell[k]
          const slack = 1e-9 * (1 + Math.abs(programme.marginal[k]))
          if (c > 1e-6) expect(net > 0 ? h.buy[k] : h.sell[k]).toBeLessThanOrEqual(programme.buyBelow[k] + slack)
          if (d > 1e-6) expect(net >= 0 ? h.buy[k] : h.sell[k]).toBeGreaterThanOrEqual(programme.sellAbove[k] - slack)
          if (c < h.charge[k] - 1e-6 && d === 0) expect(nextIn).toBeGreaterThanOrEqual(programme.buyBelow[k] - slack)
          if (d < h.discharge[k] - 1e-6 && c === 0) expect(nextOut).toBeLessThanOrEqual(programme.sellAbove[k] + slack)
        }
      }),
      { seed: 7, numRuns: 1000 },
    )
  })
})

/** 10 kWh, 1 kWh a slot each way, lossless unless told, empty, at these prices. */
function battery(prices: number[], settings: Partial<StorageHorizon> = {}): StorageHorizon {
  const h = storageHorizon(prices.length, { ceiling: 10_000, ...settings })
  h.charge.fill(1000)
  h.discharge.fill(1000)
  h.buy.set(prices)
  h.sell.set(prices)
  return h
}

const round = (values: Float64Array, count: number) => [...values.slice(0, count)].map((v) => Math.round(v * 1e6) / 1e6)

describe('a plan', () => {
  it('buys at the cheapest and sells at the dearest slots', () => {
    expect(programme.solve(battery([20, 10, 30, 25]))).toBe(20_000 + 5000)
    expect(round(programme.charge, 4)).toEqual([1000, 1000, 0, 0])
    expect(round(programme.discharge, 4)).toEqual([0, 0, 1000, 1000])
    expect(round(programme.stored, 4)).toEqual([1000, 2000, 1000, 0])
    const free = programme.marginal[0]
    expect(free).toBeGreaterThanOrEqual(20)
    expect(free).toBeLessThanOrEqual(25)
    expect(round(programme.marginal, 4)).toEqual([free, free, free, free])
  })

  it('leaves a spread alone that losses and wear would eat', () => {
    const lossy = { chargeEfficiency: 0.9, dischargeEfficiency: 0.9, wear: 1 }
    // 10 in, 0.81 out: selling must bring (10 + 1) / 0.81 + 1 = 14.58
    expect(programme.solve(battery([10, 14.5], lossy))).toBe(0)
    expect(programme.solve(battery([10, 14.7], lossy))).toBeCloseTo(-10 * 1000 - 1000 + 0.81 * 1000 * 13.7, 6)
  })

  it('charges in time for a departure, at the cheapest hours while the car is plugged in', () => {
    const h = battery([9, 5, 8, 1, 7])
    h.floor[2] = 1500
    h.trip[3] = 1200
    h.charge[3] = 0
    h.discharge[3] = 0
    programme.solve(h)
    expect(round(programme.charge, 5)).toEqual([0, 1000, 500, 0, 0])
    expect(round(programme.stored, 5)).toEqual([0, 1000, 1500, 300, 0])
    expect(round(programme.marginal, 3)).toEqual([9, 8, 8])
  })

  it('says what is missing where a departure cannot be met, and comes as near as it can', () => {
    const h = battery([50, 60])
    h.floor[1] = 2600
    h.trip[1] = 500
    programme.solve(h)
    expect(round(programme.charge, 2)).toEqual([1000, 1000])
    expect(round(programme.shortfall, 2)).toEqual([0, 1100])
    expect(round(programme.stored, 2)).toEqual([1000, 1500])
  })

  it('says how much driving the store cannot supply', () => {
    const h = battery([50, 60, 10])
    h.trip[1] = 3000
    programme.solve(h)
    expect(round(programme.stranded, 3)).toEqual([0, 1000, 0])
    expect(round(programme.stored, 3)).toEqual([1000, 0, 0])
  })

  it('meets the load behind its meter before it sells, because buying is dearer than selling', () => {
    const h = battery([10, 10], { stored: 800 })
    h.buy.fill(26)
    h.load.set([300, 200])
    expect(programme.solve(h)).toBe(10 * 300)
    expect(programme.discharge[0] + programme.discharge[1]).toBeCloseTo(800)
    h.load.set([-600, 900])
    programme.solve(h)
    expect(round(programme.charge, 2)).toEqual([100, 0])
    expect(round(programme.discharge, 2)).toEqual([0, 900])
  })

  it('loses energy on purpose only where a negative price pays for the loss', () => {
    const h = battery([-10, -10, -10], { stored: 10_000, chargeEfficiency: 0.9, dischargeEfficiency: 0.9 })
    const value = programme.solve(h)
    expect(programme.charge[0]).toBeGreaterThan(0)
    expect(programme.discharge[0]).toBeGreaterThan(0)
    expect(programme.charge[0] / 1000 + programme.discharge[0] / 1000).toBeCloseTo(1)
    // full, it can only go round: c x 0.9 = d / 0.9, so c (1 - 0.81) at 10 in each slot
    expect(value).toBeCloseTo((3 * 10 * 0.19 * 1000) / 1.81, 6)
    expect(programme.solve({ ...h, wear: 2 })).toBe(0)
  })

  it('forgets what lies above the ceiling', () => {
    expect(programme.solve(battery([5], { stored: 3000, ceiling: 500 }))).toBe(2500)
  })

  it('takes the marginal worth after the horizon from its staircase', () => {
    const h = battery([10, 10], { stored: 2500, terminalWorth: [20, 8], terminalWidth: [2000, 0] })
    expect(programme.solve(h)).toBe(20 * 2000 + 10 * 500)
    expect(round(programme.marginal, 2)).toEqual([10, 10])
    expect(programme.solve(battery([10], { stored: 1500, terminalWorth: [20, 8], terminalWidth: [2000, 0] }))).toBe(
      1000 * 0 + 20 * 2000 - 10 * 500,
    )
  })

  it('gives every slot a marginal value even where nothing can be done', () => {
    const h = battery([10, 12])
    h.charge.fill(0)
    h.discharge.fill(0)
    programme.solve(h)
    expect(round(programme.marginal, 2)).toEqual([0, 0])
  })

  it.each([
    ['slot 1 of the horizon is out of range', (h: StorageHorizon) => h.buy.fill(Number.NaN, 1, 2)],
    ['slot 0 of the horizon is out of range', (h: StorageHorizon) => h.sell.fill(99, 0, 1)],
    ['slot 0 of the horizon is out of range', (h: StorageHorizon) => h.charge.fill(-1, 0, 1)],
    ['slot 1 of the horizon is out of range', (h: StorageHorizon) => h.load.fill(Number.NEGATIVE_INFINITY, 1, 2)],
    ['charge efficiency must be in (0, 1]', (h: StorageHorizon) => (h.chargeEfficiency = 1.1)],
    ['wear must be 0 or more', (h: StorageHorizon) => (h.wear = Number.NaN)],
    ['stored energy [Wh] must be 0 or more', (h: StorageHorizon) => (h.stored = -1)],
    ['cannot plan 0 of 2 slots', (h: StorageHorizon) => (h.slots = 0)],
    ['cannot plan 3 of 2 slots', (h: StorageHorizon) => (h.slots = 3)],
    ['at least one step', (h: StorageHorizon) => (h.terminalWorth = [])],
    ['must be finite and descend', (h: StorageHorizon) => (h.terminalWorth = [1, 2])],
    ['terminal widths must be 0 or more', (h: StorageHorizon) => (h.terminalWidth = [-1])],
  ])('refuses a malformed horizon: %s', (message, spoil) => {
    const h = battery([10, 20])
    spoil(h)
    expect(() => programme.solve(h)).toThrow(message)
  })
})
