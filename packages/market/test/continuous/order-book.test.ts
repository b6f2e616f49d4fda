import { describe, expect, it } from 'vitest'
import { OrderBook } from '../../src/continuous/order-book.js'
import { OrderPool } from '../../src/continuous/order-pool.js'
import { BOOK_A, BOOK_B } from '../call/slide-books.js'
import { traded } from './traded.js'

describe('book A of the slides', () => {
  it('rests uncrossed, 19.9 against 20.1', () => {
    const { trades, bids, offers, book } = traded(BOOK_A)
    expect(trades).toEqual([])
    expect(bids.slice(0, 3)).toEqual(['19.9 : 40', '19.8 : 5', '19.7 : 10'])
    expect(offers.slice(0, 3)).toEqual(['20.1 : 20', '20.2 : 10', '20.4 : 20'])
    expect([book.bidQuantity, book.offerQuantity]).toEqual([150, 120])
  })

  it('fills a buy of 25 at 20.4 with 20 at 20.1 and 5 at 20.2, the prices of the resting offers', () => {
    const { trades, offers } = traded(`${BOOK_A}
      new buy 20.4 : 25`)
    expect(trades).toEqual(['s8 -> new 20 at 20.1', 's7 -> new 5 at 20.2'])
    expect(offers[0]).toBe('20.2 : 5')
  })

  it('lets what is left of a larger buy rest at its limit', () => {
    const { trades, bids, offers } = traded(`${BOOK_A}
      new buy 20.2 : 40`)
    expect(trades).toEqual(['s8 -> new 20 at 20.1', 's7 -> new 10 at 20.2'])
    expect([bids[0], offers[0]]).toEqual(['20.2 : 10', '20.4 : 20'])
  })
})

it('leaves book B of the slides uncrossed, 22 against 23', () => {
  const { trades, bids, offers } = traded(BOOK_B)
  expect(trades).toEqual([])
  expect([bids[0], offers[0]]).toEqual(['22 : 300', '23 : 400'])
})

describe('priority', () => {
  it('serves the better price first and at one price the older order', () => {
    const { trades } = traded(`
      late  sell 20.1 : 10
      worse sell 20.2 : 10
      best  sell 20   : 10
      later sell 20.1 : 10
      buyer buy  21   : 35`)
    expect(trades).toEqual([
      'best -> buyer 10 at 20',
      'late -> buyer 10 at 20.1',
      'later -> buyer 10 at 20.1',
      'worse -> buyer 5 at 20.2',
    ])
  })

  it('stays with an order whose quantity is lowered', () => {
    const book = new OrderBook(10)
    const first = book.place({ side: 'sell', level: 5, quantity: 10, account: 1 }).handle
    book.place({ side: 'sell', level: 5, quantity: 10, account: 2 })
    expect(book.reduce(first, 4)).toBe(true)
    expect(book.reduce(first, 5)).toBe(false)
    const { trades } = book.place({ side: 'buy', level: 5, quantity: 6, account: 3 })
    expect(trades.map(({ resting, quantity }) => [resting, quantity])).toEqual([
      [first, 4],
      [first + 1, 2],
    ])
  })
})

describe('one account on both sides', () => {
  it('keeps its own energy instead of trading with itself, in the place of the resting order', () => {
    const { trades } = traded(`
      other sell 20   : 10
      home  sell 20.1 : 10
      home  buy  20.5 : 25`)
    expect(trades).toEqual(['other -> home 10 at 20', 'home keeps 10'])
  })
})

describe('cancel', () => {
  it('takes an order out once and gives back what was left of it', () => {
    const book = new OrderBook(10)
    const { handle } = book.place({ side: 'sell', level: 5, quantity: 10, account: 1 })
    book.place({ side: 'buy', level: 5, quantity: 3, account: 2 })
    expect(book.leaves(handle)).toBe(7)
    expect([book.cancel(handle), book.cancel(handle), book.cancel(99)]).toEqual([7, 0, 0])
    expect([book.size, book.offerQuantity, book.bestOffer()]).toEqual([0, 0, -1])
  })

  it('does not touch an order of another book that shares the pool', () => {
    const book = new OrderBook(10)
    const { handle } = book.place({ side: 'sell', level: 5, quantity: 10, account: 1 })
    expect(new OrderBook(10).cancel(handle)).toBe(0)
  })
})

