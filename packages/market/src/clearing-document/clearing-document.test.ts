import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clearDocument, DOCUMENT_MECHANISMS, type DocumentMechanism } from './clearing-document.js'
import { readBook } from './read-book.js'

function clear(orders: readonly object[], mechanism: DocumentMechanism, grid: object = {}) {
  const reading = readBook({ orders, ...grid })
  if (!reading.ok) throw new Error(`${reading.path}: ${reading.message}`)
  return clearDocument(reading.book, mechanism)
}

const buy = (participant: string, price: number, quantity: number, site?: string) => ({
  id: `${participant}-buys-at-${price}`,
  participant,
  side: 'buy',
  price,
  quantity,
  ...(site !== undefined && { site }),
})
const sell = (participant: string, price: number, quantity: number, site?: string) => ({
  ...buy(participant, price, quantity, site),
  id: `${participant}-sells-at-${price}`,
  side: 'sell',
})

describe('the clearing document', () => {
  it('of an empty book is an empty clearing by every mechanism', () => {
    for (const mechanism of DOCUMENT_MECHANISMS) {
      expect(clear([], mechanism)).toEqual({
        schema: 'jazzgrid/clearing@1',
        volume: 0,
        price: null,
        marginal: { bid: null, offer: null },
        welfare: 0,
        trades: [],
        leaves: [],
        selfSupply: [],
      })
    }
  })

  it('of a book that does not cross leaves every order as it is', () => {
    const { volume, price, leaves } = clear([buy('h1', 10, 1), sell('h2', 10.000001, 2)], 'call')
    expect({ volume, price, leaves }).toEqual({
      volume: 0,
      price: null,
      leaves: [
        { id: 'h1-buys-at-10', quantity: 1 },
        { id: 'h2-sells-at-10.000001', quantity: 2 },
      ],
    })
  })

  it('says who trades with whom, at an exact midpoint, and what is left', () => {
    expect(clear([buy('h1', 24.500001, 1.5), sell('h2', 20, 2)], 'call')).toEqual({
      schema: 'jazzgrid/clearing@1',
      volume: 1.5,
      price: 22.2500005,
      marginal: { bid: 24.500001, offer: 20 },
      welfare: 6.7500015,
      trades: [
        {
          buyer: 'h1',
          seller: 'h2',
          buy: 'h1-buys-at-24.500001',
          sell: 'h2-sells-at-20',
          price: 22.2500005,
          quantity: 1.5,
        },
      ],
      leaves: [{ id: 'h2-sells-at-20', quantity: 0.5 }],
      selfSupply: [],
    })
  })

  it('trades at the resting price where orders meet one after another', () => {
    const orders = [sell('h1', 20, 1), sell('h2', 19, 1), buy('h3', 21, 1.5), buy('h4', 20, 1)]
    const { trades, price, marginal, welfare, leaves } = clear(orders, 'continuous')
    expect(trades.map(({ seller, buyer, price: at, quantity }) => [seller, buyer, quantity, at])).toEqual([
      ['h2', 'h3', 1, 19],
      ['h1', 'h3', 0.5, 20],
      ['h1', 'h4', 0.5, 20],
    ])
    expect({ price, marginal, welfare }).toEqual({ price: 20, marginal: { bid: 20, offer: 20 }, welfare: 2.5 })
    expect(leaves).toEqual([{ id: 'h4-buys-at-20', quantity: 0.5 }])
  })

  it('tells what buyers pay from what sellers receive under trade reduction', () => {
    const orders = [buy('b1', 4, 1), buy('b2', 3, 1), sell('s1', 1, 1), sell('s2', 2, 1)]
    expect(clear(orders, 'trade-reduction').trades).toEqual([
      { buyer: 'b1', seller: 's1', buy: 'b1-buys-at-4', sell: 's1-sells-at-1', price: 3, sellerPrice: 2, quantity: 1 },
    ])
  })

  it('shares a tie in lots where the book names them, in millionths where it does not', () => {
    const orders = [sell('s1', 1, 10), buy('b1', 2, 10), buy('b2', 2, 10), buy('b3', 2, 10)]
    const amounts = (grid: object) => clear(orders, 'call', grid).trades.map(({ quantity }) => quantity)
    expect(amounts({ lot: 5 })).toEqual([5, 5])
    expect(amounts({})).toEqual([3.333334, 3.333333, 3.333333])
  })

  it('keeps what a participant or a site supplies to itself apart from trades, and without a price', () => {
    const orders = [
      buy('h1', 30, 2),
      sell('h1', 10, 1),
      buy('h2', 30, 1, 'home'),
      sell('roof', 10, 1, 'home'),
      sell('h4', 20, 1),
    ]
    for (const mechanism of ['call', 'pay-as-bid'] as const) {
      const { volume, trades, leaves, selfSupply, welfare } = clear(orders, mechanism)
      expect(trades.map(({ seller, buyer }) => [seller, buyer])).toEqual([['h4', 'h1']])
      expect(volume).toBe(1)
      expect(selfSupply).toEqual([
        { participant: 'h1', buy: 'h1-buys-at-30', sell: 'h1-sells-at-10', quantity: 1 },
        { participant: 'h2', site: 'home', buy: 'h2-buys-at-30', sell: 'roof-sells-at-10', quantity: 1 },
      ])
      expect(leaves.map(({ quantity }) => quantity)).toEqual([1, 1, 1, 1])
      expect(welfare).toBe(50)
    }
  })

  it('nets orders of one participant where they meet one after another', () => {
    const { volume, price, trades, selfSupply } = clear(
      [sell('h1', 10, 1), sell('h2', 11, 1), buy('h1', 12, 2)],
      'continuous',
    )
    expect(trades.map(({ seller, buyer, quantity, price: at }) => [seller, buyer, quantity, at])).toEqual([
      ['h2', 'h1', 1, 11],
    ])
    expect(selfSupply.map(({ quantity }) => quantity)).toEqual([1])
    expect({ volume, price }).toEqual({ volume: 1, price: 11 })
  })

  it('balances on any book: quantity = leaves + trades, nobody with itself, numbers of at most seven places', () => {
    const order = fc.record({
      participant: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      site: fc.constantFrom('x', 'y', 'z'),
      side: fc.constantFrom('buy', 'sell'),
      price: fc.integer({ min: -2_000_000, max: 30_000_000 }).map((units) => units / 1e6),
      quantity: fc.integer({ min: 1, max: 5_000_000 }).map((units) => units / 1e6),
    })
    fc.assert(
      fc.property(fc.array(order, { maxLength: 20 }), fc.constantFrom(...DOCUMENT_MECHANISMS), (rows, mechanism) => {
        const orders = rows.map((row, i) => ({ ...row, id: i, participant: `${row.participant}@${row.site}` }))
        const { trades, leaves, volume } = clear(orders, mechanism)
        const micro = (value: number) => Math.round(value * 1e6)
        const sums = orders.map(() => 0)
        for (const { buy: bid, sell: offer, buyer, seller, quantity, price } of trades) {
          sums[Number(bid)] += micro(quantity)
          sums[Number(offer)] += micro(quantity)
          expect(orders[Number(bid)].site).not.toBe(orders[Number(offer)].site)
          expect(buyer).not.toBe(seller)
          expect(String(price)).toMatch(/^-?\d+(\.\d{1,7})?$|^-?\d(\.\d+)?e-[67]$/)
        }
        expect(micro(volume)).toBe(trades.reduce((sum, { quantity }) => sum + micro(quantity), 0))
        for (const { id, quantity } of leaves) sums[Number(id)] += micro(quantity)
        expect(sums).toEqual(orders.map(({ quantity }) => micro(quantity)))
      }),
      { seed: 11, numRuns: 400 },
    )
  })
})
