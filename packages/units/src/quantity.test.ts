import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cost, money, perKwh, price, watt, wh } from './quantity.js'

describe('a quantity', () => {
  it('is a safe integer of its unit', () => {
    for (const make of [wh, watt, price, money]) {
      expect(make(24_500)).toBe(24_500)
      expect(make(-1)).toBe(-1)
      for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
        expect(() => make(wrong)).toThrow(RangeError)
    }
    expect(() => wh(0.5)).toThrow('energy [Wh] must be a safe integer, got 0.5')
  })

  it('has one zero, so that equal amounts print and hash alike', () => {
    expect(Object.is(money(-0), 0)).toBe(true)
    expect(Object.is(cost(price(-5), wh(0)), 0)).toBe(true)
  })
})

describe('price times energy', () => {
  it('is money to the last micro-unit: 1.5 kWh at 24.5 cost 36.75', () => {
    expect(cost(perKwh(24.5), wh(1_500))).toBe(36_750_000)
  })

  it('is exact or refused, never rounded', () => {
    const at = fc.integer({ min: -1_000_000, max: 1_000_000 })
    const amount = fc.integer({ min: 0, max: 2 ** 40 })
    fc.assert(
      fc.property(at, amount, (p, q) => {
        const exact = BigInt(p) * BigInt(q)
        const fits = exact <= BigInt(Number.MAX_SAFE_INTEGER) && exact >= BigInt(Number.MIN_SAFE_INTEGER)
        if (fits) expect(BigInt(cost(price(p), wh(q)))).toBe(exact)
        else expect(() => cost(price(p), wh(q))).toThrow(RangeError)
      }),
      { seed: 11 },
    )
  })
})

describe('a price written per kWh', () => {
  it.each([
    [24.5, 24_500],
    [8.5, 8_500],
    [0.001, 1],
    [-3.7, -3_700],
    [1.005, 1_005],
  ])('%d is %i milli-currency', (currency, milli) => {
    expect(perKwh(currency)).toBe(milli)
  })

  it('is refused where it is finer than a thousandth or no number', () => {
    expect(() => perKwh(0.0005)).toThrow('0.0005 per kWh is finer than 0.001 per kWh')
    expect(() => perKwh(Number.NaN)).toThrow(RangeError)
  })
})
