import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryHorizon } from '../../test/arbitrary-horizon.js'
import { type OpenOrder, oversold } from '../../test/subset-headroom.js'
import { storageHorizon } from '../value/storage-horizon.js'
import { Headroom, promises } from './headroom.js'

const headroom = new Headroom()

/** A 10 kWh battery, half full, 1.5 kWh a slot each way, lossless unless told, over three slots. */
function battery(settings = {}) {
  const h = storageHorizon(3, { ceiling: 10_000, stored: 5000, ...settings })
  h.charge.fill(1500)
  h.discharge.fill(1500)
  return h
}

function free(h = battery(), p = promises(3)) {
  headroom.update(h, p)
  return { bid: [...headroom.charge.slice(0, 3)], offer: [...headroom.discharge.slice(0, 3)] }
}

describe('headroom', () => {
  it('is the rating where energy and room are plenty', () => {
    expect(free()).toEqual({ bid: [1500, 1500, 1500], offer: [1500, 1500, 1500] })
  })

  it('counts an open offer in one slot against the energy of every other slot', () => {
    const p = promises(3)
    p.offers.set([0, 600, 0])
    expect(free(battery({ stored: 1000 }), p).offer).toEqual([400, 400, 400])
  })

  it('does not offer energy that is only bid for, but does offer energy that is bought', () => {
    const h = battery({ stored: 0 })
    const p = promises(3)
    p.bids.set([800, 0, 0])
    expect(free(h, p).offer).toEqual([0, 0, 0])
    p.bids.fill(0)
    p.committed.set([800, 0, 0])
    expect(free(h, p).offer).toEqual([800, 800, 800])
  })

  it('keeps what a later trip and its departure need', () => {
    const h = battery({ stored: 6000 })
    h.trip.set([0, 0, 4600])
    h.floor.set([0, 5000, 0])
    expect(free(h).offer).toEqual([1000, 1000, 1400])
  })

  it('offers nothing while the energy for the trip is not yet bought', () => {
    const h = battery({ stored: 2000 })
    h.floor.set([0, 5000, 0])
    expect(free(h).offer).toEqual([0, 0, 1500])
  })

  it('sells back in the same slot what was bought there without asking the store', () => {
    const h = battery({ stored: 0, chargeEfficiency: 0.9, dischargeEfficiency: 0.9 })
    const p = promises(3)
    p.committed.set([0, 1000, 0])
    // 1000 bought store 900, and discharging that later gives 810
    expect(free(h, p).offer).toEqual([0, 1000, 810])
  })

  it('does not bid for room that only an open offer would make', () => {
    const h = battery({ stored: 9000 })
    const p = promises(3)
    p.offers.set([1500, 0, 0])
    expect(free(h, p).bid).toEqual([1000, 1000, 1000])
    p.committed.set([-1500, 0, 0])
    p.offers.fill(0)
    expect(free(h, p).bid).toEqual([2500, 1500, 1500])
  })

  it('leaves room for a trip that takes less than planned', () => {
    const h = battery({ stored: 9000 })
    h.trip.set([0, 4600, 0])
    expect(free(h).bid).toEqual([1000, 1500, 1500])
    expect(free(h, { ...promises(3), tripLeast: new Float64Array([0, 0, 0]) }).bid).toEqual([1000, 1000, 1000])
  })

  it('grants claims in whole lots until nothing is left', () => {
    const h = battery({ stored: 950 })
    const p = promises(3)
    headroom.update(h, p)
    expect(headroom.claim(h, p, 2, 'sell', 500, 100)).toBe(500)
    expect(headroom.claim(h, p, 0, 'sell', 9999, 100)).toBe(400)
    expect(headroom.claim(h, p, 1, 'sell', 100, 100)).toBe(0)
    expect(headroom.claim(h, p, 1, 'buy', -5)).toBe(0)
    expect(headroom.claim(h, p, 1, 'buy', 700)).toBe(700)
    expect([...p.offers]).toEqual([400, 0, 500])
    expect([...p.bids]).toEqual([0, 700, 0])
  })

  it('is the largest quantity that no subset of filled orders can oversell, to the Wh', () => {
    const orders = fc.array(
      fc.record({ slot: fc.integer({ min: 0, max: 3 }), quantity: fc.integer({ min: -1500, max: 1500 }) }),
      { maxLength: 6 },
    )
    const flows = fc.array(fc.integer({ min: -1500, max: 1500 }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(arbitraryHorizon({ slots: 4 }), orders, flows, (h, open, committed) => {
        const within: OpenOrder[] = open.filter((o) => o.slot < h.slots && o.quantity !== 0)
        const p = promises(h.slots)
        for (let k = 0; k < h.slots; k++) p.committed[k] = committed[k]
        for (const { slot, quantity } of within) {
          if (quantity > 0) p.bids[slot] += quantity
          else p.offers[slot] -= quantity
        }
        headroom.update(h, p)
        for (let slot = 0; slot < h.slots; slot++) {
          for (const [side, most] of [
            [1, headroom.charge[slot]],
            [-1, headroom.discharge[slot]],
          ]) {
            expect(Number.isInteger(most)).toBe(true)
            if (most > 0) expect(oversold(h, p.committed, within, { slot, quantity: side * most })).toBe(false)
            expect(oversold(h, p.committed, within, { slot, quantity: side * (most + 1) })).toBe(true)
          }
        }
      }),
      { seed: 2, numRuns: 2000 },
    )
  })

  it('lets every claim stand together, whichever of the orders fill', () => {
    const claims = fc.array(
      fc.record({
        slot: fc.integer({ min: 0, max: 4 }),
        side: fc.constantFrom('buy' as const, 'sell' as const),
        wanted: fc.integer({ min: 1, max: 3000 }),
      }),
      { minLength: 1, maxLength: 9 },
    )
    fc.assert(
      fc.property(arbitraryHorizon({ slots: 5 }), claims, (h, wishes) => {
        const p = promises(h.slots)
        headroom.update(h, p)
        const open: OpenOrder[] = []
        for (const { slot, side, wanted } of wishes) {
          if (slot >= h.slots) continue
          const granted = headroom.claim(h, p, slot, side, wanted)
          if (granted > 0) open.push({ slot, quantity: side === 'buy' ? granted : -granted })
        }
        open.forEach((order, i) => {
          const others = open.filter((_, j) => j !== i)
          expect(oversold(h, p.committed, others, order)).toBe(false)
        })
      }),
      { seed: 3, numRuns: 1000 },
    )
  })
})
