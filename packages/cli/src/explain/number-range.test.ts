import { expect, test } from 'vitest'
import { numberRange } from './number-range.js'

test('a range says which numbers may be asked for, in whatever order they stand', () => {
  expect(numberRange('orders', [412, 235, 8088])).toBe('3 orders between 235 and 8088')
  expect(numberRange('trades', [])).toBe('no trades')
})
