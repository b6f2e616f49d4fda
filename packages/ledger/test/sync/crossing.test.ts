import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frontierRoot } from '../../src/chain/frontier.js'
import { Scribe } from '../replica/scribe.js'
import { Desk, Link } from './desk.js'

describe('two peers that compare whenever they like, and write in between', () => {
  const step = fc.oneof(
    fc.record({ does: fc.constant('compare' as const), by: fc.constantFrom<0 | 1>(0, 1) }),
    fc.record({ does: fc.constant('write' as const), to: fc.nat(1), account: fc.nat(3) }),
    fc.record({ does: fc.constant('carry' as const), frames: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ does: fc.constant('wait' as const), time: fc.integer({ min: 1, max: 2_000 }) }),
  )

  it('never take the other for a liar, however their hellos cross, and come to hold the same', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const link = new Link(new Desk(), new Desk())
        const scribes = [0, 1, 2, 3].map((account) => new Scribe(account))
        let now = 0
        for (const move of steps) {
          if (move.does === 'compare') link.compare(now, [move.by])
          else if (move.does === 'write') link.desks[move.to].write([scribes[move.account].write()])
          else if (move.does === 'carry') link.run(now, move.frames)
          else now += move.time
        }
        for (let round = 0; round < 3; round++) {
          link.run(now)
          now += 10_000
          link.compare(now)
        }
        link.run(now)
        expect(link.desks.flatMap(({ blamed, refused }) => [...blamed, ...refused])).toEqual([])
        const roots = link.desks.map(({ replica }) => String(frontierRoot(replica.frontier())))
        expect(roots[0]).toBe(roots[1])
      }),
      { numRuns: 400, seed: 77 },
    )
  })
})
