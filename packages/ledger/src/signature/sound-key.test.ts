import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, BASE, bytesOf, D, encoded, L, P, TORSION, times, withY } from '../../test/edwards25519.js'
import { isSmallOrder } from './small-order.js'
import { isSoundKey, keyFlaw } from './sound-key.js'

const SIGN = 2n ** 255n
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** All eight, from their generator. */
const SMALL = Array.from({ length: 8 }, (_, i) => times(BigInt(i), TORSION))

describe('a public key', () => {
  it('is sound where somebody can hold it', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: L - 1n }), (scalar) => isSoundKey(encoded(times(scalar, BASE)))),
      { seed: 1, numRuns: 15 },
    )
  })

  it('of small order is refused, in the canonical encoding of each of the eight', () => {
    expect(new Set(SMALL.map((point) => hex(encoded(point)))).size).toBe(8)
    expect(times(8n, TORSION)).toEqual({ x: 0n, y: 1n })
    for (const point of SMALL) expect(keyFlaw(encoded(point))).toBe('small-order')
  })

  it('of small order is refused in the six other encodings that lenient readers take', () => {
    const others = [P, P + SIGN, P + 1n, P + 1n + SIGN, 1n + SIGN, P - 1n + SIGN]
    for (const y of others) expect(keyFlaw(bytesOf(y))).toBe('small-order')
  })

  it('is refused where its y is p or more', () => {
    for (let y = P + 2n; y < SIGN; y++) {
      expect(keyFlaw(bytesOf(y))).toBe('not-canonical')
      expect(keyFlaw(bytesOf(y + SIGN))).toBe('not-canonical')
    }
  })

  it('is refused exactly where no point has its y', () => {
    let refused = 0
    for (let y = 2n; y < 60n; y++) {
      const isPoint = withY(y, false) !== undefined
      expect(keyFlaw(bytesOf(y))).toBe(isPoint ? undefined : 'not-on-curve')
      expect(keyFlaw(bytesOf(y + SIGN))).toBe(isPoint ? undefined : 'not-on-curve')
      if (!isPoint) refused++
    }
    expect(refused).toBeGreaterThan(15)
  })

  it('with a part of small order is let in: somebody holds it, and every peer judges its signatures alike', () => {
    expect(keyFlaw(encoded(add(times(77n, BASE), TORSION)))).toBeUndefined()
  })

  it('is not taken for one of small order for a byte that it shares with one', () => {
    for (const point of SMALL) {
      for (let i = 0; i < 32; i++) {
        const other = encoded(point)
        other[i] ^= 4
        expect(isSmallOrder(other)).toBe(SMALL.some((small) => hex(encoded(small)) === hex(other)))
      }
    }
  })

  it('of another length is refused', () => {
    for (const length of [0, 31, 33]) expect(keyFlaw(new Uint8Array(length).fill(3))).toBe('length')
  })

  it('is checked on the curve of RFC 8032, of which d and the base point are known', () => {
    expect(D).toBe(37095705934669439343138083508754565189542113879843219016388785533085940283555n)
    expect(hex(encoded(BASE))).toBe(`58${'66'.repeat(31)}`)
    expect(times(L, BASE)).toEqual({ x: 0n, y: 1n })
  })
})
