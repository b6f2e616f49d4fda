import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCommand, jazzgrid } from './command.js'

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jazzgrid-book-'))
  await buildCommand()
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const clear = (book: unknown, ...options: string[]) =>
  jazzgrid(['auction', 'clear', '-', ...options], { stdin: typeof book === 'string' ? book : JSON.stringify(book) })

/**
 *   id  side  price  quantity          id  side  price  quantity
 *   s1  sell   10.0       2            b1  buy    20.0       1
 *   s2  sell   14.0       2            b2  buy    15.5       2
 *   s3  sell   18.0       2            b3  buy    12.0       2
 */
const BOOK = {
  orders: [
    { id: 's1', participant: 'ann', side: 'sell', price: 10, quantity: 2 },
    { id: 's2', participant: 'bea', side: 'sell', price: 14, quantity: 2 },
    { id: 's3', participant: 'cho', side: 'sell', price: 18, quantity: 2 },
    { id: 'b1', participant: 'dan', side: 'buy', price: 20, quantity: 1 },
    { id: 'b2', participant: 'eve', side: 'buy', price: '15.5', quantity: 2 },
    { id: 'b3', participant: 'fay', side: 'buy', price: 12, quantity: 2 },
  ],
}

test('a book is cleared by every mechanism, and stdout is exactly one JSON object', async () => {
  const names = ['continuous', 'call', 'pay-as-bid', 'trade-reduction']
  const outcomes = await Promise.all(names.map((name) => clear(BOOK, '--mechanism', name, '--json')))
  for (const { code, stderr } of outcomes) expect([code, stderr]).toEqual([0, ''])
  const [continuous, call, payAsBid, reduction] = outcomes.map(({ stdout }) => JSON.parse(stdout))
  for (const clearing of [continuous, call, payAsBid, reduction]) expect(clearing.schema).toBe('jazzgrid/clearing@1')

  // ann's 2 and one of bea's cross with dan's 1 and eve's 2: the margin is bea's 14 to eve's 15.5
  expect(call).toMatchObject({ volume: 3, price: 14.75, marginal: { bid: 15.5, offer: 14 }, welfare: 17 })
  expect(payAsBid).toMatchObject({ volume: 3, welfare: 17 })
  // each buyer in turn takes the best offer that rests, at its price; fay finds only 14 and waits
  expect(continuous.trades.map(({ buy, sell, price, quantity }: never) => [buy, sell, price, quantity])).toEqual([
    ['b1', 's1', 10, 1],
    ['b2', 's1', 10, 1],
    ['b2', 's2', 14, 1],
  ])
  // the marginal pair leaves and sets the prices
  expect(reduction.volume).toBeLessThan(3)
  expect(call.leaves).toEqual([
    { id: 's2', quantity: 1 },
    { id: 's3', quantity: 2 },
    { id: 'b3', quantity: 2 },
  ])
})

test('k moves the price of a batch within its interval, and has no place in continuous', async () => {
  const [low, high, continuous] = await Promise.all([
    clear(BOOK, '--k', '0', '--json'),
    clear(BOOK, '--k', '1', '--json'),
    clear(BOOK, '-m', 'continuous', '--k', '1'),
  ])
  expect(JSON.parse(low.stdout).price).toBe(14)
  expect(JSON.parse(high.stdout).price).toBe(15.5)
  expect(continuous).toMatchObject({ code: 2, stdout: '' })
  expect(continuous.stderr).toContain('Leave them out')
})

test('a book is read from a file, and printed for people without --json', async () => {
  const file = join(folder, 'book.json')
  writeFileSync(file, JSON.stringify(BOOK))
  const { code, stdout } = await jazzgrid(['auction', 'clear', file, '--mechanism', 'call'])
  expect(code).toBe(0)
  expect(stdout).toContain('price      14.75')
  expect(stdout).toMatch(/^ann +eve +s1 +b2 +14\.75 +2$/m)
})

test('decimals are exact: a tenth is a tenth', async () => {
  const tenth = (id: string, side: string) => ({ id, participant: id, side, price: 0.3, quantity: 0.1 })
  const { stdout } = await clear({ orders: [tenth('a', 'sell'), tenth('b', 'buy')], tick: 0.1, lot: 0.1 }, '--json')
  expect(JSON.parse(stdout)).toMatchObject({ volume: 0.1, price: 0.3 })
})

