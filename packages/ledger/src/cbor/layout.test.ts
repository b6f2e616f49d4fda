import { describe, expect, it } from 'vitest'
import type { CborValue } from './canonical-cbor.js'
import { bytes, bytesUpTo, type Field, integer, listOf, misfit, natural, orNull, textUpTo } from './layout.js'

const fits = (field: Field, value: CborValue) => misfit([value], [field]) === undefined

describe('a layout', () => {
  it('names the first place that does not fit', () => {
    const layout = [natural('slot'), integer('price'), bytes('key', 2)]
    expect(misfit([1, -5, new Uint8Array(2)], layout)).toBeUndefined()
    expect(misfit([1, 'dear', new Uint8Array(3)], layout)).toBe('price')
    expect(misfit([1, -5, new Uint8Array(3)], layout)).toBe('key')
  })

  it('wants exactly its places', () => {
    const layout = [natural('slot')]
    for (const value of [[], [1, 2], 1, null, 'a', undefined, new Uint8Array(1)])
      expect(misfit(value, layout)).toBe('length')
  })

  it.each([
    ['a natural of at most 9', natural('', 9), [0, 9], [-1, 10, 1.5, Number.NaN, '1', null, true]],
    ['an integer', integer(''), [-(2 ** 53 - 1), 0, 2 ** 53 - 1], [2 ** 53, 0.5, Number.POSITIVE_INFINITY, '0']],
    ['two bytes', bytes('', 2), [new Uint8Array(2)], [new Uint8Array(1), new Uint8Array(3), 'ab', [1, 2]]],
    ['at most two bytes', bytesUpTo('', 2), [new Uint8Array(0), new Uint8Array(2)], [new Uint8Array(3), '']],
    ['a text of at most two units', textUpTo('', 2), ['', 'ab'], ['abc', new Uint8Array(1), 1]],
    ['null or a natural', orNull(natural('')), [null, 1], [-1, false, '']],
    [
      'at most one pair',
      listOf('', [natural(''), natural('')], 1),
      [[], [[1, 2]]],
      [
        [[1]],
        [
          [1, 2],
          [1, 2],
        ],
        [1],
      ],
    ],
  ] as [string, Field, CborValue[], CborValue[]][])('tells %s from all else', (_, field, good, bad) => {
    for (const value of good) expect(fits(field, value)).toBe(true)
    for (const value of bad) expect(fits(field, value)).toBe(false)
  })
})
