import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Stage, signVote } from '../seal/vote.js'
import { ValidatorSet } from '../validators/validator-set.js'
import {
  type Certificate,
  certificateId,
  decodeCertificate,
  encodeCertificate,
  verifyCertificate,
} from './certificate.js'
import { doubleVotes } from './double-votes.js'
import { endorse } from './endorsement.js'
import { type Value, valueId } from './value.js'

const scheme = opensslScheme()
const network = new Uint8Array(8).fill(7)
const hash = (n: number) => new Uint8Array(32).fill(n)

const signers = Array.from({ length: 31 }, (_, i) => opensslSigner(new Uint8Array(32).fill(i + 1)))
const community = (members: number) =>
  new ValidatorSet(signers.slice(0, members).map(({ key }, account) => ({ account, key })))

function value(members: number, change: Partial<Value> = {}): Value {
  return {
    network,
    height: 12_345,
    previous: hash(1),
    at: 1_790_000_000_000,
    firstSlot: 994_444,
    closers: new Uint8Array((members + 7) >> 3).fill(1),
    closesRoot: hash(2),
    frontierRoot: hash(3),
    inputsRoot: hash(4),
    resultRoot: hash(5),
    stateRoot: hash(6),
    validatorsHash: hash(7),
    paramsHash: hash(8),
    ...change,
  }
}

function certify(
  of: Value,
  from: readonly number[],
  { members = 4, round = 0, stage = 'precommit' as Stage, quorum = community(members).quorum } = {},
): Certificate {
  const ballot = { network, height: of.height, round, stage, valueId: valueId(of) }
  const votes = from.map((account) => signVote(ballot, account, signers[account]))
  return { value: of, round, precommits: endorse(votes, community(members), quorum) }
}

describe('a certificate of four validators, by Ed25519', () => {
  const good = certify(value(4), [1, 2, 3])
  const holds = (certificate: Certificate) => verifyCertificate(certificate, community(4), scheme)

  it('holds with the precommits of three, whoever they are', () => {
    expect(holds(good)).toBe(true)
    expect(holds(certify(value(4), [0, 1, 3]))).toBe(true)
  })

  it('has the same name whoever signed it and in whichever attempt', () => {
    const id = certificateId(good)
    expect(certificateId(certify(value(4), [0, 1, 2], { round: 3 }))).toEqual(id)
    expect(certificateId(certify(value(4, { stateRoot: hash(9) }), [1, 2, 3]))).not.toEqual(id)
  })

  it.each<readonly [what: string, Certificate]>([
    ['two signers', certify(value(4), [1, 2], { quorum: 2 })],
    ['four signers, for more than a quorum only make it longer', certify(value(4), [0, 1, 2, 3], { quorum: 4 })],
    ['prevotes', certify(value(4), [1, 2, 3], { stage: 'prevote' })],
    ['precommits of another attempt', { ...good, round: 1 }],
    ['precommits of another value', { ...good, value: value(4, { firstSlot: 1 }) }],
    ['signatures under other names', { ...good, precommits: { ...good.precommits, signers: Uint8Array.of(0b111) } }],
    ['a signer that is not there', { ...good, precommits: { ...good.precommits, signers: Uint8Array.of(0b11100) } }],
    [
      'a signature too few',
      { ...good, precommits: { ...good.precommits, signatures: good.precommits.signatures.slice(64) } },
    ],
  ])('does not hold with %s', (_, certificate) => {
    expect(holds(certificate)).toBe(false)
  })

  it('does not hold with any bit of a signature changed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3 * 512 - 1 }), (bit) => {
        const signatures = good.precommits.signatures.slice()
        signatures[bit >> 3] ^= 1 << (bit & 7)
        expect(holds({ ...good, precommits: { ...good.precommits, signatures } })).toBe(false)
      }),
      { seed: 2, numRuns: 40 },
    )
  })

  it('is read back as it was written, and nothing else is read as it', () => {
    const bytes = encodeCertificate(good)
    expect(decodeCertificate(bytes)).toEqual(good)
    expect(decodeCertificate(bytes.slice(0, -1))).toBeUndefined()
    expect(decodeCertificate(Uint8Array.of(...bytes, 0))).toBeUndefined()
    expect(decodeCertificate(encodeCertificate({ ...good, value: { ...good.value, at: -1 } }))).toBeUndefined()
    expect(
      decodeCertificate(encodeCertificate({ ...good, value: { ...good.value, stateRoot: network } })),
    ).toBeUndefined()
  })
})

describe('a certificate of 31 validators', () => {
  it('has some 1.7 kB, of which 1,344 bytes are signatures', () => {
    const certificate = certify(value(31), [...Array(21).keys()], { members: 31 })
    expect(verifyCertificate(certificate, community(31), scheme)).toBe(true)
    const { length } = encodeCertificate(certificate)
    expect(length).toBeGreaterThan(1_344)
    expect(length).toBeLessThanOrEqual(1_700)
  })
})

describe('two certificates of one height', () => {
  it('convict those who precommitted both values in one attempt', () => {
    const one = certify(value(4), [0, 1, 2])
    const other = certify(value(4, { firstSlot: 1 }), [1, 2, 3])
    expect(doubleVotes(one, other, community(4)).map(({ account }) => account)).toEqual([1, 2])
  })

  it('convict nobody of signing two things at one place where their attempts differ', () => {
    const one = certify(value(4), [0, 1, 2])
    expect(doubleVotes(one, certify(value(4, { firstSlot: 1 }), [1, 2, 3], { round: 1 }), community(4))).toEqual([])
  })
})

describe('an endorsement', () => {
  it('cannot be made of too few signatures', () => {
    expect(() => certify(value(4), [1, 2])).toThrow('2 signatures are no quorum of 3')
  })
})
