import { describe, expect, it } from 'vitest'
import { parseBook } from './parse-book.js'
import { readBook } from './read-book.js'

const order = { id: 'o1', participant: 'h1', side: 'buy', price: 24.5, quantity: 1.2 }
const refusalOf = (json: unknown) => {
  const reading = readBook(json)
  return reading.ok ? 'accepted' : `${reading.path}: ${reading.reason}`
}
const withOrder = (changed: object, book: object = {}) =>
  refusalOf({ orders: [order, { ...order, id: 'o2', ...changed }], ...book })

describe('a book document', () => {
  it('is read exactly: prices in millionths, quantities in lots', () => {
    const orders = [order, { ...order, id: 'o2', price: '-0.000001', quantity: 1e-6, side: 'sell', site: 'home' }]
    expect(readBook({ orders })).toEqual({
      ok: true,
      book: {
        lot: 1,
        orders: [
          { id: 'o1', participant: 'h1', side: 'buy', price: 24_500_000, lots: 1_200_000 },
          { id: 'o2', participant: 'h1', site: 'home', side: 'sell', price: -1, lots: 1 },
        ],
      },
    })
  })

  it('counts quantities in lots of its own', () => {
    const reading = readBook({ orders: [order], lot: 0.4, tick: 0.1 })
    expect(reading).toMatchObject({ ok: true, book: { lot: 400_000, orders: [{ lots: 3 }] } })
  })

  it('may be empty', () => {
    expect(readBook({ orders: [] })).toEqual({ ok: true, book: { lot: 1, orders: [] } })
  })

  it.each([
    ['nothing at all', null, '$: not-an-object'],
    ['a list', [], '$: not-an-object'],
    ['no orders', {}, 'orders: missing-field'],
    ['orders that are no list', { orders: {} }, 'orders: not-a-list'],
    ['a field nobody knows', { orders: [], fee: 1 }, 'fee: unknown-field'],
    ['an order that is no object', { orders: [7] }, 'orders[0]: not-an-object'],
    ['a tick of zero', { orders: [], tick: 0 }, 'tick: not-positive'],
    ['a tick that is no number', { orders: [], tick: 'fine' }, 'tick: not-a-decimal'],
    ['a negative lot', { orders: [], lot: -1 }, 'lot: not-positive'],
    ['a lot that no quantity reaches', { orders: [], lot: 1e9 }, 'lot: too-large'],
  ])('with %s is refused', (_, json, refusal) => {
    expect(refusalOf(json)).toBe(refusal)
  })

  it.each([
    ['no id', { id: undefined }, 'orders[1].id: missing-field'],
    ['an empty id', { id: ' ' }, 'orders[1].id: not-a-name'],
    ['an id taken before', { id: 'o1' }, 'orders[1].id: duplicate-id'],
    ['a participant that is an object', { participant: {} }, 'orders[1].participant: not-a-name'],
    ['an empty site', { site: '' }, 'orders[1].site: not-a-name'],
    ['a side in capitals', { side: 'BUY' }, 'orders[1].side: unknown-side'],
    ['no price', { price: undefined }, 'orders[1].price: missing-field'],
    ['NaN as a price', { price: Number.NaN }, 'orders[1].price: not-a-decimal'],
    ['an infinite price', { price: Number.POSITIVE_INFINITY }, 'orders[1].price: not-a-decimal'],
    ['null as a price', { price: null }, 'orders[1].price: not-a-decimal'],
    ['a price in words', { price: 'ten' }, 'orders[1].price: not-a-decimal'],
    ['a price of seven places', { price: 1.0000001 }, 'orders[1].price: too-fine'],
    ['a price of a hundred million', { price: 1e8 }, 'orders[1].price: too-large'],
    ['a price below minus a hundred million', { price: -1e8 }, 'orders[1].price: too-large'],
    ['a negative quantity', { quantity: -1 }, 'orders[1].quantity: not-positive'],
    ['no quantity to speak of', { quantity: 0 }, 'orders[1].quantity: not-positive'],
    ['a quantity that is true', { quantity: true }, 'orders[1].quantity: not-a-decimal'],
    ['a quantity of a billion', { quantity: 1e9 }, 'orders[1].quantity: too-large'],
    ['a quantity beyond every double', { quantity: '1e999' }, 'orders[1].quantity: too-large'],
    ['a field nobody knows', { minimum: 1 }, 'orders[1].minimum: unknown-field'],
  ])('with an order of %s is refused', (_, changed, refusal) => {
    expect(withOrder(changed)).toBe(refusal)
  })

  it('is refused off tick and off lot, also where binary fractions would blur it', () => {
    expect(withOrder({ price: 24.55 }, { tick: 0.1 })).toBe('orders[1].price: off-tick')
    expect(withOrder({ price: 0.3 }, { tick: 0.1 })).toBe('accepted')
    expect(withOrder({ quantity: 1.25 }, { lot: 0.1 })).toBe('orders[1].quantity: off-lot')
    expect(withOrder({ quantity: 0.7 }, { lot: 0.1 })).toBe('accepted')
  })

  it('is refused where the quantities add up to more than can be printed exactly', () => {
    expect(withOrder({ quantity: 999_999_999 })).toBe('orders[1].quantity: too-large')
  })

  it('is refused with advice', () => {
    const message = (changed: object, book: object = {}) => {
      const reading = readBook({ orders: [{ ...order, ...changed }], ...book })
      return reading.ok ? 'accepted' : reading.message
    }
    expect(message({ price: 24.55 }, { tick: 0.1 })).toBe(
      '24.55 is not a multiple of the tick 0.1. The nearest are 24.5 and 24.6.',
    )
    expect(message({ price: -0.25 }, { tick: 0.1 })).toContain('The nearest are -0.3 and -0.2.')
    expect(message({ quantity: 0.25 }, { lot: 0.1 })).toContain('the lot 0.1. The nearest are 0.2 and 0.3.')
    expect(message({ quantity: 0.05 }, { lot: 0.1 })).toContain('The least is 0.1.')
    expect(message({ price: Number.POSITIVE_INFINITY })).toContain('Infinity is not a decimal number')
    expect(message({ participants: 'h1' })).toContain('Did you mean "participant"?')
    expect(message({ Price: 1 })).toContain('Did you mean "price"?')
    expect(message({}, { order: [] })).toContain('Did you mean "orders"?')
    expect(message({ fee: 1 })).toContain('Known are id, participant, side, price, quantity, site.')
    expect(readBook({ orders: [{ ...order, quantity: -3 }] })).toEqual({
      ok: false,
      path: 'orders[0].quantity',
      reason: 'not-positive',
      message: '-3 is not above zero. The side says whether an order buys or sells.',
    })
  })
})

