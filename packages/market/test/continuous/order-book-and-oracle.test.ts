import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BookOrder } from '../../src/continuous/book-order.js'
import { OrderBook } from '../../src/continuous/order-book.js'
import { NaiveBook } from './naive-book.js'

const LEVELS = 40

type Step =
  | { readonly place: BookOrder }
  | { readonly cancel: number }
  | { readonly reduce: number; readonly to: number }

/** Few levels and accounts, so that orders meet, tie and belong to one account all the time. */
function steps({ premiums = false, minimums = false }): fc.Arbitrary<Step[]> {
  const bid = fc.record({
    side: fc.constant('buy' as const),
    level: fc.integer({ min: 10, max: 25 }),
    quantity: fc.integer({ min: 1, max: 30 }),
    account: fc.integer({ min: 0, max: 4 }),
    ...(minimums && { minimum: fc.constantFrom(0, 0, 1, 5, 20) }),
    ...(premiums && {
      feeder: fc.integer({ min: 0, max: 2 }),
      renewablePremium: fc.constantFrom(0, 0, 1, 4),
      localPremium: fc.constantFrom(0, 0, 2),
    }),
  })
  const offer = fc.record({
    side: fc.constant('sell' as const),
    level: fc.integer({ min: 12, max: 28 }),
    quantity: fc.integer({ min: 1, max: 30 }),
    account: fc.integer({ min: 0, max: 4 }),
    ...(minimums && { minimum: fc.constantFrom(0, 0, 1, 5, 20) }),
    ...(premiums && { feeder: fc.integer({ min: 0, max: 2 }), renewable: fc.boolean() }),
  })
  const place = fc.oneof(bid, offer).map((order) => ({ place: order }))
  const cancel = fc.nat(80).map((handle) => ({ cancel: handle }))
  const reduce = fc.record({ reduce: fc.nat(80), to: fc.integer({ min: 1, max: 20 }) })
  return fc.array(
    fc.oneof({ arbitrary: place, weight: 8 }, { arbitrary: cancel, weight: 2 }, { arbitrary: reduce, weight: 1 }),
    { maxLength: 80 },
  )
}

describe.each([
  { kind: 'plain orders', premiums: false, minimums: false },
  { kind: 'minimum quantities', premiums: false, minimums: true },
  { kind: 'premiums', premiums: true, minimums: false },
  { kind: 'premiums and minimum quantities', premiums: true, minimums: true },
])('with $kind', (shape) => {
  it('does what the naive book does, fill by fill', () => {
    fc.assert(
      fc.property(steps(shape), (stream) => {
        const book = new OrderBook(LEVELS, { premiums: shape.premiums })
        const naive = new NaiveBook()
        for (const step of stream) {
          if ('place' in step) expect(book.place(step.place)).toEqual(naive.place(step.place))
          else if ('cancel' in step) expect(book.cancel(step.cancel)).toBe(naive.cancel(step.cancel))
          else {
            book.reduce(step.reduce, step.to)
            naive.reduce(step.reduce, step.to)
          }
        }
        const resting = [...book.resting('buy'), ...book.resting('sell')]
        expect(new Map(resting.map(({ handle, leaves }) => [handle, leaves] as const))).toEqual(naive.resting())
        expect(book.size).toBe(resting.length)
        expect(book.bidQuantity + book.offerQuantity).toBe(resting.reduce((sum, { leaves }) => sum + leaves, 0))
      }),
      { numRuns: 400, seed: 1 },
    )
  })
})

it('gives the trades of a book without premiums where no order has one', () => {
  fc.assert(
    fc.property(steps({}), (stream) => {
      const books = [new OrderBook(LEVELS), new OrderBook(LEVELS, { premiums: true })]
      for (const step of stream) {
        if (!('place' in step)) continue
        const [plain, selecting] = books.map((book) => book.place(step.place))
        expect(selecting).toEqual(plain)
      }
    }),
    { numRuns: 100, seed: 2 },
  )
})
