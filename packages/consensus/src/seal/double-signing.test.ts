import {
  type DoubleSigningBody,
  LARGEST_ACCOUNT,
  LONGEST_ENTRY,
  NO_ENTRY,
  readEntry,
  signEntry,
} from '@jazzgrid/ledger'
import { describe, expect, it } from 'vitest'
import { hashScheme, hashSigner } from '../../test/seal/hash-signer.js'
import { NETWORK } from '../../test/seal/host.js'
import { OneValidator, Others } from '../../test/seal/one-validator.js'
import { doubleSigning, isDoubleSigning } from './double-signing.js'
import type { Statement } from './message.js'

const four = new Others(4)
const { key } = hashSigner(1)
const proves = (proof: DoubleSigningBody, network = NETWORK, of = key) =>
  isDoubleSigning(proof, network, of, hashScheme)

const LIES: readonly (readonly [what: string, Statement, Statement])[] = [
  ['closes of a height', four.close(1), four.close(1, 50)],
  ['proposals of an attempt', four.proposal(1, 0, 'A'), four.proposal(1, 0, 'B')],
  ['votes of a stage', four.vote(1, 'prevote', 0, 'A'), four.vote(1, 'prevote', 0, 'B')],
  ['votes of a stage, one for none', four.vote(1, 'precommit', 0, '-'), four.vote(1, 'precommit', 0, 'A')],
]

describe('two statements at one place', () => {
  it.each(LIES)('convict who signed them: %s', (_, one, other) => {
    const proof = doubleSigning(one, other)
    expect(proves(proof)).toBe(true)
    expect(doubleSigning(other, one)).toEqual(proof)
  })

  it('fit an entry, whatever they say', () => {
    const most = Number.MAX_SAFE_INTEGER
    const close: Statement = {
      kind: 'close',
      network: NETWORK,
      account: LARGEST_ACCOUNT,
      height: most,
      root: new Uint8Array(32),
      count: most,
      at: most,
      signature: new Uint8Array(64).fill(255),
    }
    const proof = doubleSigning(close, { ...close, at: most - 1 })
    const filed = signEntry(
      {
        network: NETWORK,
        account: LARGEST_ACCOUNT,
        incarnation: 0,
        seq: 1,
        prev: NO_ENTRY,
        height: most,
        certificate: new Uint8Array(8),
        time: most,
        body: proof,
      },
      hashSigner(1),
    )
    expect(readEntry(filed.wire)).toMatchObject({ body: proof })
    expect(filed.wire.length).toBeLessThan(LONGEST_ENTRY)
  })

  it.each(LIES)('are accused as soon as both are heard: %s', (_, one, other) => {
    const hearer = new OneValidator()
    hearer.begin()
    expect(hearer.hear(one)).not.toContain(`accuse 1 of two ${one.kind}s`)
    expect(hearer.hearWith(other)).toContain(`accuse 1 of two ${one.kind}s`)
    expect(hearer.hearWith(other)).toEqual(['heard known'])
  })

  it('are accused also where they were heard ahead of their attempt', () => {
    const hearer = new OneValidator()
    hearer.begin()
    expect(hearer.hear(four.vote(1, 'prevote', 4, 'A'), four.vote(1, 'prevote', 4, 'B'))).toEqual([])
    expect(hearer.hear(four.vote(2, 'prevote', 4, 'A'))).toContain('accuse 1 of two votes')
  })
})

describe('nobody is convicted', () => {
  const proof = doubleSigning(four.vote(1, 'prevote', 0, 'A'), four.vote(1, 'prevote', 0, 'B'))
  const [first, second] = proof.signed

  it.each<readonly [why: string, DoubleSigningBody]>([
    ['by the same statement twice', { ...proof, signed: [first, first] }],
    ['by statements in another order than theirs', { ...proof, signed: [second, first] }],
    ['by a signature of nothing', { ...proof, signed: [first, { ...second, signature: new Uint8Array(64) }] }],
    ['by votes passed off as proposals', { ...proof, said: 'proposal' }],
    ['by votes of two attempts', doubleSigning(four.vote(1, 'prevote', 0, 'A'), four.vote(1, 'prevote', 1, 'B'))],
    ['by votes of two stages', doubleSigning(four.vote(1, 'prevote', 0, 'A'), four.vote(1, 'precommit', 0, 'B'))],
    ['by closes of two heights', doubleSigning(four.close(1), new Others(4, 2).close(1))],
    ['by bytes that say nothing', { ...proof, signed: [{ ...first, content: new Uint8Array() }, second] }],
  ])('%s', (_, idle) => {
    expect(proves(idle)).toBe(false)
  })

  it('for what another signed, or in another community', () => {
    expect(proves(proof, NETWORK, hashSigner(2).key)).toBe(false)
    expect(proves(proof, new Uint8Array(8))).toBe(false)
  })
})
