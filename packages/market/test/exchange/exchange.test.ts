import { HOUR, MINUTE, type Wh } from '@jazzgrid/units'
import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { Exchange } from '../../src/exchange/exchange.js'
import type { OrderRequest } from '../../src/exchange/request.js'
import { community, GATE, MIDNIGHT, milli, order, RULES, SLOT, story } from './market-day.js'

const NOON = MIDNIGHT - 12 * HOUR

describe('a round', () => {
  it('tells every author what became of its order, with the numbers that it knows it by', () => {
    const exchange = community()
    const first = exchange.round(NOON, [order(1, 'sell', 20.1, 2000), order(1, 'sell', 20.2, 1000)])
    expect(story(first)).toEqual(['#1 of 1 accepted, leaves 2000', '#2 of 1 accepted, leaves 1000'])

    const second = exchange.round(NOON + MINUTE, [order(3, 'buy', 20.4, 2500, { tag: 7 })])
    expect(story(second)).toEqual([
      '#3 of 3 accepted, leaves 2500',
      '#3 of 3 partially-filled 2000 at 20.1, leaves 500',
      '#1 of 1 filled 2000 at 20.1, leaves 0',
      '#3 of 3 filled 500 at 20.2, leaves 0',
      '#2 of 1 partially-filled 500 at 20.2, leaves 500',
    ])
    expect(second.fates[3]).toMatchObject({ tag: 7, account: 3, device: 30, slot: SLOT, side: 'buy', quantity: 2500 })
    expect(second.trades).toMatchObject([
      { seller: 1, sellerDevice: 10, buyer: 3, buyerDevice: 30, sell: 1, buy: 3, price: milli(20.1), quantity: 2000 },
      { seller: 1, buyer: 3, sell: 2, buy: 3, price: milli(20.2), quantity: 500, origin: 'grid', at: NOON + MINUTE },
    ])
  })

  it('nets an account with itself for no money', () => {
    const { trades, selfSupply, fates } = community().round(NOON, [
      order(1, 'sell', 20, 500, { device: 11, origin: 'pv' }),
      order(1, 'buy', 21, 800, { device: 12 }),
    ])
    expect(trades).toEqual([])
    expect(selfSupply).toMatchObject([
      { seller: 1, sellerDevice: 11, buyer: 1, buyerDevice: 12, price: 0, origin: 'pv' },
    ])
    expect(fates.filter((fate) => fate.selfSupply).map(({ kind, leaves }) => [kind, leaves])).toEqual([
      ['partially-filled', 300],
      ['filled', 0],
    ])
  })

  it('carries out cancels before orders, so nobody trades with what is being withdrawn', () => {
    const exchange = community()
    exchange.round(NOON, [order(1, 'sell', 20, 500)])
    const report = exchange.round(NOON + MINUTE, [
      order(2, 'buy', 21, 500),
      { kind: 'cancel', tag: 1, account: 1, device: 10, handle: 1 },
    ])
    expect(story(report)).toEqual(['#1 of 1 canceled (author), leaves 500', '#2 of 2 accepted, leaves 500'])
  })

  it('refuses to cancel what is not there, or is not the author`s', () => {
    const exchange = community()
    exchange.round(NOON, [order(1, 'sell', 20, 500)])
    const report = exchange.round(NOON + MINUTE, [
      { kind: 'cancel', tag: 5, account: 2, device: 20, handle: 1 },
      { kind: 'replace', tag: 6, account: 2, device: 20, handle: 9, price: milli(1) },
    ])
    expect(story(report)).toEqual([
      '#1 of 2 rejected (unknown-order), leaves 0',
      '#9 of 2 rejected (unknown-order), leaves 0',
    ])
  })

  it('does not run backwards', () => {
    const exchange = community()
    exchange.round(NOON, [])
    expect(() => exchange.round(NOON - 1, [])).toThrow(/cannot follow/)
    expect(() => exchange.round(Number.NaN, [])).toThrow(/cannot follow/)
  })
})

