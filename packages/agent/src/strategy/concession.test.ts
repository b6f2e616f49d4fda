import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concede } from './concession.js'

const SELLER = { opening: 22, expected: 16, reservation: 8.5, turn: 0.7 }
const BUYER = { opening: 10, expected: 16, reservation: 26, turn: 0.7 }

describe('a concession', () => {
  it.each([
    [0, 22, 10],
    [0.35, 19, 13],
    [0.7, 16, 16],
    [0.85, 12.25, 21],
    [1, 8.5, 26],
  ])('at urgency %d a seller asks %d and a buyer bids %d', (urgency, ask, bid) => {
    expect(concede(SELLER, urgency)).toBeCloseTo(ask, 12)
    expect(concede(BUYER, urgency)).toBeCloseTo(bid, 12)
  })

  it('goes one way only and never beyond its ends', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(share, share, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (a, b, turn) => {
        const [early, late] = a < b ? [a, b] : [b, a]
        const seller = { ...SELLER, turn }
        expect(concede(seller, late)).toBeLessThanOrEqual(concede(seller, early) + 1e-9)
        expect(concede(seller, early)).toBeLessThanOrEqual(22 + 1e-9)
        expect(concede(seller, late)).toBeGreaterThanOrEqual(8.5 - 1e-9)
      }),
      { seed: 23 },
    )
  })
})