describe('the text of a book', () => {
  it('may begin with a byte order mark', () => {
    expect(parseBook('\uFEFF{"orders":[]}').ok).toBe(true)
  })

  it('with NaN or Infinity, which JSON does not know, is refused at the field', () => {
    const text = (price: string) =>
      `{"orders":[{"id":"NaN","participant":"\\"p","side":"buy","price":${price},"quantity":1}]}`
    for (const price of ['NaN', '-Infinity']) {
      expect(parseBook(text(price))).toMatchObject({ path: 'orders[0].price', reason: 'not-a-decimal' })
    }
    expect(parseBook(text('1')).ok).toBe(true)
  })

  it('that is no JSON is refused as a whole, at its line and column', () => {
    expect(parseBook(' \n')).toMatchObject({ path: '$', message: 'The book is empty. Write {"orders": []} at least.' })
    expect(parseBook('orders: none')).toMatchObject({ path: '$', reason: 'not-json' })
    expect(parseBook('{"orders":[NaN')).toMatchObject({ path: '$', reason: 'not-json' })
    expect(parseBook('{"orders": [\n  {"id" 3}]}')).toMatchObject({
      message: 'The book is not JSON: line 2, column 9: expected ":" after the key "id", found 3.',
    })
  })

  it('is read number by number as it is written, and nothing is rounded on the way', () => {
    const refusal = (fields: string) => {
      const reading = parseBook(`{"orders":[{"participant":"p","side":"buy",${fields}}]}`)
      return reading.ok ? 'accepted' : `${reading.path}: ${reading.message}`
    }
    expect(refusal('"id":1,"price":1e999,"quantity":1')).toBe(
      'orders[0].price: 1e999 is not within 10^8. Use a larger price unit.',
    )
    expect(refusal('"id":1,"price":1e-999,"quantity":1')).toContain('1e-999 has more than 6 decimal places')
    expect(refusal('"id":1,"price":1.0000000000000000001,"quantity":1')).toContain(
      '1.0000000000000000001 has more than 6 decimal places',
    )
    expect(refusal('"id":1,"price":1,"quantity":123456789.12345678901')).toContain('123456789.12345678901 has more')
    expect(refusal('"id":12345678901234567890,"price":1,"quantity":1')).toBe(
      'orders[0].id: 12345678901234567890 is no name. Write it in quotes.',
    )
    expect(refusal('"id":1234567890123456,"price":12345678.1234560,"quantity":1.5e2')).toBe('accepted')
  })

  it('with a key twice is refused where the second stands', () => {
    const text = '{"orders": [\n {"id": "a", "price": 1, "price": 2}]}'
    expect(parseBook(text)).toEqual({
      ok: false,
      path: 'orders[0].price',
      reason: 'duplicate-field',
      message: '"price" is there a second time (line 2, column 26). Keep one of the two.',
    })
    expect(parseBook('{"orders": [], "orders": []}')).toMatchObject({ path: 'orders', reason: 'duplicate-field' })
  })
})
