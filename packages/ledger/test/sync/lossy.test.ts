import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frontierRoot } from '../../src/chain/frontier.js'
import { Scribe } from '../replica/scribe.js'
import { Desk, Link } from './desk.js'

const PAIRS = [
  [0, 1],
  [1, 2],
  [0, 2],
] as const

describe('three peers whose connections break again and again', () => {
  it('come to hold the same', () => {
    fc.assert(
      fc.property(
        // entries that each account writes, and to whom
        fc.array(fc.tuple(fc.nat(5), fc.nat(2), fc.integer({ min: 1, max: 20 })), { maxLength: 10 }),
        // after how many frames each connection breaks
        fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 30, maxLength: 30 }),
        (writings, breaks) => {
          const desks = [new Desk(), new Desk(), new Desk()]
          const scribes = Array.from({ length: 6 }, (_, account) => new Scribe(account))
          for (const [account, to, count] of writings) desks[to].write(scribes[account].writeMany(count))
          let now = 0
          for (const [i, most] of breaks.entries()) {
            const [one, other] = PAIRS[i % 3]
            const link = new Link(desks[one], desks[other])
            link.compare(now, i % 2 === 0 ? [0, 1] : [0])
            link.run(now, most)
            now += 15_000
          }
          // then they stand for a while
          for (let round = 0; round < 2; round++) {
            for (const [one, other] of PAIRS) {
              const link = new Link(desks[one], desks[other])
              link.compare(now)
              link.run(now)
              expect(link.isQuiet).toBe(true)
            }
          }
          const roots = desks.map(({ replica }) => String(frontierRoot(replica.frontier())))
          expect(new Set(roots).size).toBe(1)
          expect(desks[0].replica.frontier().map(({ seq }) => seq)).toEqual(
            scribes.filter(({ seq }) => seq > 0).map(({ seq }) => seq),
          )
          expect(desks.flatMap(({ blamed, refused }) => [...blamed, ...refused])).toEqual([])
        },
      ),
      { numRuns: 40, seed: 21 },
    )
  })

  it('write while they compare, and need no more than another comparison', () => {
    const desks = [new Desk(), new Desk(), new Desk()]
    const links = PAIRS.map(([one, other]) => new Link(desks[one], desks[other]))
    const scribes = Array.from({ length: 6 }, (_, account) => new Scribe(account))
    for (let turn = 0; turn < 40; turn++) {
      const now = turn * 1000
      desks[turn % 3].write(scribes[turn % 6].writeMany(1 + (turn % 4)))
      const link = links[(turn * 7) % 3]
      link.compare(now, turn % 2 === 0 ? [0] : [1])
      link.run(now, turn % 5)
    }
    for (let round = 0; round < 3; round++) {
      for (const link of links) {
        link.run(50_000 + round * 1000)
        link.compare(50_000 + round * 1000)
        link.run(50_000 + round * 1000)
      }
    }
    const roots = desks.map(({ replica }) => String(frontierRoot(replica.frontier())))
    expect(new Set(roots).size).toBe(1)
  })
})
