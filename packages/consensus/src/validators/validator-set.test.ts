import { describe, expect, it } from 'vitest'
import { hashSigner } from '../../test/seal/hash-signer.js'
import { type FaultModel, ValidatorSet } from './validator-set.js'

const members = (count: number) => Array.from({ length: count }, (_, i) => ({ account: 2 * i, key: hashSigner(i).key }))
const sizes = (count: number, faultModel: FaultModel) => {
  const { faults, quorum, support, witnesses } = new ValidatorSet(members(count), faultModel)
  return [faults, quorum, support, witnesses]
}

describe('the sizes that follow from the number of validators', () => {
  it.each([
    //    n, f,  q,  t, witnesses
    [1, 0, 1, 1, 1],
    [2, 0, 2, 2, 1],
    [3, 0, 3, 2, 1],
    [4, 1, 3, 2, 2],
    [5, 1, 4, 3, 2],
    [7, 2, 5, 3, 3],
    [10, 3, 7, 4, 4],
    [31, 10, 21, 11, 11],
    [100, 33, 67, 34, 34],
  ])('of %i, %i of whom may lie: quorum %i, support %i, witnesses %i', (count, ...expected) => {
    expect(sizes(count, 'byzantine')).toEqual(expected)
  })

  it.each([
    [1, 0, 1, 1, 1],
    [2, 0, 2, 2, 1],
    [3, 1, 2, 2, 1],
    [4, 1, 3, 2, 1],
    [5, 2, 3, 3, 1],
    [7, 3, 4, 4, 1],
  ])('of %i, %i of whom may fall silent: quorum %i, support %i, witnesses %i', (count, ...expected) => {
    expect(sizes(count, 'crash')).toEqual(expected)
  })

  it('leave a quorum when f fail, and let an entry neither slip in nor be left out', () => {
    for (let n = 1; n <= 256; n++) {
      for (const model of ['byzantine', 'crash'] as const) {
        const { faults: f, quorum: q, support: t } = new ValidatorSet(members(n), model)
        const liars = model === 'byzantine' ? f : 0
        expect(n - f, 'the others are a quorum').toBeGreaterThanOrEqual(q)
        expect(2 * q - n, 'two quorums share somebody honest').toBeGreaterThan(liars)
        expect(t, 'one who lists a cut entry has it and stays').toBeGreaterThan(f)
        expect(2 * t, 'no two entries at one place').toBeGreaterThan(q)
        expect(t, 'what all the honest hold is in').toBeLessThanOrEqual(q - liars)
      }
    }
  })
})

describe('a set of validators', () => {
  it('has its hash: every member, key and the fault model matter', () => {
    const set = new ValidatorSet(members(4))
    const others = [new ValidatorSet(members(5)), new ValidatorSet(members(4), 'crash')]
    expect(new ValidatorSet(members(4)).hash).toEqual(set.hash)
    for (const other of others) expect(other.hash).not.toEqual(set.hash)
  })

  it('knows place and key of an account', () => {
    const set = new ValidatorSet(members(4))
    expect([set.position(4), set.position(5)]).toEqual([2, undefined])
    expect([set.key(4), set.key(5)]).toEqual([hashSigner(2).key, undefined])
  })

  it('refuses to be empty, disordered or to share a key', () => {
    const [a, b] = members(2)
    expect(() => new ValidatorSet([])).toThrow('needs a validator')
    expect(() => new ValidatorSet([b, a])).toThrow('validator 0 is out of order')
    expect(() => new ValidatorSet([a, { ...b, key: a.key }])).toThrow('validators 0 and 2 share a key')
    expect(() => new ValidatorSet([{ ...a, key: new Uint8Array(31) }])).toThrow('31 bytes')
    expect(() => new ValidatorSet(Array.from({ length: 257 }, () => a))).toThrow('257 validators')
  })
})

describe('the order of proposers', () => {
  const set = new ValidatorSet(members(7))
  const certificate = (n: number) => new Uint8Array(32).fill(n)

  it('is a permutation, the same for all who know the last certificate', () => {
    const order = set.proposers(certificate(1), [])
    expect([...order].sort((a, b) => a - b)).toEqual([0, 2, 4, 6, 8, 10, 12])
    expect(set.proposers(certificate(1), [])).toEqual(order)
  })

  it('puts those who are known to be awake before the others, each in their drawn order', () => {
    const drawn = set.proposers(certificate(1), [])
    const live = new Set([12, 0, 4])
    const order = set.proposers(certificate(1), live)
    expect(order).toEqual([...drawn.filter((one) => live.has(one)), ...drawn.filter((one) => !live.has(one))])
  })

  it('lets everybody be first about as often', () => {
    const first = new Map<number, number>()
    for (let n = 0; n < 250; n++) {
      const [one] = set.proposers(certificate(n), [])
      first.set(one, (first.get(one) ?? 0) + 1)
    }
    expect(first.size).toBe(7)
    for (const times of first.values()) expect(times).toBeGreaterThan(15)
  })
})
