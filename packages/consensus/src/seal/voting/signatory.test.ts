import { describe, expect, it } from 'vitest'
import { OneValidator, ready } from '../../../test/seal/one-validator.js'

describe('a validator that restarts', () => {
  it('says again what it said, and no more', () => {
    const one = ready()
    one.hear(one.others.proposal(1, 0, 'A'))
    const again = new OneValidator()
    expect(again.begin(one.pledges)).toEqual(['say close', 'say prevote 0 A'])
    expect(again.close()).toEqual([])
    expect(again.hear(one.others.proposal(1, 0, 'A'))).toEqual([])
    expect(again.giveUp('propose', 0)).toEqual([])
  })

  it('keeps its lock, and all that is needed to propose the value again', () => {
    const one = ready()
    one.hear(one.others.proposal(1, 0, 'A'), ...one.others.votes('prevote', 0, 'A'))
    const again = new OneValidator({ proposers: [1, 2, 0, 3] })
    expect(again.begin(one.pledges)).toEqual(['say close', 'say prevote 0 A', 'say precommit 0 A'])
    again.hear(one.others.vote(1, 'prevote', 1, '-'), one.others.vote(2, 'prevote', 1, '-'))
    expect(again.hear(one.others.proposal(2, 1, 'B'))).toContain('say prevote 1 -')
    const lines = again.hear(one.others.vote(1, 'prevote', 2, '-'), one.others.vote(2, 'prevote', 2, '-'))
    expect(lines).toContain('say proposal 2 A again from 0')
  })

  it('signs nothing more at a height of which its pledges cannot be read', () => {
    const one = new OneValidator()
    expect(one.begin(Uint8Array.of(1, 2, 3))).toEqual(['muted: pledges-unreadable'])
    expect(one.close()).toEqual([])
    expect(one.hear(...one.others.votes('precommit', 0, 'A'), one.others.proposal(1, 0, 'A'))).toContain(
      'decided A in 0',
    )
  })

  it('nor when it hears of itself what it does not remember', () => {
    const one = ready()
    expect(one.hear(one.others.vote(0, 'prevote', 0, 'A'))).toEqual(['muted: forgot-own-statement'])
    expect(one.hear(one.others.proposal(1, 0, 'B'))).toEqual([])
    const other = ready()
    expect(other.hear(other.others.close(0, 99))).toEqual(['muted: forgot-own-statement'])
  })

  it('is not startled by its own voice, nor by what it said in an attempt long past', () => {
    const one = ready()
    const said = one.others.vote(0, 'prevote', 0, 'A')
    one.hear(one.others.proposal(1, 0, 'A'))
    expect(one.hearWith(said)).toEqual(['heard known'])
    one.hear(one.others.vote(1, 'prevote', 3, '-'), one.others.vote(2, 'prevote', 3, '-'))
    one.giveUp('propose', 3)
    const again = new OneValidator()
    again.begin(one.pledges)
    expect(again.hear(said)).toEqual([])
  })
})
