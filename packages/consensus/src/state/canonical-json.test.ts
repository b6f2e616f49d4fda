import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type Plain } from './canonical-json.js'

describe('canonical JSON', () => {
  it('orders names and leaves out what is undefined', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'é"'], c: undefined })).toBe('{"a":[true,null,"é\\""],"b":1}')
  })

  it('writes one zero', () => {
    expect(canonicalJson([0, -0])).toBe('[0,0]')
  })

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'refuses %d, which two machines could read differently',
    (value) => {
      expect(() => canonicalJson({ value })).toThrow('is no safe integer')
    },
  )

  it('is JSON, and the same for every order of names', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean())), (object) => {
        const text = canonicalJson(object as Plain)
        const reversed = Object.fromEntries(Object.entries(object).reverse())
        expect(canonicalJson(reversed as Plain)).toBe(text)
        expect(JSON.parse(text, (_, value) => (value === 0 ? 0 : value))).toEqual(
          Object.fromEntries(Object.entries(object).map(([name, value]) => [name, value === 0 ? 0 : value])),
        )
      }),
    )
  })
})
