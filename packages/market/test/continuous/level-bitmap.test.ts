import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LevelBitmap } from '../../src/continuous/level-bitmap.js'

it('finds the highest member at or below a level, as a sorted list would', () => {
  const level = fc.integer({ min: 0, max: 4999 })
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), level, level), { maxLength: 60 }), (steps) => {
      const bitmap = new LevelBitmap(5000)
      const set = new Set<number>()
      for (const [add, member, from] of steps) {
        if (add) {
          bitmap.add(member)
          set.add(member)
        } else {
          bitmap.delete(member)
          set.delete(member)
        }
        expect(bitmap.highest(from)).toBe(Math.max(-1, ...[...set].filter((other) => other <= from)))
        expect(bitmap.highest(4999)).toBe(Math.max(-1, ...set))
      }
      expect(bitmap.highest(-1)).toBe(-1)
    }),
    { numRuns: 200, seed: 1 },
  )
})
