import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatScaled, parseDecimal, scaled } from './decimal.js'

describe('a decimal', () => {
  it.each([
    ['24.5', 245n, 1],
    ['-0.005', -5n, 3],
    ['+7', 7n, 0],
    ['.5', 5n, 1],
    ['5.', 5n, 0],
    ['1.2500', 125n, 2],
    ['0.000', 0n, 0],
    ['1e3', 1000n, 0],
    ['2.5E-2', 25n, 3],
    ['  8.5 ', 85n, 1],
    ['0.1000000000000000055511151231257827', 1000000000000000055511151231257827n, 34],
  ])('%s is read as it was written', (text, digits, scale) => {
    expect(parseDecimal(text)).toEqual({ digits, scale })
  })

  it.each(['', '.', '-', 'e3', '1,5', '0x10', '1_000', 'NaN', 'Infinity', '1e1000', '１２', '1 2', '--1'])(
    '%j is no finite decimal number',
    (text) => {
      expect(parseDecimal(text)).toBeUndefined()
    },
  )

  it('reads a number by its shortest text, tiny and huge ones included', () => {
    expect(parseDecimal(0.1)).toEqual({ digits: 1n, scale: 1 })
    expect(parseDecimal(1e-7)).toEqual({ digits: 1n, scale: 7 })
    expect(parseDecimal(1e21)).toEqual({ digits: 10n ** 21n, scale: 0 })
    expect(parseDecimal(Number.NaN)).toBeUndefined()
    expect(parseDecimal(Number.POSITIVE_INFINITY)).toBeUndefined()
  })

  it('keeps every finite double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (value) => {
        const { digits, scale } = parseDecimal(value) as NonNullable<ReturnType<typeof parseDecimal>>
        expect(Number(`${digits}e-${scale}`) === value).toBe(true)
      }),
      { seed: 12 },
    )
  })
})

describe('a count of a power of ten', () => {
  it('takes what is as coarse, and refuses what is finer', () => {
    expect(scaled({ digits: 245n, scale: 1 }, 3)).toBe(24_500n)
    expect(scaled({ digits: 245n, scale: 1 }, 1)).toBe(245n)
    expect(scaled({ digits: 5n, scale: 4 }, 3)).toBeUndefined()
  })

  it('prints without trailing zeros', () => {
    expect(formatScaled(24_500, 3)).toBe('24.5')
    expect(formatScaled(-5n, 3)).toBe('-0.005')
    expect(formatScaled(1000, 3)).toBe('1')
    expect(formatScaled(0, 3)).toBe('0')
    expect(formatScaled(42, 0)).toBe('42')
  })

  it('comes back from its own text, at any size', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.integer({ min: 0, max: 9 }),
        (value, scale) => {
          const read = parseDecimal(formatScaled(value, scale))
          expect(read && scaled(read, scale)).toBe(value)
        },
      ),
      { seed: 13 },
    )
  })
})