const order = (change: object) => ({
  orders: [BOOK.orders[0], { id: 'x', participant: 'p', side: 'buy', price: 1, quantity: 1, ...change }],
})

const BAD_BOOKS: readonly (readonly [string, unknown, string])[] = [
  [
    'NaN',
    '{"orders": [{"id": "x", "participant": "p", "side": "buy", "price": NaN, "quantity": 1}]}',
    'orders[0].price',
  ],
  ['a negative quantity', order({ quantity: -1 }), 'orders[1].quantity'],
  ['an unknown side', order({ side: 'hold' }), 'orders[1].side'],
  ['an off-tick price', { ...order({ price: 1.05 }), tick: 0.1 }, 'orders[1].price'],
  ['a tick of zero', { ...order({}), tick: 0 }, 'tick'],
  ['a negative lot', { ...order({}), lot: -1 }, 'lot'],
  ['an off-lot quantity', { ...order({ quantity: 1.25 }), lot: 0.5 }, 'orders[1].quantity'],
  ['an unknown key', order({ participants: 'p' }), 'orders[1].participants'],
  ['a number beyond all', JSON.stringify(order({ price: 123 })).replace('123', '1e999'), 'orders[1].price'],
  ['a key twice', JSON.stringify(order({ price: 123 })).replace('123', '1, "price": 2'), 'orders[1].price'],
  ['a double id', order({ id: 's1' }), 'orders[1].id'],
  ['a price too fine', order({ price: 1.0000001 }), 'orders[1].price'],
  ['no orders', {}, 'orders'],
  ['no book', '', '$'],
  ['half a book', '{"orders": [', '$'],
]

test('a bad book is refused with exit code 2, the JSON path on stderr and nothing on stdout', async () => {
  const outcomes = await Promise.all(BAD_BOOKS.map(([, book]) => clear(book, '--json')))
  outcomes.forEach(({ code, stdout, stderr }, i) => {
    const [name, , path] = BAD_BOOKS[i]
    expect([name, code, stdout]).toEqual([name, 2, ''])
    expect(stderr).toContain(`stdin: ${path}: `)
    expect(stderr).not.toContain('    at ')
  })
})

test('a book of 100,000 orders is cleared and printed to its last byte', async () => {
  // 50,000 pairs of one price each, so that all of them trade
  const orders = Array.from({ length: 100_000 }, (_, i) => ({
    ...{ id: i, participant: `p${i % 7919}`, side: i % 2 === 0 ? 'sell' : 'buy' },
    ...{ price: i % 2 === 0 ? 10 : 20, quantity: 0.001 },
  }))
  const [json, plain] = await Promise.all([clear({ orders }, '--json'), clear({ orders })])
  expect([json.code, plain.code, json.stderr, plain.stderr]).toEqual([0, 0, '', ''])
  const { volume, price, trades, selfSupply = [], leaves } = JSON.parse(json.stdout)
  const own = selfSupply.reduce((sum: number, { quantity }: { quantity: number }) => sum + 1000 * quantity, 0)
  expect([price, Math.round(1000 * volume + own)]).toEqual([15, 50_000])
  expect(trades.length + selfSupply.length).toBeGreaterThanOrEqual(50_000)
  expect(leaves.length).toBe(2 * selfSupply.length)
  expect(plain.stdout.endsWith('\n')).toBe(true)
})

test('what cannot be understood or read ends with exit code 2 and says what to do', async () => {
  const [absent, mechanism, share, command] = await Promise.all([
    jazzgrid(['auction', 'clear', join(folder, 'absent.json')]),
    clear(BOOK, '--mechanism', 'dutch'),
    clear(BOOK, '--k', '2'),
    jazzgrid(['auctoin']),
  ])
  expect([absent, mechanism, share, command].map(({ code, stdout }) => [code, stdout])).toEqual(Array(4).fill([2, '']))
  expect(absent.stderr).toContain('there is no such file')
  expect(mechanism.stderr).toContain('Allowed choices are continuous, call, pay-as-bid, trade-reduction')
  expect(share.stderr).toContain('a number from 0 to 1')
  expect(command.stderr).toContain('Did you mean auction?')
})

test('help goes to stdout and is no failure', async () => {
  const { code, stdout } = await jazzgrid(['--help'])
  expect(code).toBe(0)
  expect(stdout).toContain('Exit codes: 0 ok')
})
