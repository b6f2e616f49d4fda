import { clearDocument, parseBook } from '@jazzgrid/market'
import { expect, test } from 'vitest'
import { clearingJson, clearingText } from './clearing-text.js'

function book(orders: readonly object[]) {
  const reading = parseBook(JSON.stringify({ orders }))
  if (!reading.ok) throw new Error(reading.message)
  return reading.book
}
const order = (id: string, participant: string, side: string, price: number, quantity: number) => ({
  id,
  participant,
  side,
  price,
  quantity,
})

test('a clearing reads as its sums, its trades and what is left', () => {
  const orders = [order('s1', 'roof', 'sell', 8.5, 3), order('b1', 'home', 'buy', 26, 2)]
  expect(clearingText(clearDocument(book(orders), 'call'), 'call')).toBe(
    [
      'mechanism  call',
      'volume     2',
      'price      17.25',
      'marginal   bid 26, offer 8.5',
      'welfare    35',
      '',
      'seller  buyer  sell  buy  price  quantity',
      'roof    home   s1    b1   17.25         2',
      '',
      'left of order  quantity',
      's1                    1',
      '',
    ].join('\n'),
  )
})

test('a name cannot command the terminal, break a line, or push a column away', () => {
  const orders = [order('a\u001b[2J\nb', '\u202ehome', 'sell', 8.5, 3), order('蓄電池', '美園', 'buy', 26, 2)]
  expect(
    clearingText(clearDocument(book(orders), 'call'), 'call')
      .split('\n')
      .slice(6),
  ).toEqual([
    'seller  buyer  sell     buy     price  quantity',
    '\ufffdhome   美園   a\ufffd[2J\ufffdb  蓄電池  17.25         2',
    '',
    'left of order  quantity',
    'a\ufffd[2J\ufffdb               1',
    '',
  ])
})

test('where buyers pay more than sellers get, both prices have a column', () => {
  const orders = [
    order('s1', 'a', 'sell', 10, 1),
    order('s2', 'b', 'sell', 12, 1),
    order('b1', 'c', 'buy', 30, 1),
    order('b2', 'd', 'buy', 20, 1),
  ]
  const text = clearingText(clearDocument(book(orders), 'trade-reduction'), 'trade-reduction')
  expect(text).toMatch(/^seller +buyer +sell +buy +buyer pays +seller gets +quantity$/m)
  expect(text).toMatch(/^a +c +s1 +b1 +20 +12 +1$/m)
})

test('a book that does not cross has no price and no table of trades', () => {
  const text = clearingText(clearDocument(book([order('b1', 'home', 'buy', 5, 1)]), 'continuous'), 'continuous')
  expect(text).toContain('price      none: nothing trades\n')
  expect(text).not.toContain('seller')
})

test('what a party supplies to itself is shown apart', () => {
  const orders = [order('s1', 'home', 'sell', 10, 1), order('b1', 'home', 'buy', 20, 1)]
  expect(clearingText(clearDocument(book(orders), 'call'), 'call')).toMatch(/^home +s1 +b1 +1$/m)
})

test('for programs self-supply is there only where a party supplied itself', () => {
  const keys = (seller: string) =>
    Object.keys(
      JSON.parse(
        clearingJson(
          clearDocument(book([order('s1', seller, 'sell', 8, 1), order('b1', 'home', 'buy', 26, 1)]), 'call'),
        ),
      ),
    )
  const published = ['schema', 'volume', 'price', 'marginal', 'welfare', 'trades', 'leaves']
  expect(keys('roof')).toEqual(published)
  expect(keys('home')).toEqual([...published, 'selfSupply'])
})
