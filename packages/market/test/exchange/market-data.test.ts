import { HOUR, MINUTE } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import type { Exchange } from '../../src/exchange/exchange.js'
import { community, GATE, MIDNIGHT, milli, order, SLOT } from './market-day.js'

const NOON = MIDNIGHT - 12 * HOUR

function top({ data }: Exchange, slot = SLOT) {
  const row = data.row(slot)
  return {
    bid: data.bestBid[row],
    offer: data.bestOffer[row],
    depth: [data.bidDepth[row], data.offerDepth[row]],
    last: [data.lastPrice[row], data.lastQuantity[row]],
    volume: data.volume[row],
    orders: data.orders[row],
  }
}

const NOTHING = {
  bid: Number.NaN,
  offer: Number.NaN,
  depth: [0, 0],
  last: [Number.NaN, 0],
  volume: 0,
  orders: 0,
}

describe('market data', () => {
  it('shows the best prices, what rests and what traded last', () => {
    const exchange = community()
    exchange.round(NOON, [order(1, 'sell', 21, 500), order(2, 'buy', 19, 300), order(3, 'buy', 18, 200)])
    expect(top(exchange)).toEqual({
      ...NOTHING,
      bid: milli(19),
      offer: milli(21),
      depth: [500, 500],
      orders: 3,
    })
    exchange.round(NOON + 1, [order(4, 'buy', 22, 400)])
    expect(top(exchange)).toEqual({
      bid: milli(19),
      offer: milli(21),
      depth: [500, 100],
      last: [milli(21), 400],
      volume: 400,
      orders: 3,
    })
  })

  it('counts self-supply neither as volume nor as a price', () => {
    const exchange = community()
    exchange.round(NOON, [order(1, 'sell', 20, 500), order(1, 'buy', 20, 500)])
    expect(top(exchange)).toEqual(NOTHING)
  })

  it('covers the slots that are open, and says nothing about others', () => {
    const exchange = community()
    expect(exchange.data.last).toBeLessThan(exchange.data.first)
    exchange.round(NOON, [order(1, 'sell', 20, 500)])
    expect([exchange.data.first, exchange.data.last]).toEqual([SLOT - 23, SLOT + 24])
    expect(top(exchange, SLOT + 1)).toEqual(NOTHING)
    expect(top(exchange, SLOT - 100)).toEqual(NOTHING)
  })

  it('starts afresh when a row comes to another slot', () => {
    const exchange = community()
    exchange.round(NOON, [order(1, 'sell', 20, 500), order(2, 'buy', 20, 300)])
    exchange.round(GATE, [])
    for (let at = GATE; at < GATE + 30 * HOUR; at += 30 * MINUTE) exchange.round(at, [])
    for (let slot = exchange.data.first; slot <= exchange.data.last; slot++)
      expect(top(exchange, slot)).toEqual(NOTHING)
  })

  it('draws the ladder of a book', () => {
    const exchange = community()
    exchange.round(NOON, [
      order(1, 'sell', 21, 500),
      order(2, 'sell', 20.5, 300),
      order(3, 'sell', 21, 200),
      order(4, 'buy', 19, 300),
      order(5, 'buy', 18.9, 100, { premium: { renewable: milli(1) } }),
    ])
    expect(exchange.ladder(SLOT)).toEqual({
      slot: SLOT,
      bids: [
        { price: milli(19), quantity: 300, orders: 1 },
        { price: milli(18.9), quantity: 100, orders: 1 },
      ],
      offers: [
        { price: milli(20.5), quantity: 300, orders: 1 },
        { price: milli(21), quantity: 700, orders: 2 },
      ],
    })
    expect(exchange.ladder(SLOT + 1)).toEqual({ slot: SLOT + 1, bids: [], offers: [] })
    expect(exchange.indicativePrice(SLOT)).toBeNull()
  })
})

it('lets premiums come when orders already rest, without touching their priority', () => {
  const exchange = community()
  exchange.round(NOON, [order(1, 'sell', 20, 300, { origin: 'pv' })])
  exchange.round(NOON + 1, [order(3, 'sell', 20, 300, { origin: 'pv' })])
  exchange.round(NOON + 2, [order(4, 'sell', 19.8, 300)])
  const { trades } = exchange.round(NOON + 3, [order(5, 'buy', 20, 700, { premium: { renewable: milli(0.5) } })])
  expect(trades.map(({ seller, quantity, price }) => [seller, quantity, price])).toEqual([
    [1, 300, milli(20)],
    [3, 300, milli(20)],
    [4, 100, milli(19.8)],
  ])
})
