import { describe, expect, it } from 'vitest'
import { hashSigner } from '../../test/seal/hash-signer.js'
import { OneValidator, Others, ready } from '../../test/seal/one-validator.js'
import { valueId } from '../certificate/value.js'
import { signProposal } from './proposal.js'

describe('a validator alone', () => {
  it('certifies its round at once, and pledges each statement before it says it', () => {
    const one = new OneValidator({ members: 1, proposers: [0] })
    expect(one.begin()).toEqual([])
    expect(one.close()).toEqual([
      'pledge',
      'say close',
      'wait propose 0: 400',
      'wait grace 0: 150',
      'pledge',
      'say proposal 0 A',
      'pledge',
      'say prevote 0 A',
      'pledge',
      'say precommit 0 A',
      'say certificate A',
      'decided A in 0',
    ])
  })
})

describe('a validator of four, while all goes well', () => {
  it('begins to wait for a proposal when a quorum has closed', () => {
    const one = new OneValidator()
    one.begin()
    expect(one.close()).toEqual(['pledge', 'say close'])
    expect(one.hear(one.others.close(1))).toEqual([])
    expect(one.hear(one.others.close(2))).toEqual(['wait propose 0: 400'])
  })

  it('prevotes what it finds sound, precommits what a quorum prevotes, decides what a quorum precommits', () => {
    const one = ready()
    const { others } = one
    expect(one.hear(others.proposal(1, 0, 'A'))).toEqual(['pledge', 'say prevote 0 A'])
    expect(one.hear(others.vote(1, 'prevote', 0, 'A'))).toEqual([])
    expect(one.hear(others.vote(2, 'prevote', 0, 'A'))).toEqual(['pledge', 'say precommit 0 A'])
    expect(one.hear(others.vote(1, 'precommit', 0, 'A'), others.vote(2, 'precommit', 0, 'A'))).toEqual([
      'say certificate A',
      'decided A in 0',
    ])
    expect(one.hear(others.vote(3, 'precommit', 0, 'A'))).toEqual([])
  })

  it('counts votes and votes too before its own cut time has come', () => {
    const one = new OneValidator()
    one.begin()
    expect(one.hear(one.others.proposal(1, 0, 'A'))).toEqual([
      'wait propose 0: 400',
      'pledge',
      'say prevote 0 A',
      'freeze',
    ])
    expect(one.hear(...one.others.votes('precommit', 0, 'A'))).toContain('decided A in 0')
  })

  it('is asked to freeze when so many others did that one is honest, and closes but once', () => {
    const one = new OneValidator()
    one.begin()
    expect(one.hear(one.others.close(1))).toEqual([])
    expect(one.seal.isCalled).toBe(false)
    expect(one.hear(one.others.close(2))).toEqual(['freeze'])
    expect(one.seal.isCalled).toBe(true)
    expect(one.close()).toContain('say close')
    expect(one.seal.isCalled).toBe(false)
    expect(one.close()).toEqual([])
  })

  it('takes what was said of the next height before it comes to it', () => {
    const one = ready()
    const after = new Others(4, 2, one.others.candidate('A').valueId)
    expect(one.hearWith(after.close(1))).toEqual(['want certificates', 'heard fresh'])
    expect(one.hearWith(after.close(1))).toEqual(['heard known'])
    one.hear(after.close(2), after.proposal(1, 0, 'B'))
    one.hear(...one.others.votes('precommit', 0, 'A'), one.others.proposal(1, 0, 'A'))
    const { previous, height } = after
    expect(one.step({ kind: 'begin', term: { ...one.term, height, previous } })).toContain('wait propose 0: 400')
  })
})

