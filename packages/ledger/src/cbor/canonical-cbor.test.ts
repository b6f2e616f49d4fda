import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyValue } from '../../test/cbor/any-value.js'
import { type CborValue, compareBytes, decodeCanonical, encodeCanonical, sameBytes } from './canonical-cbor.js'

const hex = (text: string) => Uint8Array.from(text.replaceAll(' ', '').match(/../g) ?? [], (byte) => parseInt(byte, 16))

describe('the canonical encoding', () => {
  it('gives back every value that peers write to each other', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(decodeCanonical(encodeCanonical(value))).toEqual(Object.is(value, -0) ? 0 : value)
      }),
      { numRuns: 500, seed: 1 },
    )
  })

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53), undefined, 1n, {}])(
    'writes nothing for %s',
    (value) => {
      expect(() => encodeCanonical([value as CborValue])).toThrow(RangeError)
      expect(encodeCanonical([1])).toEqual(hex('81 01'))
    },
  )

  it('reads no two byte strings as the same value', () => {
    fc.assert(
      fc.property(anyValue, fc.nat(), fc.nat(255), (value, at, byte) => {
        const bytes = encodeCanonical(value)
        const other = bytes.slice()
        other[at % bytes.length] ^= byte
        const read = decodeCanonical(other)
        if (read !== undefined) expect(encodeCanonical(read)).toEqual(other)
      }),
      { numRuns: 2000, seed: 2 },
    )
  })

  it.each([
    ['an integer with a byte more than it needs', '18 05'],
    ['an integer with three bytes more', '1a 00000005'],
    ['an array whose length is written longer', '98 01 00'],
    ['bytes whose length is written longer', '58 01 00'],
    ['an indefinite array', '9f 01 ff'],
    ['indefinite bytes', '5f 41 00 ff'],
    ['an indefinite text', '7f 61 61 ff'],
    ['a map', 'a1 01 02'],
    ['an empty map', 'a0'],
    ['a tag', 'c1 01'],
    ['a bignum', 'c2 41 01'],
    ['a half float', 'f9 3e00'],
    ['a float that is an integer', 'fa 40a00000'],
    ['a double', 'fb 3ff199999999999a'],
    ['not a number', 'f9 7e00'],
    ['undefined', 'f7'],
    ['an unassigned simple value', 'e0'],
    ['a simple value of two bytes', 'f8 20'],
    ['a break', 'ff'],
    ['an integer above 2^53 - 1', '1b 0020000000000000'],
    ['an integer below -(2^53 - 1)', '3b 001fffffffffffff'],
    ['text that is no UTF-8', '61 ff'],
    ['a surrogate in UTF-8', '63 eda080'],
    ['nothing', ''],
    ['an array without its items', '82 01'],
    ['more than one value', '01 01'],
    ['a reserved length', '1c'],
  ])('refuses %s', (_, bytes) => {
    expect(decodeCanonical(hex(bytes))).toBeUndefined()
  })

  it('refuses arrays nested deeper than anything that is written, and does so without a deep stack', () => {
    expect(decodeCanonical(hex('81 81 81 81 81 81 81 80'))).toEqual([[[[[[[[]]]]]]]])
    expect(decodeCanonical(hex('81 81 81 81 81 81 81 81 80'))).toBeUndefined()
    expect(decodeCanonical(new Uint8Array(60_000).fill(0x81))).toBeUndefined()
  })

  it('makes nothing for a length that the bytes do not have', () => {
    expect(decodeCanonical(hex('9a ffffffff'))).toBeUndefined()
    expect(decodeCanonical(hex('9b 001fffffffffffff'))).toBeUndefined()
    expect(decodeCanonical(hex('5a ffffffff'))).toBeUndefined()
    expect(decodeCanonical(hex('5b ffffffffffffffff'))).toBeUndefined()
  })

  it('is in bytes of its own, whatever its length', () => {
    for (const length of [1, 50, 100, 200, 300, 1000, 5000, 70_000]) {
      const bytes = encodeCanonical([new Uint8Array(length), new Uint8Array(length)])
      expect(bytes.constructor).toBe(Uint8Array)
      expect(bytes.buffer.byteLength).toBe(bytes.length)
    }
  })

  it('reads only so many values', () => {
    const many = (count: number) => encodeCanonical(new Array(count).fill(0))
    expect(decodeCanonical(many(2 ** 18 - 1))).toHaveLength(2 ** 18 - 1)
    expect(decodeCanonical(many(2 ** 18))).toBeUndefined()
  })

  it('hands out bytes of its own, so that the buffer around them can be used again', () => {
    const frame = encodeCanonical([new Uint8Array(40).fill(5), new Uint8Array(1000)])
    const [first] = decodeCanonical(frame) as Uint8Array[]
    frame.fill(0)
    expect(first).toEqual(new Uint8Array(40).fill(5))
    expect(first.buffer.byteLength).toBe(40)
  })
})

describe('bytes', () => {
  it('are the same only with the same length', () => {
    expect(sameBytes(hex('0102'), hex('0102'))).toBe(true)
    expect(sameBytes(hex('0102'), hex('010200'))).toBe(false)
    expect(sameBytes(hex('0102'), hex('0103'))).toBe(false)
  })

  it('are ordered by their first difference, and the shorter before the longer', () => {
    const sorted = ['', '00', '0000', '01', 'ff', 'ff00'].map(hex)
    expect([...sorted].reverse().sort(compareBytes)).toEqual(sorted)
  })
})
