import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BookLevel } from './book-at.js'
import { crossing, steps } from './crossing.js'

const level = (price: number, quantity: number): BookLevel => ({ price, quantity, orders: 1 })
const book = (bids: BookLevel[], offers: BookLevel[]) => ({ slot: 0, time: 0, bids, offers })

test('the crossing is the energy that bids at or above offers can trade, with the limits of the last pair', () => {
  const bids = [level(25, 100), level(22, 300), level(18, 500)]
  const offers = [level(15, 200), level(20, 300), level(24, 900)]
  expect(crossing(book(bids, offers))).toEqual({ volume: 400, offer: 20, bid: 22 })
})

test('a book at rest and a book with an empty side do not cross', () => {
  expect(crossing(book([level(19, 100)], [level(20, 100)]))).toBeUndefined()
  expect(crossing(book([], [level(20, 100)]))).toBeUndefined()
  expect(crossing(book([level(20, 100)], []))).toBeUndefined()
})

test('steps run from nothing at the best price to everything at the worst', () => {
  const corners = steps([level(20, 300), level(21, 200)])
  expect(corners).toEqual([
    [0, 20],
    [300, 20],
    [300, 21],
    [500, 21],
  ])
  expect(steps([])).toEqual([])
})

test('the volume is that of matching single units, dearest bid with cheapest offer', () => {
  const side = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 9 })), {
    selector: ([price]) => price,
    maxLength: 8,
  })
  fc.assert(
    fc.property(side, side, (bids, offers) => {
      const units = (levels: [number, number][]) => levels.flatMap(([price, quantity]) => Array(quantity).fill(price))
      const high = units(bids).sort((a, b) => b - a)
      const low = units(offers).sort((a, b) => a - b)
      let volume = 0
      while (volume < high.length && volume < low.length && high[volume] >= low[volume]) volume++
      const found = crossing(
        book(
          bids.map(([p, q]) => level(p, q)).sort((a, b) => b.price - a.price),
          offers.map(([p, q]) => level(p, q)).sort((a, b) => a.price - b.price),
        ),
      )
      expect(found?.volume ?? 0).toBe(volume)
      if (found) expect([found.bid, found.offer]).toEqual([high[volume - 1], low[volume - 1]])
    }),
  )
})
