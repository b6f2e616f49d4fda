import { expect, test } from 'vitest'
import { at, recordOf, SMALL_ROWS, smallRun } from '../../../test/report/small-run.js'
import { type BookLevel, bookAt } from './book-at.js'

const NOON = at('12:00')
const short = (levels: readonly BookLevel[]) => levels.map(({ price, quantity }) => [price / 1000, quantity])

test('before the round all orders that met in it stand in the book, without what a site supplied to itself', () => {
  const book = bookAt(smallRun(), NOON, at('11:30'), 'before')
  expect(short(book.offers)).toEqual([
    [20, 500],
    [20.2, 1000],
    [21, 3000],
  ])
  expect(short(book.bids)).toEqual([
    [20.2, 1200],
    [19.6, 2000],
    [19, 400],
  ])
})

test('after the round only the leaves rest; what was replaced or rejected is gone', () => {
  const book = bookAt(smallRun(), NOON, at('11:30'), 'after')
  expect(short(book.offers)).toEqual([
    [20.2, 300],
    [21, 3000],
  ])
  expect(short(book.bids)).toEqual([
    [19.6, 2000],
    [19, 400],
  ])
})

test('before the first order the book is empty, after gate closure it is empty again', () => {
  for (const time of [at('10:00'), at('12:20')]) {
    expect(bookAt(smallRun(), NOON, time)).toEqual({ slot: NOON, time, bids: [], offers: [] })
  }
})

test('an order of another slot does not count', () => {
  expect(short(bookAt(smallRun(), at('13:00'), at('11:30')).bids)).toEqual([[10, 2000]])
  expect(bookAt(smallRun(), at('13:00'), at('11:30')).offers).toEqual([])
})

test('orders at one price are one level with their number', () => {
  const row = (order: number, quantity: number) => [
    ...[order, 0, at('11:00'), NOON, 'a', 'sell', 20_000, quantity, 0, 0, quantity],
    ...['expired', 'gate-closure', at('12:20')],
  ]
  const run = recordOf({ ...SMALL_ROWS, orders: [row(1, 300), row(2, 200)], trades: [] })
  expect(bookAt(run, NOON, at('11:00')).offers).toEqual([{ price: 20_000, quantity: 500, orders: 2 }])
})

test('an order that is still open when the record ends has no final time and stays in the book', () => {
  const open = [1, 0, at('11:00'), NOON, 'a', 'buy', 9000, 100, 0, 0, 100, '', '', undefined]
  const run = recordOf({ orders: [open] })
  expect(short(bookAt(run, NOON, at('12:00')).bids)).toEqual([[9, 100]])
})
