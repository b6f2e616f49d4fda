import { Chance } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { Others } from '../../../test/seal/one-validator.js'
import { dispatchOf, type Statement } from '../message.js'
import { STAGES } from '../vote.js'
import { HeightRecord } from './height-record.js'
import { NextHeight } from './next-height.js'
import { NIL, Tally } from './tally.js'

const four = new Others(4)
const add = (record: HeightRecord, statement: Statement) => record.add(dispatchOf(statement)).verdict
const size = (record: HeightRecord) => [...record.dispatches()].length

describe('a tally', () => {
  const vote = (account: number, letter: string) => dispatchOf(four.vote(account, 'prevote', 0, letter))

  it('finds the value for which a quorum voted', () => {
    const tally = new Tally()
    for (const [account, letter] of [
      [0, '-'],
      [1, 'A'],
      [2, '-'],
    ] as const)
      tally.add(vote(account, letter))
    expect([tally.voters, tally.backed(3)]).toEqual([3, undefined])
    tally.add(vote(3, '-'))
    expect([tally.voters, tally.backed(3)]).toEqual([4, NIL])
  })

  it('counts both votes of one that votes twice, and it as one voter', () => {
    const tally = new Tally()
    for (const account of [1, 2]) tally.add(vote(account, 'B'))
    tally.add(vote(3, 'A'))
    expect(tally.add(vote(3, 'B'))).toMatchObject({ verdict: 'fresh', against: { account: 3 } })
    expect([tally.voters, tally.backed(3) !== undefined]).toEqual([3, true])
  })

  it('takes no third vote', () => {
    const tally = new Tally()
    for (const letter of ['A', 'B']) tally.add(vote(3, letter))
    expect(tally.add(vote(3, 'C'))).toEqual({ verdict: 'stray' })
    expect(tally.add(vote(3, 'B'))).toEqual({ verdict: 'known' })
  })
})

describe('the record of a height', () => {
  it('keeps of a later attempt what brings us there, and takes it up when we come', () => {
    const record = new HeightRecord()
    for (const account of [1, 2]) add(record, four.vote(account, 'prevote', 3, '-'))
    expect([record.reachedBy(1), record.reachedBy(2), record.reachedBy(3)]).toEqual([3, 3, undefined])
    expect(record.present.tallies.prevote.voters).toBe(0)
    record.advance(3)
    expect([record.present.tallies.prevote.voters, record.reachedBy(1)]).toEqual([2, undefined])
  })

  it('follows to the latest attempt that so many have reached, each perhaps another', () => {
    const record = new HeightRecord()
    for (const [account, round] of [
      [1, 9],
      [2, 4],
      [3, 6],
    ])
      add(record, four.vote(account, 'precommit', round, '-'))
    expect([record.reachedBy(1), record.reachedBy(2), record.reachedBy(3)]).toEqual([9, 6, 4])
  })

  it('does not wait for the votes of those who have gone on', () => {
    const record = new HeightRecord()
    add(record, four.vote(0, 'prevote', 0, '-'))
    add(record, four.vote(1, 'prevote', 1, '-'))
    expect([record.settled('prevote'), record.settled('precommit')]).toEqual([2, 1])
    add(record, four.vote(1, 'prevote', 0, '-'))
    expect(record.settled('prevote')).toBe(2)
  })

  it('lets go of attempts long past', () => {
    const record = new HeightRecord()
    record.advance(20)
    expect(add(record, four.vote(1, 'precommit', 12, 'A'))).toBe('fresh')
    expect(add(record, four.vote(1, 'precommit', 11, 'A'))).toBe('stray')
    expect([...record.rounds].map(([round]) => round)).toEqual([12, 13, 14, 15, 16, 17, 18, 19, 20])
  })

  it('passes over so many attempts at once as somebody likes, and is none the longer', () => {
    const record = new HeightRecord()
    record.advance(2 ** 31 - 1)
    expect([...record.rounds].length).toBe(9)
  })

  it('is bounded, however much a liar has to say', () => {
    const record = new HeightRecord()
    const chance = new Chance('flood')
    for (let k = 0; k < 3_000; k++) {
      const round = chance.integer(40)
      const root = chance.integer(200)
      const letter = chance.pick(['-', 'A', 'B', 'C', 'D'])
      const what = chance.integer(3)
      if (what === 0) add(record, four.close(3, root))
      else if (what === 1) add(record, four.vote(3, chance.pick(STAGES), round, letter))
      else if (letter !== '-') add(record, four.proposal(3, round, letter))
    }
    // two closes; six statements of the present attempt and of two later ones
    expect(size(record)).toBeLessThanOrEqual(2 + 6 + 2 * 6)
    expect(record.closers).toBe(1)
    expect(add(record, four.vote(1, 'prevote', 7, 'A'))).toBe('fresh')
  })
})

describe('what is said of the next height', () => {
  it('is kept up to a few statements of each, and given out once', () => {
    const next = new NextHeight()
    const dispatches = Array.from({ length: 20 }, (_, round) => dispatchOf(four.vote(1, 'prevote', round, '-')))
    const verdicts = dispatches.map((dispatch) => next.add(dispatch).verdict)
    expect(verdicts.filter((verdict) => verdict === 'fresh')).toHaveLength(8)
    expect(next.add(dispatches[0])).toEqual({ verdict: 'known' })
    expect(next.add(dispatchOf(four.close(2)))).toEqual({ verdict: 'fresh' })
    expect([next.take().length, next.take().length]).toEqual([9, 0])
  })
})
