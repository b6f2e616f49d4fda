import { expect, test } from 'vitest'
import { amountsIn } from '../report/text/amounts.js'
import { ladder } from './ladder.js'

const amounts = amountsIn('JPY')
const level = (price: number, kwh: number) => ({ price: price * 1000, quantity: kwh * 1000, orders: 1 })
// the book of the slides, product 14:30-15:00
const offers = [
  [20.1, 20],
  [20.2, 10],
  [20.4, 20],
  [20.5, 10],
  [20.6, 12],
  [20.7, 15],
  [20.8, 30],
  [21, 3],
  [22, 16],
].map(([p, q]) => level(p, q))
const bids = [
  [19.9, 40],
  [19.8, 5],
  [19.7, 10],
  [19.6, 50],
  [19.5, 20],
  [19.4, 9],
  [19.3, 4],
  [19.1, 12],
  [18, 18],
].map(([p, q]) => level(p, q))

test('sell quantities stand to the left of the price, buy quantities to its right, the best prices in the middle', () => {
  expect(ladder({ offers, bids }, { amounts })).toEqual([
    '     SELL     PRICE   BUY',
    '     16.0      over',
    '      3.0      21.0',
    '     30.0      20.8',
    '     15.0      20.7',
    '     12.0      20.6',
    '     10.0      20.5',
    '     20.0      20.4',
    '     10.0      20.2',
    '     20.0      20.1',
    '               19.9   40.0',
    '               19.8   5.0',
    '               19.7   10.0',
    '               19.6   50.0',
    '               19.5   20.0',
    '               19.4   9.0',
    '               19.3   4.0',
    '               19.1   12.0',
    '              under   18.0',
  ])
})

test('a book that fits has neither over nor under, and a side may be empty', () => {
  expect(ladder({ offers: offers.slice(0, 1), bids: [] }, { amounts, shown: 1 })).toEqual([
    '     SELL     PRICE   BUY',
    '     20.0      20.1',
  ])
})

test('a book before its round, whose sides overlap, has one line a price with both sides in it', () => {
  const meeting = {
    offers: [level(8.5, 1.9), level(22.5, 0.8), level(26, 0.2)],
    bids: [level(26, 3.1), level(10, 0.5)],
  }
  expect(ladder(meeting, { amounts })).toEqual([
    '     SELL     PRICE   BUY',
    '      0.2      26.0   3.1',
    '      0.8      22.5',
    '               10.0   0.5',
    '      1.9       8.5',
  ])
  expect(ladder(meeting, { amounts, shown: 1 })).toEqual([
    '     SELL     PRICE   BUY',
    '      0.2      26.0   3.1',
    '      0.8      22.5',
    '      1.9     under   0.5',
  ])
})

test('colour is only in the codes: without them the text is the same', () => {
  const colored = ladder({ offers, bids }, { amounts, color: true })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes of colours
  const bare = colored.map((line) => line.replace(/\u001b\[\d+m/g, '').trimEnd())
  expect(bare).toEqual(ladder({ offers, bids }, { amounts }))
  expect(colored.join('')).toContain('\u001b[31m')
})
