import { describe, expect, it } from 'vitest'
import { OneValidator, Others } from '../../../test/seal/one-validator.js'
import { encodeMessage, readMessage } from '../message.js'

const four = new Others(4)

function listener(): OneValidator {
  const one = new OneValidator({ listens: true })
  one.begin()
  return one
}

const kinds = (wires: readonly Uint8Array[]) =>
  wires.map((wire) => {
    const message = readMessage(wire)
    return typeof message === 'string' ? message : message.kind
  })

describe('two peers at one height', () => {
  it('tell each other what they lack by short names, and then lack nothing', () => {
    const one = listener()
    const other = listener()
    one.hear(four.close(1), four.vote(2, 'prevote', 0, '-'))
    other.hear(four.close(1), four.close(2), four.vote(1, 'prevote', 4, 'A'), four.proposal(1, 0, 'A'))
    for (const wire of other.seal.missing(one.seal.summary())) one.step({ kind: 'message', wire })
    for (const wire of one.seal.missing(other.seal.summary())) other.step({ kind: 'message', wire })
    expect(one.seal.missing(other.seal.summary())).toEqual([])
    expect(other.seal.missing(one.seal.summary())).toEqual([])
  })

  it('give both statements of one that made two', () => {
    const [one, other] = [listener(), listener()]
    one.hear(four.vote(3, 'prevote', 0, 'A'))
    other.hear(four.vote(3, 'prevote', 0, 'B'))
    const [wire] = other.seal.missing(one.seal.summary())
    expect(one.step({ kind: 'message', wire })).toEqual(['accuse 3 of two votes', 'heard fresh'])
  })

  it('give the decision and nothing else where one has it', () => {
    const [one, other] = [listener(), listener()]
    one.hear(four.close(1), { kind: 'certificate', certificate: four.certificate('A') })
    expect(kinds(one.seal.missing(other.seal.summary()))).toEqual(['certificate'])
    other.hear({ kind: 'certificate', certificate: four.certificate('A') })
    expect(one.seal.missing(other.seal.summary())).toEqual([])
  })

  it('need 8 bytes a message to say what they have', () => {
    const one = listener()
    const empty = one.seal.summary().length
    one.hear(four.close(1), four.close(2), four.vote(1, 'prevote', 0, 'A'))
    expect(one.seal.summary().length - empty).toBeLessThanOrEqual(3 * 8 + 1)
  })
})

describe('two peers that stand on different pasts', () => {
  it('show each other what they stand on', () => {
    const [one, other] = [listener(), listener()]
    for (const [peer, letter] of [
      [one, 'A'],
      [other, 'B'],
    ] as const) {
      peer.hear({ kind: 'certificate', certificate: four.certificate(letter) })
      const previous = four.candidate(letter).valueId
      peer.step({ kind: 'begin', term: { ...peer.term, height: 2, previous } })
    }
    const [wire] = one.seal.missing(other.seal.summary())
    expect(wire).toEqual(encodeMessage({ kind: 'certificate', certificate: four.certificate('A') }))
    expect(other.step({ kind: 'message', wire })).toEqual(['split A', 'heard fresh'])
  })
})

describe('a summary', () => {
  it('of another height or of nothing is not answered', () => {
    const one = listener()
    one.hear(four.close(1))
    const later = new OneValidator({ listens: true, others: new Others(4, 2) })
    later.begin()
    expect(one.seal.missing(later.seal.summary())).toEqual([])
    expect(one.seal.missing(new Uint8Array())).toEqual([])
    expect(one.seal.missing(Uint8Array.of(1, 2, 3))).toEqual([])
    expect(new OneValidator().seal.summary()).toEqual(new Uint8Array())
  })

  it('is answered with as much as a frame holds', () => {
    const [one, other] = [listener(), listener()]
    const many = new Others(100)
    const crowd = new OneValidator({ listens: true, others: many })
    crowd.begin()
    const proposals = Array.from({ length: 16 }, (_, k) => many.proposal(1 + (k % 3), 4 * (k >> 2) + (k % 3), 'A'))
    crowd.hear(...proposals)
    expect(one.seal.missing(other.seal.summary())).toEqual([])
    const bare = new OneValidator({ listens: true, others: many })
    bare.begin()
    const answer = crowd.seal.missing(bare.seal.summary())
    expect(answer.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(131_072)
  })
})
