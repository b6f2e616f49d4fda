import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { arbitraryHorizon } from '../../test/arbitrary-horizon.js'
import { highs, optimum } from '../../test/highs-model.js'
import { storageLp } from '../../test/storage-lp.js'
import { storageHorizon } from './storage-horizon.js'
import { ValueProgramme } from './value-programme.js'

const programme = new ValueProgramme()
const prices = new Float64Array(200)
const quantities = new Float64Array(200)
let solver: Awaited<ReturnType<typeof highs>>
beforeAll(async () => {
  solver = await highs()
})

function steps(slot: number, side: 'buy' | 'sell', most = 200): [price: number, quantity: number][] {
  const count = programme.steps(slot, side, prices.subarray(0, most), quantities)
  const round = (value: number) => Math.round(value * 1e6) / 1e6
  return Array.from({ length: count }, (_, i) => [round(prices[i]), round(quantities[i])])
}

/** 10 kWh, 90 % each way, 1 kWh a slot each way, at these forecast prices. */
function battery(forecast: number[], settings = {}) {
  const h = storageHorizon(forecast.length, {
    ceiling: 10_000,
    chargeEfficiency: 0.9,
    dischargeEfficiency: 0.9,
    ...settings,
  })
  h.charge.fill(1000)
  h.discharge.fill(1000)
  h.buy.set(forecast)
  h.sell.set(forecast)
  return h
}

