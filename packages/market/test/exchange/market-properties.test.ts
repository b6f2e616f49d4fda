import { MINUTE, type Price, type Wh } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Exchange } from '../../src/exchange/exchange.js'
import { type Fate, isFinal } from '../../src/exchange/fate.js'
import type { MarketRules, Mechanism } from '../../src/exchange/market-rules.js'
import type { Request } from '../../src/exchange/request.js'
import type { RoundReport } from '../../src/exchange/round-report.js'
import type { Trade } from '../../src/order.js'

const LOT = 100
const START = 1_000_000 * 30 * MINUTE

const rules = (mechanism: Mechanism): MarketRules => ({
  mechanism,
  slotLength: 30 * MINUTE,
  tick: 100 as Price,
  lot: LOT as Wh,
  band: { min: -1000 as Price, max: 4000 as Price },
  openBefore: 90 * MINUTE,
  gateClosure: -10 * MINUTE,
})

/** What an author does in one round, mistakes included; numbers become slots, handles and times when it is played. */
const request = fc.record({
  account: fc.constantFrom(0, 0, 1, 1, 2, 2, 3, 3, 4, 5), // 5 is not registered
  kind: fc.constantFrom('buy', 'buy', 'buy', 'sell', 'sell', 'sell', 'cancel', 'replace'),
  slot: fc.constantFrom(-1, 1, 1, 1, 1, 2, 2, 2, 4),
  price: fc.oneof({ arbitrary: fc.integer({ min: 10, max: 20 }), weight: 9 }, fc.constantFrom(-11, -10, 39, 40, 41)),
  quantity: fc.integer({ min: 0, max: 12 }),
  rounds: fc.integer({ min: 0, max: 12 }),
  minimum: fc.constantFrom(0, 0, 0, LOT, 5 * LOT),
  premium: fc.constantFrom(0, 0, 0, 100, 300),
  local: fc.boolean(),
  pv: fc.boolean(),
  handle: fc.integer({ min: 1, max: 20 }),
})
const round = fc.record({
  minutes: fc.constantFrom(1, 1, 5, 5, 10, 25),
  requests: fc.array(request, { minLength: 2, maxLength: 14 }),
})
const scenario = fc.array(round, { minLength: 3, maxLength: 8 })
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never

function requestsAt(now: number, drawn: Scenario[number]['requests']): Request[] {
  return drawn.map((draw, i): Request => {
    const { account, handle } = draw
    const base = { tag: i, account, device: account * 10 }
    const terms = {
      price: (draw.price * 100) as Price,
      quantity: (draw.quantity * LOT) as Wh,
      goodTill: now + draw.rounds * 5 * MINUTE,
    }
    if (draw.kind === 'cancel') return { kind: 'cancel', ...base, handle }
    if (draw.kind === 'replace') {
      return draw.local
        ? { kind: 'replace', ...base, handle, quantity: terms.quantity }
        : { kind: 'replace', ...base, handle, ...terms }
    }
    const premium = (draw.local ? { local: draw.premium } : { renewable: draw.premium }) as { renewable: Price }
    return {
      kind: 'order',
      ...base,
      ...terms,
      slot: Math.floor(now / (30 * MINUTE)) + draw.slot,
      side: draw.kind as 'buy' | 'sell',
      ...(draw.minimum > 0 && { minimum: draw.minimum as Wh }),
      ...(draw.kind === 'buy' && draw.premium > 0 && { premium }),
      ...(draw.kind === 'sell' && draw.pv && { origin: 'pv' as const }),
    }
  })
}

interface Direction {
  /** How the requests of a round come in. */
  readonly arrange?: (requests: Request[]) => Request[]
  /** What to go on with in round i. */
  readonly before?: (exchange: Exchange, i: number) => Exchange
}

/** Play a scenario to the end of its last gate. */
function play(mechanism: Mechanism, rounds: Scenario, { arrange, before }: Direction = {}): RoundReport[] {
  let exchange = new Exchange(rules(mechanism))
  for (let account = 0; account < 5; account++) {
    exchange.register(account, { feeder: account % 2, ...(account === 4 && { maxEnergyPerSlot: 1000 as Wh }) })
  }
  let now = START
  const reports = rounds.map(({ minutes, requests }, i) => {
    now += minutes * MINUTE
    if (i === 4) exchange.suspend(2, now + 20 * MINUTE)
    if (before) exchange = before(exchange, i)
    const drawn = requestsAt(now, requests)
    return exchange.round(now, arrange ? arrange(drawn) : drawn)
  })
  return [...reports, exchange.round(now + 300 * MINUTE, [])]
}

