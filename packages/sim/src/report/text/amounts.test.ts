import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountsIn, decimal, energy, fineEnergy, kwh, percent, signed } from './amounts.js'

test('micro-currency per Wh reads as yen per kWh, micro-currency as yen', () => {
  const yen = amountsIn('JPY')
  expect(yen.priceWithUnit(24_500)).toBe('24.5 JPY/kWh')
  expect(yen.moneyWithUnit(1_234_500_000)).toBe('1,235 JPY')
  expect(yen.moneyWithUnit(-1_234_567_890_000)).toBe('-1,234,568 JPY')
  expect(amountsIn('EUR').priceWithUnit(245)).toBe('0.245 EUR/kWh')
  expect(amountsIn('EUR').moneyWithUnit(1_005_000)).toBe('1.01 EUR')
})

test('energy is read in kWh and, where it is much, in MWh', () => {
  expect([kwh(1250), energy(50), energy(9_999_949), energy(12_345_678)]).toEqual([
    '1.3',
    '0.1 kWh',
    '9,999.9 kWh',
    '12.3 MWh',
  ])
})

test('little energy is not rounded to none', () => {
  expect([fineEnergy(5), fineEnergy(-40), fineEnergy(99.4), fineEnergy(99.6), fineEnergy(0), fineEnergy(NaN)]).toEqual([
    '5 Wh',
    '-40 Wh',
    '99 Wh',
    '0.1 kWh',
    '0.0 kWh',
    '–',
  ])
})

test('what is missing is a dash without a unit and never zero', () => {
  const yen = amountsIn('JPY')
  expect([yen.moneyWithUnit(NaN), yen.priceWithUnit(NaN), energy(NaN), percent(NaN), kwh(Infinity)]).toEqual(
    Array(5).fill('–'),
  )
})

test('a tie rounds away from zero on both sides, and nothing prints as minus zero', () => {
  expect([decimal(2500, 3, 0), decimal(-2500, 3, 0), decimal(-400, 3, 0), decimal(0, 3, 1)]).toEqual([
    '3',
    '-3',
    '0',
    '0.0',
  ])
})

test('plus signs stand before what is more than nothing only', () => {
  expect([signed('12'), signed('-12'), signed('0.0'), signed('–')]).toEqual(['+12', '-12', '0.0', '–'])
})

test('an integer count is printed as exact integer arithmetic says', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 6 }), (value, digits) => {
      const unit = 10n ** BigInt(6 - digits)
      const size = BigInt(Math.abs(value))
      const count = (size * 2n + unit) / (2n * unit)
      const text = count.toString().padStart(digits + 1, '0')
      const plain = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
      expect(decimal(value, 6, digits).replaceAll(',', '')).toBe(value < 0 && count > 0n ? `-${plain}` : plain)
    }),
  )
})
