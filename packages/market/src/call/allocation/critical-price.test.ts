import { Chance } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { type BatchBook, type BatchOrder, batchBook } from '../batch-book.js'
import { criticalPrice } from './critical-price.js'

/** By sorting: the limit of the first unit that finds as many above it as are offered in all. */
function sorted({ count, side, price, quantity }: BatchBook): number | null {
  const rows = Array.from({ length: count }, (_, i) => i).sort((a, b) => price[b] - price[a])
  const supply = rows.reduce((sum, i) => sum + quantity[i] * side[i], 0)
  const units = rows.reduce((sum, i) => sum + quantity[i], 0)
  if (supply === 0 || supply === units) return null
  let above = 0
  for (const i of rows) {
    above += quantity[i]
    if (above > supply) return price[i]
  }
  throw new Error('there are more units than are offered')
}

const order = (side: 'buy' | 'sell', price: number, quantity: number): BatchOrder => ({
  side,
  price,
  quantity,
  account: 0,
})

describe('the critical price of 20,000 orders, more than are looked at one by one', () => {
  const chance = new Chance(1, 'critical price')
  const drawn = (limit: () => number) =>
    Array.from({ length: 20_000 }, () =>
      order(chance.integer(2) === 0 ? 'buy' : 'sell', limit(), chance.integer(5_000)),
    )

  it.each([
    ['on 500 limits', drawn(() => 100 * chance.integer(500))],
    ['on 50,000 limits', drawn(() => chance.integer(50_000))],
    ['on limits of either sign', drawn(() => chance.integer(2_000) - 1_000)],
    ['all at one limit', drawn(() => 7)],
    ['on more limits than lie around a guess', drawn(() => chance.integer(2_000_000_000))],
    [
      'where bids and offers alternate',
      drawn(() => chance.integer(50_000)).map((o, i) => ({
        ...o,
        side: i % 2 === 0 ? ('buy' as const) : ('sell' as const),
      })),
    ],
    [
      'where the rows of the sample are unlike all others',
      drawn(() => chance.integer(50_000)).map((o, i) => (i % 19 === 0 ? order(o.side, 1_000_000, 5_000) : o)),
    ],
    [
      'where the sample has bids only',
      drawn(() => chance.integer(50_000)).map((o, i) => (i % 19 === 0 ? { ...o, side: 'buy' as const } : o)),
    ],
  ])('%s is that of the sorted units', (_, orders) => {
    const book = batchBook(orders)
    expect(criticalPrice(book)).toBe(sorted(book))
  })

  it.each(['buy', 'sell'] as const)('is not there where all %s', (side) => {
    expect(criticalPrice(batchBook(drawn(() => chance.integer(100)).map((o) => ({ ...o, side }))))).toBeNull()
  })
})
