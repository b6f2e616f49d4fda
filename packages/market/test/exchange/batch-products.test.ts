import { HOUR, MINUTE, type Wh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { community, GATE, MIDNIGHT, milli, order, SLOT, story } from './market-day.js'

const NOON = MIDNIGHT - 12 * HOUR

describe('a product of a batch mechanism', () => {
  it('lets orders rest, crossed, and clears at its gate at one price', () => {
    const exchange = community({ mechanism: 'call' })
    const day = exchange.round(NOON, [order(1, 'sell', 20, 500), order(2, 'buy', 22, 300)])
    expect(day.trades).toEqual([])
    expect(exchange.indicativePrice(SLOT)).toBe(milli(21))
    const gate = exchange.round(GATE, [order(3, 'buy', 21, 400)])
    const units = gate.trades.map(({ buyer, seller, quantity, price }) => [buyer, seller, quantity, price])
    expect(units.sort()).toEqual([
      [2, 1, 300, milli(20.5)],
      [3, 1, 200, milli(20.5)],
    ])
    expect(story(gate)[0]).toBe('#3 of 3 accepted, leaves 400')
    expect(story(gate)).toContain('#2 of 2 filled 300 at 20.5, leaves 0')
    expect(story(gate).at(-1)).toBe('#3 of 3 expired (gate-closure), leaves 200')
    expect(exchange.ladder(SLOT).bids).toEqual([])
  })

  it('leaves a slot to the supplier whose round was decided too late, and goes on with the next', () => {
    const exchange = community({ mechanism: 'call' })
    const orders = (slot: number) => [order(1, 'sell', 20, 500, { slot }), order(2, 'buy', 22, 300, { slot })]
    exchange.round(NOON, [...orders(SLOT), ...orders(SLOT + 1)])
    const late = exchange.round(GATE, [order(3, 'buy', 30, 400)], SLOT + 1)
    expect([late.trades, late.closed.at(-1)]).toEqual([[], SLOT])
    expect(story(late)).toEqual([
      '#1 of 1 expired (missed-round), leaves 500',
      '#3 of 2 expired (missed-round), leaves 300',
      '#0 of 3 rejected (gate-closed), leaves 400',
    ])
    const next = exchange.round(GATE + 30 * MINUTE, [])
    expect(next.trades).toMatchObject([{ slot: SLOT + 1, quantity: 300 }])
    expect(exchange.round(GATE + 60 * MINUTE, [], SLOT + 2).closed).toEqual([SLOT + 2])
  })

  it('gives each pair its own price where it pays as bid', () => {
    const exchange = community({ mechanism: 'pay-as-bid' })
    const { trades } = exchange.round(GATE, [
      order(1, 'sell', 20, 500),
      order(2, 'buy', 22, 300),
      order(3, 'buy', 21, 200),
    ])
    expect(trades.map(({ buyer, quantity, price }) => [buyer, quantity, price]).sort()).toEqual([
      [2, 300, milli(21)],
      [3, 200, milli(20.5)],
    ])
  })

  it('tells buyer and seller their own prices where trade reduction lets them differ', () => {
    const exchange = community({ mechanism: 'trade-reduction' })
    const { trades, fates } = exchange.round(GATE, [
      order(1, 'sell', 10, 100),
      order(2, 'sell', 20, 100),
      order(3, 'buy', 40, 100),
      order(4, 'buy', 30, 100),
    ])
    expect(trades).toMatchObject([{ buyer: 3, seller: 1, price: milli(30), sellerPrice: milli(20) }])
    expect(
      fates.filter(({ lastQuantity }) => lastQuantity > 0).map(({ account, lastPrice }) => [account, lastPrice]),
    ).toEqual([
      [3, milli(30)],
      [1, milli(20)],
    ])
  })

  it('keeps to the price rule of the market', () => {
    const exchange = community({ mechanism: 'call', pricing: { interval: 'marginal-pair', k: 1 } })
    const { trades } = exchange.round(GATE, [order(1, 'sell', 20, 500), order(2, 'buy', 22, 500)])
    expect(trades[0].price).toBe(milli(22))
  })

  it('honours cancels, replacements and goodTill up to the gate', () => {
    const exchange = community({ mechanism: 'call' })
    exchange.round(NOON, [order(1, 'sell', 20, 500)])
    exchange.round(NOON + 1, [order(2, 'sell', 20, 500)])
    exchange.round(NOON + 2, [order(3, 'buy', 22, 500)])
    exchange.round(NOON + 3, [order(4, 'buy', 22, 500, { goodTill: GATE })])
    const gate = exchange.round(GATE, [
      { kind: 'cancel', tag: 1, account: 1, device: 10, handle: 1 },
      { kind: 'replace', tag: 1, account: 2, device: 20, handle: 2, quantity: 200 as Wh },
    ])
    expect(story(gate)).toEqual([
      '#4 of 4 expired (good-till), leaves 500',
      '#1 of 1 canceled (author), leaves 500',
      '#2 of 2 reduced, leaves 200',
      '#3 of 3 partially-filled 200 at 21, leaves 300',
      '#2 of 2 filled 200 at 21, leaves 0',
      '#3 of 3 expired (gate-closure), leaves 300',
    ])
  })

  it('nets an account with itself for no money', () => {
    const exchange = community({ mechanism: 'call' })
    const { trades, selfSupply, fates } = exchange.round(GATE, [
      order(1, 'sell', 20, 500),
      order(1, 'buy', 22, 300),
      order(2, 'buy', 22, 200),
    ])
    expect(selfSupply).toMatchObject([{ buyer: 1, seller: 1, quantity: 300, price: 0 }])
    expect(trades).toMatchObject([{ buyer: 2, seller: 1, quantity: 200 }])
    expect(fates.filter((fate) => fate.selfSupply)).toHaveLength(2)
  })

  it('shares a tie in whole lots', () => {
    const exchange = community({ mechanism: 'call' })
    const { trades } = exchange.round(GATE, [
      order(1, 'sell', 20, 500),
      order(2, 'buy', 22, 700),
      order(3, 'buy', 22, 300),
      order(4, 'buy', 22, 300),
    ])
    expect(trades.map(({ quantity }) => quantity % 100)).toEqual(trades.map(() => 0))
    expect(trades.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(500)
  })

  it('gives a lot that cannot be shared to either of two equal bids, whichever came first, as the root has it', () => {
    const winners = Array.from({ length: 12 }, (_, i) => {
      const exchange = community({ mechanism: 'call' })
      exchange.round(NOON, [order(2, 'buy', 22, 100)])
      exchange.round(NOON + 1, [order(3, 'buy', 22, 100)])
      exchange.round(NOON + 2, [order(4, 'buy', 1, 100 * (i + 1))]) // only to have another root
      return exchange.round(GATE, [order(1, 'sell', 20, 100)]).trades[0].buyer
    })
    expect(new Set(winners)).toEqual(new Set([2, 3]))
  })

  it('honours premiums and minimum quantities', () => {
    const exchange = community({ mechanism: 'call' })
    const { trades } = exchange.round(GATE, [
      order(1, 'sell', 20, 500),
      order(2, 'sell', 20, 500, { origin: 'pv' }),
      order(3, 'buy', 21, 500, { premium: { renewable: milli(1) } }),
      order(4, 'buy', 21, 900, { minimum: 900 as Wh }),
    ])
    expect(trades.map(({ buyer, seller }) => [buyer, seller])).toEqual([[3, 2]])
  })

  it('clears on time what was left behind when rounds were missed', () => {
    const exchange = community({ mechanism: 'call' })
    exchange.round(NOON, [
      order(1, 'sell', 20, 500),
      order(2, 'buy', 22, 500),
      order(3, 'buy', 30, 500, { goodTill: GATE - MINUTE }),
    ])
    const late = exchange.round(GATE + HOUR, [])
    expect(late.trades.map(({ buyer, seller }) => [buyer, seller])).toEqual([[2, 1]])
    expect(story(late)[0]).toContain('of 3 expired (good-till)')
  })
})
