import { MINUTE } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { genesisOf, MIDNIGHT, ONE_O_CLOCK, orderBody, SLOT_LENGTH, Village } from '../../test/community/village.js'
import { resultLeaves } from '../execution/round-result.js'
import { concerns, type ResultLeaf, readLeaf } from '../proof/result-leaf.js'
import { AccountRecord } from './account-record.js'

/** What happens to account 1, whose order of 500 Wh at height 1 is filled in three steps and cancelled, by height. */
function life(): ResultLeaf[][] {
  const village = new Village(genesisOf(4))
  let minute = 0
  const round = (...entries: Parameters<Village['round']>[1]) => {
    const { result } = village.round(MIDNIGHT + MINUTE * ++minute, entries)
    return resultLeaves(result).flatMap((bytes) => {
      const leaf = readLeaf(bytes)
      return leaf !== undefined && concerns(leaf, 1) ? [leaf] : []
    })
  }
  const rounds = [
    round(village.write(1, orderBody('buy', 20, 500))),
    round(village.write(0, orderBody('sell', 15, 100))),
    round(village.write(2, orderBody('sell', 15, 200)), village.write(3, orderBody('sell', 15, 50))),
    round(),
  ]
  const handle = rounds[0].flatMap((leaf) => (leaf.kind === 'fate' ? [leaf.content.handle] : []))[0]
  rounds.push(round(village.write(1, { kind: 'cancel', tag: 2, device: 10, handle })))
  return rounds
}

const heights = life()

function recordOf(keep: (leaf: ResultLeaf, height: number) => boolean): AccountRecord {
  const record = new AccountRecord(1)
  heights.forEach((leaves, i) => {
    const kept = leaves.filter((leaf) => keep(leaf, i + 1))
    if (kept.length > 0) record.take(i + 1, kept)
  })
  return record
}

describe('the record of an account', () => {
  it('has no gap where everything was shown, and tells it once', () => {
    expect(heights.map(({ length }) => length)).toEqual([1, 2, 4, 0, 1])
    const record = recordOf(() => true)
    expect(record.gaps()).toEqual([])
    expect(record.take(2, heights[1])).toEqual([])
  })

  it.each<readonly [what: string, (leaf: ResultLeaf, height: number) => boolean, object]>([
    ['a trade', ({ kind }, height) => kind !== 'trade' || height !== 2, { from: 2, to: 2 }],
    ['a fill', ({ kind }, height) => kind !== 'fate' || height !== 2, { from: 2, to: 2 }],
    ['a whole round', (_, height) => height !== 3, { from: 2, to: 5 }],
    ['one of two fills', (leaf) => !(leaf.kind === 'fate' && leaf.content.lastQuantity === 50), { from: 3, to: 3 }],
  ])('has a gap where %s is kept back', (_, keep, gap) => {
    const record = recordOf(keep)
    expect(record.gaps()).toContainEqual(gap)
    heights.forEach((leaves, i) => {
      record.take(i + 1, leaves)
    })
    expect(record.gaps()).toEqual([])
  })

  it('does not mistake an order from before its time, or one that expires, for a gap', () => {
    expect(recordOf((_, height) => height > 1).gaps()).toEqual([])
    const village = new Village(genesisOf(2))
    const record = new AccountRecord(0)
    const take = (executed: ReturnType<Village['round']>) => {
      const leaves = resultLeaves(executed.result).flatMap((bytes) => readLeaf(bytes) ?? [])
      record.take(
        executed.result.height,
        leaves.filter((leaf) => concerns(leaf, 0)),
      )
      return leaves
    }
    take(village.round(MIDNIGHT + MINUTE, [village.write(0, orderBody('sell', 15, 100))]))
    const last = take(village.round((ONE_O_CLOCK + 1) * SLOT_LENGTH, []))
    expect(last.some((leaf) => leaf.kind === 'fate' && leaf.content.kind === 'expired')).toBe(true)
    expect(record.gaps()).toEqual([])
  })
})
