import { describe, expect, it } from 'vitest'
import { Scribe } from '../../test/replica/scribe.js'
import type { Entry } from '../entry/entry.js'
import { Lane } from './lane.js'

function laneOf(...entries: readonly Entry[]): Lane {
  const lane = new Lane(0)
  for (const entry of entries) lane.put(entry)
  return lane
}

/**
 * 1 - 2 - 3 - 4 - 5
 *       \ 3'- 4'
 */
function forked() {
  const scribe = new Scribe(0)
  const trunk = scribe.writeMany(2)
  const liar = scribe.copy()
  return { trunk, branch: scribe.writeMany(3, 1), other: liar.writeMany(2, 2) }
}

describe('a lane', () => {
  it('places an entry on the one that it names, and nowhere else', () => {
    const [first, second, third] = new Scribe(0).writeMany(3)
    const lane = laneOf(first)
    expect(lane.place(first)).toBe('known')
    expect(lane.place(second)).toBe('joined')
    expect(lane.place(third)).toBe('orphan')
    expect(lane.place({ ...second, prev: third.id })).toBe('orphan')
  })

  it('sees a fork at its first position, at its end and in between', () => {
    const scribe = new Scribe(0)
    const twins = [scribe.copy()]
    const entries = [1, 2, 3].map(() => {
      const entry = scribe.write()
      twins.push(scribe.copy())
      return entry
    })
    for (const at of [1, 2, 3]) {
      const lane = laneOf(...entries)
      const rival = twins[at - 1].write(9)
      expect(lane.place(rival)).toBe('fork')
      lane.put(rival)
      expect(lane.forkedAt).toBe(at)
      expect(lane.at(at)).toEqual([entries[at - 1], rival])
      expect(lane.undisputed(9)).toEqual(entries.slice(0, at - 1))
      expect(lane.tip).toBe(entries[2])
    }
  })

  it('vouches for so many of the first entries and for none behind the lowest fork', () => {
    const { trunk, branch, other } = forked()
    const lane = laneOf(...trunk, ...branch)
    expect(lane.undisputed(3)).toEqual([...trunk, branch[0]])
    lane.put(other[0])
    lane.put(other[1])
    expect(lane.forkedAt).toBe(3)
    expect(lane.undisputed(9)).toEqual(trunk)
  })

  it('goes on along the branch that came first, however long the other is', () => {
    const { trunk, branch, other } = forked()
    expect(laneOf(...trunk, branch[0], ...other).tip).toBe(branch[0])
    expect(laneOf(...trunk, other[0], ...branch).tip).toBe(other[0])
    expect(laneOf(...trunk, other[0], ...branch, other[1]).tip).toBe(other[1])
  })

  it('finds the path to an entry of either branch', () => {
    const { trunk, branch, other } = forked()
    const lane = laneOf(...trunk, ...branch, ...other)
    expect(lane.pathTo(5, branch[2].id)).toEqual([...trunk, ...branch])
    expect(lane.pathTo(4, other[1].id)).toEqual([...trunk, ...other])
    expect(lane.pathTo(5, other[1].id)).toBeUndefined()
    expect(lane.pathTo(0, lane.baseId)).toEqual([])
    expect(lane.pathTo(0, trunk[0].id)).toBeUndefined()
  })

  it('rebased before a fork keeps both branches', () => {
    const { trunk, branch, other } = forked()
    const lane = laneOf(...trunk, ...branch, ...other)
    expect(lane.rebase(2, trunk[1].id)).toEqual([])
    expect(lane).toMatchObject({ base: 2, top: 5, size: 5, forkedAt: 3 })
    expect(lane.tip).toBe(branch[2])
    expect(lane.undisputed(9)).toEqual([])
  })

  it('rebased on the later branch of a fork voids the first one with all that stands on it', () => {
    const { trunk, branch, other } = forked()
    const lane = laneOf(...trunk, ...branch, ...other)
    expect(lane.rebase(3, other[0].id)).toEqual([branch[0], branch[1], branch[2]])
    expect(lane).toMatchObject({ base: 3, top: 4, size: 1, forkedAt: undefined })
    expect(lane.tip).toBe(other[1])
    expect(lane.undisputed(9)).toEqual([other[1]])
  })

  it('rebased on its end is empty and places the next', () => {
    const scribe = new Scribe(0)
    const lane = laneOf(...scribe.writeMany(3))
    const { seq, prev } = scribe
    expect(lane.rebase(seq, prev)).toEqual([])
    expect(lane).toMatchObject({ base: 3, top: 3, size: 0, tip: undefined })
    expect(lane.place(scribe.write())).toBe('joined')
  })
})
