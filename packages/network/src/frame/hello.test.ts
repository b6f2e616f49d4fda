import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeHello, helloFault } from './hello.js'

describe('a hello', () => {
  it('is sound for its own community', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (network) => {
        expect(helloFault(encodeHello(network), network)).toBeUndefined()
      }),
      { seed: 1 },
    )
  })

  it.each([
    ['of another community', encodeHello('misono'), 'hello-other-network'],
    ['of another version', Uint8Array.of(2, 0x61), 'hello-version'],
    ['without a name', Uint8Array.of(1), 'hello-malformed'],
    ['that is empty', Uint8Array.of(), 'hello-malformed'],
    ['that is not UTF-8', Uint8Array.of(1, 0xff, 0xfe), 'hello-malformed'],
    ['that is too long', new Uint8Array(300).fill(1), 'hello-malformed'],
  ])('%s is refused', (_what, hello, fault) => {
    expect(helloFault(hello, 'sakae')).toBe(fault)
  })

  it('of any bytes is judged without an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(helloFault(bytes, 'sakae')).toMatch(/^hello-/)
      }),
      { seed: 2 },
    )
  })

  it('cannot be made for a community without a name, or with one that is too long', () => {
    expect(() => encodeHello('')).toThrow(RangeError)
    expect(() => encodeHello('x'.repeat(256))).toThrow(RangeError)
  })
})