describe('a proposer', () => {
  const first = { proposers: [0, 1, 2, 3] }

  it('proposes at once when all have closed', () => {
    const one = new OneValidator(first)
    one.begin()
    one.close()
    one.hear(one.others.close(1), one.others.close(2))
    expect(one.hear(one.others.close(3))).toEqual(['pledge', 'say proposal 0 A', 'pledge', 'say prevote 0 A'])
  })

  it('waits a short grace for those who have not', () => {
    const one = new OneValidator(first)
    one.begin()
    one.close()
    one.hear(one.others.close(1))
    expect(one.hear(one.others.close(2))).toEqual(['wait propose 0: 400', 'wait grace 0: 150'])
    expect(one.giveUp('grace', 0)).toEqual(['pledge', 'say proposal 0 A', 'pledge', 'say prevote 0 A'])
  })

  it('passes over a close of which it has no vector, however much it promises to list', () => {
    const one = new OneValidator(first)
    one.state.away.add(1)
    one.begin()
    one.close()
    expect(one.hear(one.others.close(1), one.others.close(2), one.others.close(3))).toContain('say proposal 0 A')
  })

  it('asks for what it is wanting where too few closes are left, and proposes when it has come', () => {
    const one = new OneValidator(first)
    one.state.away.add(1).add(2)
    one.begin()
    one.close()
    const lines = one.hear(one.others.close(1), one.others.close(2), one.others.close(3))
    expect(lines.filter((line) => line.startsWith('want') || line.startsWith('say'))).toEqual(['want cut'])
    expect(one.step({ kind: 'retry' })).toEqual(['want cut'])
    one.state.away.clear()
    expect(one.step({ kind: 'retry' })).toContain('say proposal 0 A')
  })
})

describe('a validator of four, when things go wrong', () => {
  it('gives up on a silent proposer and moves on with the others', () => {
    const one = ready()
    const { others } = one
    expect(one.giveUp('propose', 0)).toEqual(['pledge', 'say prevote 0 -'])
    expect(one.hear(others.vote(1, 'prevote', 0, '-'), others.vote(2, 'prevote', 0, '-'))).toEqual([
      'pledge',
      'say precommit 0 -',
    ])
    expect(one.hear(others.vote(1, 'precommit', 0, '-'), others.vote(2, 'precommit', 0, '-'))).toEqual([
      'wait precommit 0: 250',
    ])
    expect(one.giveUp('precommit', 0)).toEqual(['wait propose 1: 550'])
    expect(one.giveUp('precommit', 0)).toEqual([])
  })

  it('waits for the rest of the votes where a quorum is not of one mind', () => {
    const one = ready()
    const { others } = one
    one.hear(others.proposal(1, 0, 'A'))
    expect(one.hear(others.vote(1, 'prevote', 0, 'A'), others.vote(2, 'prevote', 0, '-'))).toEqual([
      'wait prevote 0: 250',
    ])
    expect(one.giveUp('prevote', 0)).toEqual(['pledge', 'say precommit 0 -'])
  })

  it('follows f + 1 others to a later attempt, though they are not in the same one', () => {
    const one = ready()
    expect(one.hear(one.others.vote(1, 'prevote', 5, '-'))).toEqual([])
    expect(one.hear(one.others.vote(2, 'prevote', 7, '-'))).toEqual(['wait propose 5: 1150'])
  })

  it('does not wait for the vote of one that has gone on, which may have forgotten it', () => {
    const one = ready()
    one.giveUp('propose', 0)
    expect(one.hear(one.others.vote(1, 'prevote', 0, 'A'))).toEqual([])
    expect(one.hear(one.others.vote(2, 'prevote', 1, '-'))).toEqual(['wait prevote 0: 250'])
  })

  it('asks for what it lacks, and prevotes when it has come', () => {
    const one = ready()
    one.state.away.add(2)
    expect(one.hear(one.others.proposal(1, 0, 'A'))).toEqual(['want cut'])
    one.state.away.clear()
    expect(one.step({ kind: 'retry' })).toEqual(['pledge', 'say prevote 0 A'])
  })

  it('prevotes no value that its closes do not make', () => {
    const one = ready()
    const { value, ...rest } = one.others.proposal(1, 0, 'A')
    const other = { ...value, stateRoot: new Uint8Array(32).fill(9) }
    const forged = signProposal({ ...rest, value: other, valueId: valueId(other) }, 1, hashSigner(1))
    expect(one.hear(forged)).toEqual(['pledge', 'say prevote 0 -'])
  })

  it('prevotes no fresh value that leaves in a slot whose deadline has passed', () => {
    const one = ready()
    one.state.late.add('A')
    expect(one.hear(one.others.proposal(1, 0, 'A'))).toEqual(['pledge', 'say prevote 0 -'])
  })

  it('but prevotes a late value that a quorum has prevoted before', () => {
    const one = ready()
    one.state.late.add('A')
    one.hear(one.others.vote(1, 'prevote', 1, '-'), one.others.vote(2, 'prevote', 1, '-'))
    expect(one.hear(one.others.proposal(2, 1, 'A', 0))).toContain('say prevote 1 A')
  })
})

