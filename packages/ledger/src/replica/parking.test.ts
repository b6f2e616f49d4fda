import { describe, expect, it } from 'vitest'
import { Scribe } from '../../test/replica/scribe.js'
import { Parking } from './parking.js'

describe('the parking', () => {
  const entries = new Scribe(0).writeMany(6)
  const [first, second, third, fourth, fifth, sixth] = entries

  it('gives out what stands directly on an entry', () => {
    const parking = new Parking(9)
    for (const entry of [fifth, third, second]) parking.park(entry, false)
    expect(parking.takeAfter(first)).toEqual([second])
    expect(parking.takeAfter(first)).toEqual([])
    expect(parking.takeAfter(second)).toEqual([third])
    expect(parking.size).toBe(1)
  })

  it('gives out both where an author equivocated', () => {
    const scribe = new Scribe(0)
    const parent = scribe.write()
    const heirs = [scribe.copy().write(1), scribe.copy().write(2)]
    const parking = new Parking(9)
    for (const heir of heirs) parking.park(heir, false)
    expect(parking.takeAfter(parent)).toEqual(heirs)
    expect(parking.size).toBe(0)
  })

  it('keeps so many of an account, and the earlier rather than the later', () => {
    const parking = new Parking(2)
    expect(parking.park(third, false)).toBe(true)
    expect(parking.park(fifth, false)).toBe(true)
    expect(parking.park(sixth, false)).toBe(false)
    expect(parking.park(fourth, false)).toBe(true)
    expect(parking.size).toBe(2)
    expect(parking.find(fifth, fifth.id)).toBeUndefined()
    expect(parking.find(fourth, fourth.id)).toBe(fourth)
  })

  it('takes no place of one account for another', () => {
    const parking = new Parking(1)
    const other = new Scribe(1).writeMany(2)[1]
    expect(parking.park(second, false)).toBe(true)
    expect(parking.park(other, false)).toBe(true)
    expect(parking.size).toBe(2)
  })

  it('keeps what a quorum has listed although the places are taken', () => {
    const parking = new Parking(1)
    parking.park(second, false)
    expect(parking.park(fourth, true)).toBe(true)
    expect(parking.size).toBe(2)
  })

  it('forgets what it is told to', () => {
    const parking = new Parking(9)
    for (const entry of entries) parking.park(entry, false)
    parking.drop(({ seq }) => seq <= 4)
    expect(parking.size).toBe(2)
    parking.drop(() => true)
    expect(parking.size).toBe(0)
  })
})