describe('the steps of a slot', () => {
  it('offer to buy at what later sales bring, whatever the own forecast price is', () => {
    for (const own of [5, 20, 40]) {
      programme.solve(battery([own, 30, 20]))
      // 900 Wh stored now sell as 810 in the dear slot
      expect(steps(0, 'buy')).toEqual([[24.3, 1000]])
      expect(steps(0, 'sell')).toEqual([])
    }
  })

  it('fall as the best later slots fill up', () => {
    const h = battery([0, 30, 20, 10])
    h.charge[0] = 3000
    programme.solve(h)
    const kept = 1000 / 0.81
    expect(steps(0, 'buy').map(([price]) => price)).toEqual([24.3, 16.2, 8.1])
    expect(steps(0, 'buy').map(([, quantity]) => quantity)).toEqual(
      [kept, kept, 3000 - 2 * kept].map((q) => Math.round(q * 1e6) / 1e6),
    )
  })

  it('sell what is stored above what the other slots pay or what it costs to buy it back', () => {
    programme.solve(battery([0, 12, 20], { stored: 1000, ceiling: 1000 }))
    // of the 1000 Wh stored, 900 can be bought back at 12 and so be sold again in the last slot; the other 100 only once
    expect(steps(0, 'sell')).toEqual([
      [14.814815, 810],
      [20, 90],
    ])
  })

  it('react in earlier slots too: what is bought here need not be bought before', () => {
    const h = battery([10, 50, 40], { terminalWorth: [0] })
    h.charge.set([1000, 1000, 0])
    h.discharge.set([0, 0, 810])
    programme.solve(h)
    expect(programme.charge[0]).toBeCloseTo(1000)
    expect(steps(1, 'buy')).toEqual([[10, 1000]])
  })

  it('buy at any price what a departure needs and no other slot can bring', () => {
    const h = battery([10, 20, 30])
    h.floor[2] = 2000
    programme.solve(h)
    const rest = 2000 / 0.9 - 2000
    expect(steps(1, 'buy')).toEqual([
      [Number.POSITIVE_INFINITY, Math.round(rest * 1e6) / 1e6],
      [30, Math.round((1000 - rest) * 1e6) / 1e6],
    ])
  })

  it('buy and sell at any price what is owed beyond the rating', () => {
    const h = battery([10, 10], { stored: 5000, terminalWorth: [10] })
    h.load.set([1500, -1400])
    programme.solve(h)
    expect(steps(0, 'buy')[0]).toEqual([Number.POSITIVE_INFINITY, 500])
    expect(steps(1, 'sell')[0]).toEqual([Number.NEGATIVE_INFINITY, 400])
  })

  it('are cut to the number asked for', () => {
    const h = battery([0, 30, 20, 10])
    h.charge[0] = 3000
    programme.solve(h)
    expect(steps(0, 'buy', 2)).toHaveLength(2)
    expect(steps(0, 'buy', 0)).toEqual([])
  })

  it('stay those of their plan when another programme plans in between, or plans again', () => {
    const other = new ValueProgramme()
    const h = battery([0, 30, 20, 10], { stored: 700 })
    const plain = [0, 1, 2, 3].map((slot) => {
      programme.solve(h)
      return steps(slot, 'buy')
    })
    programme.solve(h)
    other.solve(battery(new Array(200).fill(7).map((price, k) => price + (k % 5))))
    expect(steps(0, 'buy')).toEqual(plain[0])
    expect(other.steps(3, 'sell', prices, quantities)).toBeGreaterThan(0)
    expect([1, 2, 3].map((slot) => steps(slot, 'buy'))).toEqual(plain.slice(1))
    other.solve(battery([1, 2, 3]))
    programme.solve(h)
    expect(steps(2, 'buy')).toEqual(plain[2])
  })

  it('are the same when only the first slots are asked for, and later ones are refused then', () => {
    const h = battery([20, 8, 25, 14, 30, 9, 22, 17], { stored: 4000, retention: 0.99 })
    const of = (k: number, until?: number) => {
      const count = programme.steps(k, 'sell', prices, quantities, until)
      return [[...prices.slice(0, count)], [...quantities.slice(0, count)]]
    }
    programme.solve(h)
    const all = [0, 1, 2].map((k) => of(k))
    programme.solve(h)
    expect([0, 1, 2].map((k) => of(k, 2))).toEqual(all)
    expect(() => of(3)).toThrow('asked for up to slot 2, not 3')
  })

  it('refuse a slot outside the plan', () => {
    expect(() => new ValueProgramme().steps(0, 'buy', prices, quantities)).toThrow('no plan covers slot 0')
    programme.solve(battery([1]))
    expect(() => programme.steps(1, 'buy', prices, quantities)).toThrow('no plan covers slot 1')
    expect(() => programme.solve(battery([Number.NaN]))).toThrow('slot 0')
    expect(() => programme.steps(0, 'buy', prices, quantities)).toThrow('no plan covers slot 0')
  })

  it('equal the differences of the linear programme with the trade of that slot held', () => {
    fc.assert(
      fc.property(
        arbitraryHorizon({ lowest: 0, slots: 6 }),
        fc.nat(),
        fc.constantFrom('buy' as const, 'sell' as const),
        (h, pick, side) => {
          const slot = pick % h.slots
          programme.solve(h)
          fc.pre(programme.shortfall.every((s, k) => k >= h.slots || s === 0))
          fc.pre(programme.stranded.every((s, k) => k >= h.slots || s === 0))
          const sign = side === 'buy' ? 1 : -1
          const worth = (quantity: number) => optimum(solver, storageLp(h, { slot, quantity: sign * quantity }))
          const all = steps(slot, side).map((_, i) => [prices[i], quantities[i]])
          let traded = 0
          for (const [price, quantity] of all) {
            // a hair inside the step, where the solver's arithmetic finds no edge
            const before = worth(traded + 1e-5)
            traded += quantity
            const after = worth(traded - 1e-5)
            if (price === Number.POSITIVE_INFINITY) {
              expect(before).toBeUndefined()
              expect(after).toBeUndefined()
            } else if (price > Number.NEGATIVE_INFINITY) {
              expect(before).toBeDefined()
              expect(after).toBeDefined()
              const gained = (after as number) - (before as number)
              expect(Math.abs(gained - sign * price * (quantity - 2e-5))).toBeLessThan(1e-4)
            }
          }
          // beyond the last step the solver can only do what a store set once per slot cannot: lose energy on purpose
          const beyond = worth(traded + 1)
          if (side === 'sell') expect(beyond).toBeUndefined()
          else if (beyond !== undefined) expect(beyond).toBeLessThanOrEqual((worth(traded - 1e-5) as number) + 1e-3)
          for (let i = 1; i < all.length; i++) expect(sign * (all[i - 1][0] - all[i][0])).toBeGreaterThan(0)
        },
      ),
      { seed: 4, numRuns: 120 },
    )
  })
})