describe('the result root', () => {
  const rootAfter = (...orders: OrderRequest[]) => bytesToHex(community().round(NOON, orders).root)

  it('stays where nothing happened, also when all that came was refused', () => {
    const exchange = community()
    const zeros = exchange.root
    expect(zeros).toEqual(new Uint8Array(32))
    exchange.round(NOON, [order(1, 'sell', 20, 50), order(9, 'sell', 20, 500)])
    expect(exchange.root).toBe(zeros)
    const { root } = exchange.round(NOON + 1, [order(1, 'sell', 20, 500)])
    expect(exchange.root).toBe(root)
    expect(exchange.round(NOON + 2, []).root).toBe(root)
    expect(exchange.round(GATE, []).root).not.toEqual(root)
  })

  it('stands for every term of what was taken, but not for the author`s tag', () => {
    const terms = order(1, 'buy', 20, 500)
    const root = rootAfter(terms)
    expect(rootAfter({ ...terms, tag: 9 })).toBe(root)
    const others = [
      order(2, 'buy', 20, 500),
      order(1, 'sell', 20, 500),
      order(1, 'sell', 20, 500, { origin: 'pv' }),
      order(1, 'buy', 20.1, 500),
      order(1, 'buy', 20, 600),
      { ...terms, device: 11 },
      { ...terms, slot: SLOT + 1 },
      { ...terms, goodTill: terms.goodTill + 1 },
      { ...terms, minimum: 100 as Wh },
      { ...terms, premium: { renewable: milli(1) } },
      { ...terms, premium: { local: milli(1) } },
    ]
    expect(new Set([root, ...others.map((other) => rootAfter(other))]).size).toBe(others.length + 1)
  })
})

describe('replace', () => {
  const replace = (terms: object) => ({ kind: 'replace', tag: 5, account: 1, device: 10, handle: 1, ...terms }) as const

  it('keeps handle and place in the queue where only the quantity falls', () => {
    const exchange = community()
    exchange.round(NOON, [order(1, 'sell', 20, 500)])
    exchange.round(NOON + 1, [order(2, 'sell', 20, 500)])
    expect(story(exchange.round(NOON + 2, [replace({ quantity: 300 as Wh })]))).toEqual(['#1 of 1 reduced, leaves 300'])
    const { trades } = exchange.round(NOON + 3, [order(3, 'buy', 20, 400)])
    expect(trades.map(({ seller, quantity }) => [seller, quantity])).toEqual([
      [1, 300],
      [2, 100],
    ])
  })

  it('loses the place in the queue where anything else changes', () => {
    const exchange = community()
    exchange.round(NOON, [order(1, 'sell', 20, 500)])
    exchange.round(NOON + 1, [order(2, 'sell', 20, 500)])
    expect(story(exchange.round(NOON + 2, [replace({ quantity: 600 as Wh })]))).toEqual([
      '#1 of 1 replaced (author), leaves 500',
      '#3 of 1 accepted, leaves 600',
    ])
    const { trades } = exchange.round(NOON + 3, [order(3, 'buy', 20, 600)])
    expect(trades.map(({ seller, quantity }) => [seller, quantity])).toEqual([
      [2, 500],
      [1, 100],
    ])
  })

  it('leaves the order as it is where the new terms are refused', () => {
    const exchange = community()
    exchange.round(NOON, [order(1, 'sell', 20, 500)])
    const report = exchange.round(NOON + 1, [replace({ price: 20_050 })])
    expect(story(report)).toEqual(['#1 of 1 rejected (off-tick), leaves 500'])
    expect(report.fates[0].tag).toBe(5)
    expect(exchange.ladder(SLOT).offers).toEqual([{ price: milli(20), quantity: 500, orders: 1 }])
  })

  it('keeps origin, minimum and premium unless it says otherwise', () => {
    const exchange = community()
    exchange.round(NOON, [order(1, 'sell', 20, 500, { origin: 'pv', minimum: 300 as Wh })])
    exchange.round(NOON + 1, [replace({ price: milli(19) })])
    const small = exchange.round(NOON + 2, [order(2, 'buy', 25, 200)])
    const large = exchange.round(NOON + 3, [order(3, 'buy', 25, 300)])
    expect(small.trades).toEqual([])
    expect(large.trades).toMatchObject([{ seller: 1, price: milli(19), origin: 'pv' }])
  })
})

