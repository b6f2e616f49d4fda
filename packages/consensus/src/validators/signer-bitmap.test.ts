import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bitmapOf, positionsIn } from './signer-bitmap.js'

describe('a bitmap of signers', () => {
  it('counts from the lowest bit of the first byte', () => {
    expect([...bitmapOf([0, 3, 8], 9)]).toEqual([0b1001, 1])
  })

  it('gives back who was put in', () => {
    const sets = fc
      .integer({ min: 1, max: 100 })
      .chain((members) =>
        fc.record({ members: fc.constant(members), positions: fc.uniqueArray(fc.nat({ max: members - 1 })) }),
      )
    fc.assert(
      fc.property(sets, ({ members, positions }) => {
        expect(positionsIn(bitmapOf(positions, members), members)).toEqual([...positions].sort((a, b) => a - b))
      }),
      { seed: 1 },
    )
  })

  it('has one way to be written: no byte too many, no bit beyond the members', () => {
    expect(positionsIn(Uint8Array.of(1, 0), 8)).toBeUndefined()
    expect(positionsIn(Uint8Array.of(1), 9)).toBeUndefined()
    expect(positionsIn(Uint8Array.of(0b10000), 4)).toBeUndefined()
  })

  it('refuses a position that is not there', () => {
    expect(() => bitmapOf([4], 4)).toThrow('no position 4 of 4')
    expect(() => bitmapOf([-1], 4)).toThrow(RangeError)
  })
})