function invariants(reports: readonly RoundReport[]): void {
  const orders = new Map<number, { fates: Fate[]; traded: number; kept: number }>()
  for (const fate of reports.flatMap(({ fates }) => fates)) {
    if (fate.kind === 'rejected') continue
    if (fate.kind === 'accepted') orders.set(fate.handle, { fates: [], traded: 0, kept: 0 })
    const order = orders.get(fate.handle)
    expect(order, 'an order is accepted before anything else happens to it').toBeDefined()
    order?.fates.push(fate)
    if (fate.selfSupply) order!.kept += fate.lastQuantity
    else order!.traded += fate.lastQuantity
  }
  const limits = new Map<number, Fate>()
  for (const [handle, { fates, traded, kept }] of orders) {
    const [accepted] = fates
    const last = fates.at(-1)!
    limits.set(handle, accepted)
    expect(
      fates.filter(({ kind }) => isFinal(kind)),
      `order ${handle} has one final fate, its last`,
    ).toEqual([last])
    const reduced = fates.reduce((sum, fate, i) => {
      return fate.kind === 'reduced' ? sum + fates[i - 1].leaves - fate.leaves : sum
    }, 0)
    expect(traded + kept + reduced + last.leaves).toBe(accepted.quantity)
    expect((last.kind === 'filled') === (last.leaves === 0)).toBe(true)
  }
  const check = (trade: Trade) => {
    const [bid, offer] = [limits.get(trade.buy)!, limits.get(trade.sell)!]
    expect(trade.quantity).toBeGreaterThan(0)
    expect(trade.quantity % LOT).toBe(0)
    expect([bid.side, offer.side]).toEqual(['buy', 'sell'])
    expect([bid.slot, offer.slot]).toEqual([trade.slot, trade.slot])
    expect([bid.account, bid.device, offer.account, offer.device]).toEqual([
      trade.buyer,
      trade.buyerDevice,
      trade.seller,
      trade.sellerDevice,
    ])
    return [bid, offer]
  }
  for (const { trades, selfSupply } of reports) {
    for (const trade of trades) {
      const [bid, offer] = check(trade)
      expect(trade.buyer).not.toBe(trade.seller)
      const seller = trade.sellerPrice ?? trade.price
      expect(seller).toBeGreaterThanOrEqual(offer.price)
      expect(seller).toBeLessThanOrEqual(trade.price)
      expect(trade.price).toBeLessThanOrEqual(bid.price + 300) // the largest premium
      expect(trade.price).toBeLessThanOrEqual(4000)
      if (trade.origin !== 'pv' && bid.account % 2 !== offer.account % 2) {
        expect(trade.price).toBeLessThanOrEqual(bid.price) // no attribute, no premium
      }
    }
    for (const trade of selfSupply) {
      check(trade)
      expect([trade.seller, trade.price]).toEqual([trade.buyer, 0])
    }
  }
}

/** Requests of other accounts in another mixture, each account's in its own order. */
function mixed(requests: Request[], turn: number): Request[] {
  const accounts = [...new Set(requests.map(({ account }) => account))]
  const from = accounts.length === 0 ? 0 : turn % accounts.length
  const rotated = [...accounts.slice(from), ...accounts.slice(0, from)].reverse()
  return rotated.flatMap((account) => requests.filter((candidate) => candidate.account === account))
}

describe.each(['continuous', 'call', 'pay-as-bid', 'trade-reduction'] as const)('%s', (mechanism) => {
  it('keeps limits, conserves quantities, gives every order one final fate and nobody money from itself', () => {
    fc.assert(
      fc.property(scenario, (rounds) => invariants(play(mechanism, rounds))),
      { numRuns: 200, seed: 1 },
    )
  })

  it('does not depend on how the requests of different accounts are mixed', () => {
    fc.assert(
      fc.property(scenario, fc.nat(5), (rounds, turn) => {
        const arrange = (requests: Request[]) => mixed(requests, turn)
        expect(play(mechanism, rounds, { arrange })).toEqual(play(mechanism, rounds))
      }),
      { numRuns: 60, seed: 2 },
    )
  })

  it('goes on from a snapshot as if it had never stopped', () => {
    fc.assert(
      fc.property(scenario, fc.nat(9), (rounds, stop) => {
        const before = (exchange: Exchange, i: number) =>
          i === stop ? Exchange.restore(exchange.rules, JSON.parse(JSON.stringify(exchange.snapshot()))) : exchange
        expect(play(mechanism, rounds, { before })).toEqual(play(mechanism, rounds))
      }),
      { numRuns: 60, seed: 3 },
    )
  })
})
