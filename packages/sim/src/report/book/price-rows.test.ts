import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BookLevel } from './book-at.js'
import { isCrossed, priceRows } from './price-rows.js'

const level = (price: number, quantity: number): BookLevel => ({ price, quantity, orders: 1 })

test('an overlapping book has one row a price, from the highest down, with both sides in it', () => {
  const offers = [level(8, 1900), level(22, 800), level(26, 200)]
  const bids = [level(26, 3100), level(10, 500)]
  expect(isCrossed({ bids, offers })).toBe(true)
  expect(priceRows({ bids, offers }, 8)).toEqual({
    over: { sell: 0, buy: 0 },
    rows: [
      { price: 26, sell: 200, buy: 3100 },
      { price: 22, sell: 800, buy: 0 },
      { price: 10, sell: 0, buy: 500 },
      { price: 8, sell: 1900, buy: 0 },
    ],
    under: { sell: 0, buy: 0 },
  })
})

test('a book at rest is not crossed, one that touches is', () => {
  expect(isCrossed({ bids: [level(9, 1)], offers: [level(10, 1)] })).toBe(false)
  expect(isCrossed({ bids: [level(10, 1)], offers: [level(10, 1)] })).toBe(true)
  expect(isCrossed({ bids: [], offers: [level(10, 1)] })).toBe(false)
})

test('of many prices those around the crossing are kept, and nothing is lost in the sums', () => {
  const side = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 9 })), {
    selector: ([price]) => price,
    maxLength: 40,
  })
  fc.assert(
    fc.property(side, side, fc.integer({ min: 1, max: 12 }), (bids, offers, most) => {
      const book = {
        bids: bids.map(([p, q]) => level(p, q)).sort((a, b) => b.price - a.price),
        offers: offers.map(([p, q]) => level(p, q)).sort((a, b) => a.price - b.price),
      }
      const { over, rows, under } = priceRows(book, most)
      expect(rows.length).toBeLessThanOrEqual(most)
      const sum = (key: 'sell' | 'buy') => rows.reduce((all, row) => all + row[key], over[key] + under[key])
      const all = (levels: BookLevel[]) => levels.reduce((total, { quantity }) => total + quantity, 0)
      expect([sum('sell'), sum('buy')]).toEqual([all(book.offers), all(book.bids)])
    }),
    { seed: 31 },
  )
  const wide = {
    bids: Array.from({ length: 30 }, (_, i) => level(60 - i, 1)),
    offers: Array.from({ length: 30 }, (_, i) => level(20 + i, 1)),
  }
  // 20 units meet down to a bid of 41 and up to an offer of 39
  expect(priceRows(wide, 4).rows.map(({ price }) => price)).toEqual([42, 41, 40, 39])
})
