import { encodeCanonical } from '@jazzgrid/ledger'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashSigner } from '../../test/seal/hash-signer.js'
import { NETWORK } from '../../test/seal/host.js'
import { OneValidator, Others } from '../../test/seal/one-validator.js'
import { valueId } from '../certificate/value.js'
import { signClose } from './close.js'
import { dispatchOf, encodeMessage, LONGEST_MESSAGE, type Message, readMessage } from './message.js'
import { type Proposal, signProposal } from './proposal.js'

const four = new Others(4)
const MESSAGES: readonly Message[] = [
  four.close(2),
  four.proposal(1, 0, 'A'),
  four.proposal(3, 2, 'A', 1),
  four.vote(1, 'prevote', 3, '-'),
  four.vote(1, 'precommit', 0, 'A'),
  { kind: 'certificate', certificate: four.certificate('A') },
]

describe('a message', () => {
  it.each(MESSAGES.map((message) => [message.kind, message] as const))(
    '%s is read back as it was written',
    (_, message) => {
      expect(readMessage(encodeMessage(message))).toEqual(message)
    },
  )

  it('of which a byte was changed is another message or none, and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MESSAGES), fc.nat(), fc.integer({ min: 1, max: 255 }), (message, at, by) => {
        const wire = encodeMessage(message)
        wire[at % wire.length] ^= by
        const read = readMessage(wire)
        if (typeof read !== 'string') expect(encodeMessage(read)).toEqual(wire)
      }),
      { seed: 3, numRuns: 500 },
    )
  })

  it('is refused by the name of the place that does not fit', () => {
    const refused = (value: Parameters<typeof encodeCanonical>[0]) => readMessage(encodeCanonical(value))
    expect(readMessage(new Uint8Array(LONGEST_MESSAGE + 1))).toBe('too-long')
    expect(readMessage(Uint8Array.of(0x9f, 0xff))).toBe('not-canonical')
    expect(refused([2])).toBe('misfit length')
    expect(refused([7, []])).toBe('misfit kind')
    expect(refused([2, [1]])).toBe('misfit vote.length')
    expect(refused([0, [1, new Uint8Array(7), 1, NETWORK, 0, 0, NETWORK]])).toBe('misfit close.network')
  })

  it('has a name by what it says, not by how it is signed', () => {
    const vote = four.vote(1, 'prevote', 0, 'A')
    const { name } = dispatchOf(vote)
    expect(dispatchOf({ ...vote, signature: new Uint8Array(64) }).name).toBe(name)
    expect(dispatchOf({ ...vote, account: 2 }).name).not.toBe(name)
    expect(dispatchOf(four.vote(1, 'precommit', 0, 'A')).name).not.toBe(name)
  })

  it('that could not be read is not signed', () => {
    const frozen = { network: NETWORK, height: 1, root: new Uint8Array(32), count: 1, at: 0.5 }
    expect(() => signClose(frozen, 0, hashSigner(0))).toThrow('the at of a close')
    const proposal = four.proposal(1, 0, 'A')
    expect(() => signProposal({ ...proposal, value: { ...proposal.value, at: -1 } }, 1, hashSigner(1))).toThrow(
      'value.at',
    )
  })
})

describe('a message that no honest validator sends', () => {
  const verdict = (message: Message) => {
    const one = new OneValidator()
    one.begin()
    return one.hearWith(message).at(-1)
  }
  const signed = (change: Partial<Proposal>) => {
    const proposal = { ...four.proposal(1, 0, 'A'), ...change }
    return signProposal(
      { ...proposal, valueId: valueId(proposal.value) },
      proposal.account,
      hashSigner(proposal.account),
    )
  }
  const { value, closes } = four.proposal(1, 0, 'A')
  const again = four.proposal(2, 1, 'A', 0)

  it.each<readonly [reason: string, Message]>([
    ['not-a-validator', new Others(5).vote(4, 'prevote', 0, '-')],
    ['bad-signature', { ...four.vote(1, 'prevote', 0, '-'), round: 1 }],
    ['bad-signature', { ...four.close(1), count: 0 }],
    ['other-network', { ...four.vote(1, 'prevote', 0, '-'), network: new Uint8Array(8) }],
    ['not-the-proposer', four.proposal(2, 0, 'A')],
    ['bad-signature', { ...four.proposal(1, 0, 'A'), round: 4 }],
    ['other-height', signed({ value: { ...value, height: 2 } })],
    ['other-past', signed({ value: { ...value, previous: new Uint8Array(32) } })],
    ['no-quorum-of-closes', signed({ closes: closes.slice(1) })],
    ['no-quorum-of-closes', signed({ closes: [...closes, four.close(3)] })],
    ['other-closes', signed({ closes: [closes[0], closes[1], four.close(3)] })],
    ['other-closes', signed({ value: { ...value, closers: Uint8Array.of(0b1110) } })],
    ['bad-close', signed({ closes: [closes[0], closes[1], { ...closes[2], signature: new Uint8Array(64) }] })],
    ['other-height', signed({ closes: [closes[0], closes[1], new Others(4, 2).close(2)] })],
    ['no-proof', signed({ validRound: 0, round: 1, account: 2 })],
    ['no-proof', signed({ proof: again.proof })],
    ['valid-round-to-come', signed({ account: 2, round: 1, validRound: 1, proof: again.proof })],
    ['bad-proof', signed({ account: 3, round: 2, validRound: 1, proof: again.proof })],
    ['no-quorum', { kind: 'certificate', certificate: { ...four.certificate('A'), round: 9 } }],
  ])('is invalid: %s', (reason, message) => {
    expect(verdict(message)).toBe(`heard invalid: ${reason}`)
  })

  it('is not needed any more where it is of a height gone by', () => {
    const one = new OneValidator({ others: new Others(4, 3) })
    one.begin()
    expect(one.hearWith(four.vote(1, 'prevote', 0, '-'))).toEqual(['heard stray'])
  })
})
