import { encode, rfc8949EncodeOptions } from 'cborg'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCanonical, encodeCanonical } from '../../src/cbor/canonical-cbor.js'
import { anyValue } from './any-value.js'

describe('the canonical encoding, compared with a library', () => {
  it('is what a library writes by RFC 8949', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const theirs = encode(Object.is(value, -0) ? 0 : value, rfc8949EncodeOptions)
        expect(encodeCanonical(value)).toEqual(new Uint8Array(theirs))
      }),
      { numRuns: 1000, seed: 3 },
    )
  })

  it.each([23, 24, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER])(
    'takes as few bytes as a library about %d',
    (edge) => {
      for (const value of [edge, -edge, 1 - edge, edge - 1]) {
        expect(encodeCanonical(value)).toEqual(new Uint8Array(encode(value, rfc8949EncodeOptions)))
        expect(decodeCanonical(encodeCanonical(value))).toBe(value)
      }
    },
  )

  it.each([0, 23, 24, 63, 64, 65, 255, 256, 5000])(
    'reads texts of %d characters, of one byte each or more',
    (length) => {
      for (const text of [
        'a'.repeat(length),
        'é'.repeat(length),
        `${'a'.repeat(length)}駅`,
        `\ufeff${'b'.repeat(length)}`,
      ]) {
        expect(encodeCanonical(text)).toEqual(new Uint8Array(encode(text, rfc8949EncodeOptions)))
        expect(decodeCanonical(encodeCanonical(text))).toBe(text)
      }
    },
  )
})
