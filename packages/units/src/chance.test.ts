import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Chance } from './chance.js'

const draws = (chance: Chance, count: number): number[] => Array.from({ length: count }, () => chance.uint32())

describe('chance', () => {
  it('draws the same for the same seed and name, and these very numbers in every version', () => {
    expect(draws(new Chance(7, 'weather'), 4)).toEqual(draws(new Chance('7', 'weather'), 4))
    expect(draws(new Chance(42), 3)).toEqual([2757920556, 3430574411, 686518370])
  })

  it('draws something else for another seed or another name', () => {
    const first = [new Chance(1), new Chance(2), new Chance(1, 'a'), new Chance(1, 'b'), new Chance('1\u0000a')]
    expect(new Set(first.map((chance) => draws(chance, 2).join())).size).toBe(first.length)
  })

  it('leaves every other substream as it was, whoever draws and however much', () => {
    const root = new Chance(3)
    const before = draws(root.stream('load/h1'), 5)
    draws(root, 100)
    draws(root.stream('load/h2'), 100)
    expect(draws(root.stream('load/h1'), 5)).toEqual(before)
    expect(draws(root.stream('load').stream('h1'), 5)).toEqual(before)
  })

  it('is the generator sfc32, worked out here in big integers', () => {
    const mask = 0xffffffffn
    const mix = (basis: bigint): bigint => {
      let hash = basis
      for (const letter of '9\u0000reference') hash = ((hash ^ BigInt(letter.charCodeAt(0))) * 0x01000193n) & mask
      hash = ((hash ^ (hash >> 16n)) * 0x7feb352dn) & mask
      return hash ^ (hash >> 15n)
    }
    let [a, b, c, counter] = [mix(0x811c9dc5n), mix(0x9e3779b9n), mix(0x85ebca6bn), 1n]
    const next = (): number => {
      const out = (a + b + counter) & mask
      counter = (counter + 1n) & mask
      a = b ^ (b >> 9n)
      b = (c * 9n) & mask
      c = (((c << 21n) | (c >> 11n)) + out) & mask
      return Number(out)
    }
    for (let i = 0; i < 15; i++) next()
    expect(draws(new Chance(9, 'reference'), 1_000)).toEqual(Array.from({ length: 1_000 }, next))
  })
})

describe('draws', () => {
  it('are uniform in [0, 1): no bin of a hundred is off by more than chance allows', () => {
    const chance = new Chance('uniform')
    const bins = new Array<number>(100).fill(0)
    for (let i = 0; i < 100_000; i++) bins[Math.floor(chance.uniform() * 100)]++
    const chiSquare = bins.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0)
    expect(bins).toHaveLength(100)
    expect(chiSquare).toBeLessThan(149.4) // 99 degrees of freedom, one in a thousand
    expect(chiSquare).toBeGreaterThan(60) // nor too even
  })

  it('of a normal have its mean, spread and tails', () => {
    const chance = new Chance('normal')
    const all = Array.from({ length: 50_001 }, () => chance.normal())
    const mean = all.reduce((a, b) => a + b, 0) / all.length
    const variance = all.reduce((a, b) => a + (b - mean) ** 2, 0) / all.length
    const beyondTwo = all.filter((x) => Math.abs(x) > 2).length / all.length
    expect(Math.abs(mean)).toBeLessThan(0.015)
    expect(Math.abs(variance - 1)).toBeLessThan(0.02)
    expect(Math.abs(beyondTwo - 0.0455)).toBeLessThan(0.003)
    expect(all.every(Number.isFinite)).toBe(true)
  })

  it('of an integer are even where a plain remainder would not be', () => {
    const chance = new Chance('integer')
    const below = 3 * 2 ** 30 // a remainder of 2^32 by it hits the lowest third twice as often
    const low = Array.from({ length: 9_000 }, () => chance.integer(below)).filter((n) => n < 2 ** 30).length
    expect(Math.abs(low - 3_000)).toBeLessThan(200)
    expect(chance.integer(1)).toBe(0)
    expect(chance.integer(2 ** 32)).toBeGreaterThanOrEqual(0)
    for (const wrong of [0, -1, Number.NaN, 2 ** 32 + 1]) expect(() => chance.integer(wrong)).toThrow(RangeError)
  })

  it('of a member come from the list; an empty list is refused', () => {
    const chance = new Chance('pick')
    const seen = new Set(Array.from({ length: 100 }, () => chance.pick(['pv', 'battery', 'ev'])))
    expect([...seen].sort()).toEqual(['battery', 'ev', 'pv'])
    expect(() => chance.pick([])).toThrow(RangeError)
  })

  it('of an order keep every member, spare the input and favour nobody', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (members, seed) => {
        const given = [...members]
        const out = new Chance(seed).shuffled(members)
        expect(members).toEqual(given)
        expect([...out].sort((a, b) => a - b)).toEqual(given.sort((a, b) => a - b))
      }),
      { seed: 16 },
    )
    const chance = new Chance('orders')
    const count = new Map<string, number>()
    for (let i = 0; i < 6_000; i++) {
      const order = chance.shuffled(['a', 'b', 'c']).join('')
      count.set(order, (count.get(order) ?? 0) + 1)
    }
    expect(count.size).toBe(6)
    for (const n of count.values()) expect(Math.abs(n - 1_000)).toBeLessThan(150)
  })
})
