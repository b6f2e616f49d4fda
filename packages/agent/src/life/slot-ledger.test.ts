import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMPTY_LEDGER, positionIn, pruned, type SlotLedger, withPosition } from './slot-ledger.js'

describe('a slot ledger', () => {
  it('grows both ways from the first slot that it hears of', () => {
    let ledger: SlotLedger = EMPTY_LEDGER
    ledger = withPosition(ledger, 100, 500)
    ledger = withPosition(ledger, 102, -300)
    ledger = withPosition(ledger, 98, 200)
    expect(ledger).toEqual({ first: 98, wh: [200, 0, 500, 0, -300] })
    expect([97, 98, 99, 100, 102, 103].map((slot) => positionIn(ledger, slot))).toEqual([0, 200, 0, 500, -300, 0])
  })

  it('forgets settled slots and nothing else', () => {
    const ledger = { first: 98, wh: [200, 0, 500] }
    expect(pruned(ledger, 98)).toBe(ledger)
    expect(pruned(ledger, 90)).toBe(ledger)
    expect(pruned(ledger, 99)).toEqual({ first: 99, wh: [0, 500] })
    expect(pruned(ledger, 101)).toBe(EMPTY_LEDGER)
    expect(pruned(EMPTY_LEDGER, 5)).toBe(EMPTY_LEDGER)
    expect(withPosition(EMPTY_LEDGER, 3, 0)).toBe(EMPTY_LEDGER)
  })

  it('is a map from slots to sums, whatever comes in which order', () => {
    const step = fc.record({
      slot: fc.integer({ min: 0, max: 12 }),
      energy: fc.integer({ min: -3, max: 3 }),
      prune: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let ledger: SlotLedger = EMPTY_LEDGER
        const plain = new Map<number, number>()
        for (const { slot, energy, prune } of steps) {
          const given = JSON.stringify(ledger)
          const next = prune ? pruned(ledger, slot) : withPosition(ledger, slot, energy)
          expect(JSON.stringify(ledger)).toBe(given)
          ledger = next
          if (!prune) plain.set(slot, (plain.get(slot) ?? 0) + energy)
          else for (const known of [...plain.keys()]) if (known < slot) plain.delete(known)
          const slots = Array.from({ length: 16 }, (_, k) => k - 1)
          expect(slots.map((s) => positionIn(ledger, s))).toEqual(slots.map((s) => plain.get(s) ?? 0))
        }
      }),
      { seed: 21, numRuns: 300 },
    )
  })
})