describe('the end of an order', () => {
  it('comes when its goodTill does, before anything trades', () => {
    const exchange = community()
    exchange.round(NOON, [order(1, 'sell', 20, 500, { goodTill: NOON + MINUTE })])
    const report = exchange.round(NOON + MINUTE, [order(2, 'buy', 21, 500)])
    expect(story(report)).toEqual(['#1 of 1 expired (good-till), leaves 500', '#2 of 2 accepted, leaves 500'])
  })

  it('comes at the gate, after the last matching', () => {
    const exchange = community()
    exchange.round(NOON, [order(1, 'sell', 20, 500)])
    const report = exchange.round(GATE, [order(2, 'buy', 21, 300)])
    expect(story(report)).toEqual([
      '#2 of 2 accepted, leaves 300',
      '#2 of 2 filled 300 at 20, leaves 0',
      '#1 of 1 partially-filled 300 at 20, leaves 200',
      '#1 of 1 expired (gate-closure), leaves 200',
    ])
    expect(report.closed.at(-1)).toBe(SLOT)
  })

  it('comes for offers when their account is suspended, which may still buy and offers again later', () => {
    const exchange = community()
    exchange.round(NOON, [order(1, 'sell', 20, 500), order(1, 'buy', 10, 500)])
    exchange.suspend(1, NOON + HOUR)
    const barred = exchange.round(NOON + 1, [order(1, 'sell', 20, 500), order(1, 'buy', 11, 500)])
    expect(story(barred)).toEqual([
      '#1 of 1 canceled (suspension), leaves 500',
      '#0 of 1 rejected (suspended), leaves 500',
      '#3 of 1 accepted, leaves 500',
    ])
    expect(story(exchange.round(NOON + HOUR, [order(1, 'sell', 20, 500)]))).toEqual(['#4 of 1 accepted, leaves 500'])
  })
})

describe('gates', () => {
  it('open 24 hours before the slot and close five minutes before it', () => {
    const exchange = community()
    const code = (at: number, slot: number) =>
      exchange.round(at, [order(1, 'sell', 20, 100, { slot })]).fates.at(-1)?.refusal?.code
    expect(code(MIDNIGHT - 24 * HOUR - 1, SLOT)).toBe('gate-not-open')
    expect(code(MIDNIGHT - 24 * HOUR, SLOT)).toBeUndefined()
    expect(code(GATE + 1, SLOT)).toBe('gate-closed')
    expect(code(GATE + 1, SLOT + 1)).toBeUndefined()
  })

  it('are reported once each, also those that passed between two rounds', () => {
    const exchange = community()
    expect(exchange.round(NOON, []).closed).toEqual([])
    expect(exchange.round(NOON + HOUR, []).closed).toEqual([SLOT - 23, SLOT - 22])
    expect(exchange.round(NOON + 85 * MINUTE, []).closed).toEqual([SLOT - 21])
    expect(exchange.round(NOON + 85 * MINUTE, []).closed).toEqual([])
  })

  it('stay closed for a second round at the same time', () => {
    const exchange = community()
    exchange.round(GATE, [])
    expect(story(exchange.round(GATE, [order(1, 'sell', 20, 100)]))).toEqual([
      '#0 of 1 rejected (gate-closed), leaves 100',
    ])
  })

  it('may close during delivery, as in the trials', () => {
    const exchange = community({ gateClosure: 20 * MINUTE })
    const report = exchange.round(MIDNIGHT + 20 * MINUTE, [order(1, 'sell', 20, 500), order(2, 'buy', 20, 500)])
    expect(report.trades).toHaveLength(1)
    expect(report.closed).toContain(SLOT)
  })
})

describe('market rules', () => {
  it.each([
    { tick: 0 },
    { lot: 0.5 },
    { slotLength: Number.NaN },
    { band: { min: 50, max: 100_000 } },
    { band: { min: 1000, max: 0 } },
    { band: { min: 0, max: 2 ** 40 } },
    { openBefore: 4 * MINUTE },
    { gateClosure: 0.5 },
  ])('that contradict themselves are refused: %o', (wrong) => {
    expect(() => new Exchange({ ...RULES, ...(wrong as object) })).toThrow(/market rules/)
  })

  it('know their accounts by number', () => {
    expect(() => community().register(-1, { feeder: 0 })).toThrow(/account number/)
    expect(story(community().round(NOON, [order(9, 'buy', 20, 100)]))).toEqual([
      '#0 of 9 rejected (unknown-account), leaves 100',
    ])
  })

  it('may allow negative prices', () => {
    const exchange = community({ band: { min: milli(-10), max: milli(50) } })
    const { trades } = exchange.round(NOON, [order(1, 'sell', -5, 500), order(1, 'sell', -10, 500)])
    expect(trades).toEqual([])
    expect(exchange.round(NOON + 1, [order(2, 'buy', -5, 700)]).trades.map(({ price }) => price)).toEqual([
      -10_000, -5000,
    ])
  })
})
