import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replicaOf, rosterOf, Scribe, tipOf } from '../../../test/replica/scribe.js'
import { Allowance } from './allowance.js'
import { portionOf, portionOfNames, shares } from './portion.js'

describe('a portion', () => {
  const scribe = new Scribe(1)
  const entries = scribe.writeMany(10)
  const replica = replicaOf()
  for (const { wire } of entries) replica.receive(wire)
  replica.certify([tipOf(entries[3])], rosterOf(10))
  const range = (from: number, to: number, account = 1) => ({ account, incarnation: 0, from, to })

  it('is read from the store up to what is certified, and open above', () => {
    expect(portionOf(replica, [range(3, 6)], 99)).toEqual({
      ranges: [range(3, 4)],
      names: [],
      open: entries.slice(4, 6),
    })
    expect(portionOf(replica, [range(5, 99)], 99)).toEqual({ ranges: [], names: [], open: entries.slice(4) })
    expect(portionOf(replica, [range(1, 2)], 99)).toEqual({ ranges: [range(1, 2)], names: [], open: [] })
    expect(portionOf(replica, [range(1, 9, 2)], 99)).toEqual({ ranges: [], names: [], open: [] })
  })

  it('of names finds the open ones, and sends to the store only for what may be there', () => {
    const unknown = { ...tipOf(entries[8]), id: new Uint8Array(32) }
    const names = [tipOf(entries[8]), tipOf(entries[1]), unknown]
    expect(portionOfNames(replica, names, 99)).toEqual({ ranges: [], names: [names[1]], open: [entries[8]] })
    expect(portionOfNames(replica, names, 1)).toEqual({ ranges: [], names: [], open: [entries[8]] })
  })
})

describe('shares', () => {
  it.each([
    [[5, 5], 100, [5, 5]],
    [[100, 2, 2], 30, [26, 2, 2]],
    [[100, 100, 2], 30, [18, 10, 2]],
    [[9, 9, 9], 2, [2, 0, 0]],
    [[9], 0, [0]],
    [[], 9, []],
  ])('of %j in %i are %j', (needs, most, given) => {
    expect(shares(needs, most)).toEqual(given)
  })

  it('give all that there is, to nobody more than it needs, and to everybody an equal part of it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 30 }), fc.nat(5000), (needs, most) => {
        const given = shares(needs, most)
        const sum = (list: readonly number[]) => list.reduce((total, item) => total + item, 0)
        expect(sum(given)).toBe(Math.min(most, sum(needs)))
        given.forEach((share, i) => {
          expect(share).toBeGreaterThanOrEqual(Math.min(needs[i], Math.floor(most / needs.length)))
          expect(share).toBeLessThanOrEqual(needs[i])
        })
      }),
      { numRuns: 200, seed: 32 },
    )
  })
})

describe('an allowance', () => {
  it('is a burst and then so much a second, whatever the clock does', () => {
    const allowance = new Allowance(100, 10)
    expect(allowance.left(5000)).toBe(100)
    allowance.spend(100, 5000)
    expect(allowance.left(5050)).toBe(0)
    expect(allowance.left(6000)).toBe(10)
    // set back, it gives nothing, but does not wait until its time has come again
    expect(allowance.left(1000)).toBe(10)
    expect(allowance.left(2000)).toBe(20)
    expect(allowance.left(900_000)).toBe(100)
    allowance.spend(900, 900_000)
    expect(allowance.left(900_000)).toBe(0)
  })
})
