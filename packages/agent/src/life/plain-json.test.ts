import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { notPlainJson } from './plain-json.js'

const circle: Record<string, unknown> = { name: 'circle' }
circle.self = { inner: circle }

class Meter {
  energy = 3
}

describe('plain JSON', () => {
  it.each([
    ['NaN', { soc: Number.NaN }, '$.soc'],
    ['infinity', [1, Number.POSITIVE_INFINITY], '$[1]'],
    ['negative zero', -0, '$'],
    ['undefined in a record', { a: { b: undefined } }, '$.a.b'],
    ['undefined in a list', [undefined], '$[0]'],
    ['a hole in a list', new Array(1), '$[0]'],
    ['a big integer', { n: 5n }, '$.n'],
    ['a class of its own', { meter: new Meter() }, '$.meter'],
    ['a date', [new Date(0)], '$[0]'],
    ['a symbol key', { [Symbol('x')]: 1 }, '$'],
    ['a circle', circle, '$.self.inner'],
  ])('is not %s', (_what, value, at) => {
    expect(notPlainJson(value)).toBe(at)
  })

  it('may hold one record twice', () => {
    const shared = { price: 20 }
    expect(notPlainJson({ bid: shared, offer: shared })).toBeUndefined()
  })

  it('is what survives its own text, and only that', () => {
    const anything = fc.anything({ withDate: true, withMap: true, withBigInt: false, withTypedArray: true })
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), anything), (value) => {
        const plain = notPlainJson(value) === undefined
        if (!plain) return
        expect(JSON.parse(JSON.stringify(value))).toStrictEqual(value)
      }),
      { seed: 25, numRuns: 500 },
    )
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(notPlainJson(JSON.parse(JSON.stringify(value)))).toBeUndefined()
      }),
      { seed: 26, numRuns: 200 },
    )
  })
})