describe('a validator that is locked on a value', () => {
  /** Locked on A since attempt 0, now in attempt 1. */
  function locked(): OneValidator {
    const one = ready()
    one.hear(one.others.proposal(1, 0, 'A'), ...one.others.votes('prevote', 0, 'A'))
    one.hear(one.others.vote(1, 'precommit', 0, '-'), one.others.vote(2, 'precommit', 0, '-'))
    one.giveUp('precommit', 0)
    return one
  }

  it('prevotes no other fresh value', () => {
    const one = locked()
    expect(one.hear(one.others.proposal(2, 1, 'B'))).toEqual(['pledge', 'say prevote 1 -'])
  })

  it('prevotes its own value when somebody proposes it again', () => {
    const one = locked()
    expect(one.hear(one.others.proposal(2, 1, 'A', 0))).toEqual(['pledge', 'say prevote 1 A'])
  })

  it('lets go where a quorum has prevoted another value since', () => {
    const one = locked()
    one.hear(one.others.vote(1, 'prevote', 2, '-'), one.others.vote(2, 'prevote', 2, '-'))
    expect(one.hear(one.others.proposal(3, 2, 'B', 1))).toContain('say prevote 2 B')
  })

  it('proposes it again with its proof when its turn comes', () => {
    const one = locked()
    const lines = one.hear(one.others.vote(1, 'prevote', 3, '-'), one.others.vote(2, 'prevote', 3, '-'))
    expect(lines).toContain('say proposal 3 A again from 0')
  })
})

describe('a decision that comes as a certificate', () => {
  it('is taken at any time, by a listener too', () => {
    const one = new OneValidator({ listens: true })
    one.begin()
    expect(one.close()).toEqual([])
    const decided = { kind: 'certificate', certificate: one.others.certificate('B', 3) } as const
    expect(one.hearWith(decided)).toEqual(['decided B in 3', 'heard fresh'])
    expect(one.hearWith(decided)).toEqual(['heard known'])
  })

  it('splits the community where it is not the one that was decided, and convicts who signed both', () => {
    const one = new OneValidator()
    one.begin()
    one.hear({ kind: 'certificate', certificate: one.others.certificate('A') })
    expect(one.hear({ kind: 'certificate', certificate: one.others.certificate('B') })).toEqual([
      'accuse 1 of two votes',
      'accuse 2 of two votes',
      'accuse 3 of two votes',
      'split A B',
    ])
  })

  it('or stands on another past, at this height or just before it', () => {
    const one = new OneValidator({ others: new Others(4, 2, new Uint8Array(32).fill(1)) })
    one.begin()
    const elsewhere = new Others(4, 2, new Uint8Array(32).fill(2))
    expect(one.hear({ kind: 'certificate', certificate: elsewhere.certificate('A') })).toEqual(['split A'])
    expect(one.hear({ kind: 'certificate', certificate: new Others(4, 1).certificate('B') })).toEqual(['split B'])
  })
})
