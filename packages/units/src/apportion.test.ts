import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apportion } from './apportion.js'

/** Seats one by one to whoever is furthest below its exact share: the same by another way, in big integers. */
function oneByOne(total: number, weights: readonly number[], rank: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  if (sum === 0) return weights.map(() => 0)
  const shares = weights.map((weight) => Number((BigInt(total) * BigInt(weight)) / BigInt(sum)))
  const rest = (i: number): bigint => BigInt(total) * BigInt(weights[i]) - BigInt(shares[i]) * BigInt(sum)
  const order = weights.map((_, i) => i)
  order.sort((a, b) => (rest(a) === rest(b) ? rank[a] - rank[b] : rest(a) > rest(b) ? -1 : 1))
  const left = total - shares.reduce((a, b) => a + b, 0)
  for (const i of order.slice(0, left)) shares[i]++
  return shares
}

describe('apportionment by largest remainder', () => {
  it.each([
    ['an even share', 90, [1, 1, 1], [30, 30, 30]],
    ['the odd unit to the lower rank', 100, [1, 1, 1], [34, 33, 33]],
    ['the odd unit to the larger remainder', 10, [6, 6, 2], [4, 4, 2]],
    ['all of it', 7, [3, 4], [3, 4]],
    ['nothing', 0, [3, 4], [0, 0]],
    ['nothing among nobody', 5, [], []],
    ['nothing for no weight', 5, [0, 0], [0, 0]],
  ])('%s', (_name, total, weights, shares) => {
    expect(apportion(total, weights)).toEqual(shares)
  })

  it('breaks ties by the rank that is handed in', () => {
    expect(apportion(100, [1, 1, 1], [9, 4, 7])).toEqual([33, 34, 33])
  })

  const weights = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 2 ** 45 })), {
    minLength: 1,
    maxLength: 8,
  })
  const share = fc.double({ min: 0, max: 1, noNaN: true })

  it('hands out the total exactly, nobody more than its weight nor a unit off its exact share', () => {
    fc.assert(
      fc.property(weights, share, (all, part) => {
        const sum = all.reduce((a, b) => a + b, 0)
        const total = Math.floor(sum * part)
        const shares = apportion(total, all)
        expect(shares.reduce((a, b) => a + b, 0)).toBe(total)
        shares.forEach((got, i) => {
          expect(got).toBeGreaterThanOrEqual(0)
          expect(got).toBeLessThanOrEqual(all[i])
          const off = BigInt(got) * BigInt(sum) - BigInt(total) * BigInt(all[i])
          expect((off < 0n ? -off : off) < BigInt(Math.max(1, sum))).toBe(true)
        })
        expect(shares).toEqual(
          oneByOne(
            total,
            all,
            all.map((_, i) => i),
          ),
        )
      }),
      { seed: 17, numRuns: 1000 },
    )
  })

  it('depends on ranks and not on the order of the input', () => {
    fc.assert(
      fc.property(weights, share, fc.integer(), (all, part, turn) => {
        const total = Math.floor(all.reduce((a, b) => a + b, 0) * part)
        const order = all.map((_, i) => i)
        const shift = Math.abs(turn) % all.length
        const turned = [...order.slice(shift), ...order.slice(0, shift)]
        const straight = apportion(total, all, order)
        const other = apportion(
          total,
          turned.map((i) => all[i]),
          turned,
        )
        expect(other).toEqual(turned.map((i) => straight[i]))
      }),
      { seed: 18 },
    )
  })
})