describe('premiums', () => {
  it('buys renewable energy dearer than plain energy where the premium covers the difference', () => {
    const { trades } = traded(`
      grid  sell 20   : 10
      solar sell 20.9 : 10 pv
      green buy  20.5 : 15 +1 renewable`)
    // solar is worth 20.9 - 1 = 19.9 to this buyer, less than the 20 of plain energy
    expect(trades).toEqual(['solar -> green 10 at 20.9', 'grid -> green 5 at 20'])
  })

  it('falls back to the plain limit where nothing carries the attribute', () => {
    const { trades, bids } = traded(`
      grid  sell 20.6 : 10
      green buy  20.5 : 15 +1 renewable`)
    expect(trades).toEqual([])
    expect(bids).toEqual(['20.5 : 15'])
  })

  it('pays a resting premium to the offer that earns it and the plain limit to the one that does not', () => {
    const { trades } = traded(`
      green buy  20.5 : 15 +1 renewable
      plain buy  20.6 : 15
      grid  sell 20   : 10
      solar sell 20   : 10 pv`)
    expect(trades).toEqual(['grid -> plain 10 at 20.6', 'solar -> green 10 at 21.5'])
  })

  it('counts as local what hangs on the same feeder', () => {
    const { trades } = traded(`
      far  sell 20   : 10 feeder 2
      near sell 20.2 : 10 feeder 1
      home buy  21   : 15 feeder 1 +0.3 local`)
    expect(trades).toEqual(['near -> home 10 at 20.2', 'far -> home 5 at 20'])
  })

  it('goes by age where two offers are worth the same', () => {
    const { trades } = traded(`
      solar sell 20.5 : 10 pv
      grid  sell 20   : 10
      green buy  21   : 15 +0.5 renewable`)
    expect(trades).toEqual(['solar -> green 10 at 20.5', 'grid -> green 5 at 20'])
  })
})

describe('minimum quantity', () => {
  it('rests an order that could not trade that much at once, and trades nothing', () => {
    const { trades, bids } = traded(`
      s1 sell 20 : 10
      b1 buy  21 : 30 minimum 15`)
    expect(trades).toEqual([])
    expect(bids).toEqual(['21 : 30'])
  })

  it('adds up several resting orders', () => {
    const { trades } = traded(`
      s1 sell 20   : 10
      s2 sell 20.5 : 10
      b1 buy  21   : 30 minimum 15`)
    expect(trades).toEqual(['s1 -> b1 10 at 20', 's2 -> b1 10 at 20.5'])
  })

  it('passes over a resting order for which too little is left', () => {
    const { trades, offers } = traded(`
      s1 sell 20   : 30 minimum 20
      s2 sell 20.5 : 10
      b1 buy  21   : 10`)
    expect(trades).toEqual(['s2 -> b1 10 at 20.5'])
    expect(offers).toEqual(['20 : 30'])
  })

  it('no longer holds back the rest of an order that is smaller than it', () => {
    const { trades } = traded(`
      s1 sell 20 : 30 minimum 20
      b1 buy  21 : 25
      b2 buy  21 : 5`)
    expect(trades).toEqual(['s1 -> b1 25 at 20', 's1 -> b2 5 at 20'])
  })
})

it('grows with the orders it holds and still finds each of them', () => {
  const book = new OrderBook(100)
  const old = book.place({ side: 'sell', level: 99, quantity: 7, account: 1 }).handle
  const handles = Array.from({ length: 20_000 }, (_, i) => {
    const { handle } = book.place({ side: 'sell', level: 50 + (i % 49), quantity: 1 + (i % 5), account: 2 })
    if (i % 3 !== 0) book.cancel(handle)
    return handle
  })
  expect(book.leaves(old)).toBe(7)
  expect(handles.every((handle, i) => book.leaves(handle) === (i % 3 === 0 ? 1 + (i % 5) : 0))).toBe(true)
})

it('trades from the lowest level of many to the highest, also in two books that share a pool', () => {
  const pool = new OrderPool()
  for (const book of [new OrderBook(3_000, { pool }), new OrderBook(700, { pool })]) {
    const top = book.levels - 1
    for (let level = 0; level <= top; level++) book.place({ side: 'sell', level, quantity: 1, account: 1 })
    const { trades } = book.place({ side: 'buy', level: top, quantity: top, account: 2 })
    expect(trades.map(({ level }) => level)).toEqual(Array.from({ length: top }, (_, level) => level))
    expect(book.depth('sell')).toEqual([{ level: top, quantity: 1, orders: 1 }])
  }
})

it('refuses to have no levels', () => {
  for (const levels of [0, -1, 1.5, Number.NaN, 2 ** 30]) expect(() => new OrderBook(levels)).toThrow(RangeError)
})
