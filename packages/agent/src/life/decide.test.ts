import { perKwh, wh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { type RestingSituation, type Situation, stateOf, viewOf } from '../conformance/index.js'
import type { OrderQuote, Quote } from '../strategy/quote.js'
import type { Strategy } from '../strategy/strategy.js'
import type { AgentProfile } from './agent-profile.js'
import { type Decided, decide } from './decide.js'

const PROFILE: AgentProfile = { id: 7, account: 3, name: 'h3-pv', kind: 'pv', strategy: 'script', settings: null }

type Line = readonly ['buy' | 'sell', slot: number, price: number, quantity: number, extra?: Partial<OrderQuote>]

/** A strategy that quotes what is written down, and gives its reasons for silence everywhere else. */
function script(lines: readonly Line[]): Strategy {
  const grounds = {
    reasons: ['own-strategy'],
    forecast: -900,
    alternative: 'feed-in',
    alternativePrice: 8_500,
  } as const
  return {
    name: 'script',
    initial: () => null,
    quote: (_own, _settings, { due }) =>
      due.flatMap(({ slot }): Quote[] => {
        const quotes = lines
          .filter((line) => line[1] === slot)
          .map(([side, , price, quantity, extra]): Quote => {
            return { slot, side, price: perKwh(price), quantity: wh(quantity), ...grounds, ...extra }
          })
        return quotes.length > 0 ? quotes : [{ slot, side: 'none', ...grounds }]
      }),
  }
}

/** The decision for what is wanted where this rests already. */
function decided(
  resting: readonly RestingSituation[],
  wanted: readonly Line[],
  situation: Partial<Situation> = {},
): Decided {
  const here = { ...situation, resting }
  return decide(PROFILE, stateOf(here), script(wanted), viewOf(here))
}

/** Requests as a trader would call them out. */
const calls = ({ requests }: Decided): string[] =>
  requests.map((r) =>
    r.kind === 'order'
      ? `#${r.tag} ${r.side} ${r.quantity} of slot ${r.slot} at ${r.price / 1000}`
      : `${r.kind} ${r.handle}`,
  )

/** Records as one line each. */
const records = ({ decisions }: Decided): string[] =>
  decisions.map((d) =>
    d.side === 'none'
      ? `${d.slot} ${d.action}`
      : `${d.slot} ${d.action} ${d.side} ${d.quantity} at ${d.price / 1000} #${d.tag}`,
  )

const OFFER = { slot: 1, side: 'sell', price: 20, leaves: 500 } as const

describe('a decision', () => {
  it('places an order for a new quote, and says why it places none', () => {
    const done = decided([], [['sell', 1, 20, 500]])
    expect(calls(done)).toEqual(['#1 sell 500 of slot 1 at 20'])
    expect(records(done)).toEqual(['0 none', '1 order sell 500 at 20 #1'])
    expect(done.state.resting).toEqual([{ slot: 1, side: 'sell', tag: 1, handle: 0, price: 20_000, leaves: 500 }])
    expect(done.state.nextTag).toBe(2)
  })

  it('leaves an order alone that still says what is wanted: it keeps its place in the queue', () => {
    const done = decided([OFFER], [['sell', 1, 20, 500]])
    expect(calls(done)).toEqual([])
    expect(records(done)).toEqual(['0 none', '1 keep sell 500 at 20 #1'])
    expect(done.state.resting).toEqual(stateOf({ resting: [OFFER] }).resting)
  })

  it.each<[string, Line]>([
    ['price', ['sell', 1, 19.9, 500]],
    ['amount', ['sell', 1, 20, 400]],
    ['origin', ['sell', 1, 20, 500, { origin: 'pv' }]],
    ['least amount', ['sell', 1, 20, 500, { minimum: wh(200) }]],
  ])('replaces an order of another %s by a new one and a cancellation', (_what, line) => {
    const done = decided([OFFER], [line])
    expect(calls(done)).toEqual([`#2 sell ${line[3]} of slot 1 at ${line[2]}`, 'cancel 101'])
    expect(records(done)).toEqual(['0 none', `1 replace sell ${line[3]} at ${line[2]} #2`])
    expect(done.state.nextTag).toBe(4)
  })

  it('replaces a bid whose premium has changed at an unchanged price', () => {
    const premium = (renewable: number) => ({ premium: { renewable: perKwh(renewable) } })
    const first = decided([], [['buy', 1, 15, 300, premium(2)]])
    const accepted = {
      ...first.state,
      resting: first.state.resting.map((order) => ({ ...order, handle: 101 })),
    }
    const same = decide(PROFILE, accepted, script([['buy', 1, 15, 300, premium(2)]]), viewOf())
    const less = decide(PROFILE, accepted, script([['buy', 1, 15, 300, premium(1)]]), viewOf())
    expect(calls(same)).toEqual([])
    expect(calls(less)).toEqual(['#2 buy 300 of slot 1 at 15', 'cancel 101'])
    expect(less.requests[0]).toMatchObject({ premium: { renewable: 1_000 } })
  })

  it('cancels what is wanted no more, and records the order that it takes out', () => {
    const done = decided([OFFER], [])
    expect(calls(done)).toEqual(['cancel 101'])
    expect(records(done)).toEqual(['0 none', '1 none', '1 cancel sell 500 at 20 #1'])
  })

  it('cancels an offer where it now wants to buy: one slot, two records', () => {
    const done = decided([OFFER], [['buy', 1, 12, 300]])
    expect(calls(done)).toEqual(['#2 buy 300 of slot 1 at 12', 'cancel 101'])
    expect(records(done)).toEqual(['0 none', '1 order buy 300 at 12 #2', '1 cancel sell 500 at 20 #1'])
    expect(done.decisions.at(-1)?.reasons).toEqual(['other-side'])
  })

  it('keeps both sides of a quote apart', () => {
    const bid = { slot: 1, side: 'buy', price: 10, leaves: 200 } as const
    const done = decided(
      [bid, OFFER],
      [
        ['buy', 1, 10, 200],
        ['sell', 1, 21, 500],
      ],
    )
    expect(calls(done)).toEqual(['#3 sell 500 of slot 1 at 21', 'cancel 102'])
    expect(records(done)).toEqual(['0 none', '1 keep buy 200 at 10 #1', '1 replace sell 500 at 21 #3'])
  })

  it('does not touch what rests in slots that are not due', () => {
    const done = decided([OFFER], [['sell', 0, 18, 100]], { urgency: [0.5, -1] })
    expect(calls(done)).toEqual(['#2 sell 100 of slot 0 at 18'])
    expect(done.state.resting.map(({ slot }) => slot)).toEqual([1, 0])
  })

  it('never promises twice: while an order is on its way its slot waits', () => {
    const onItsWay = { ...OFFER, accepted: false }
    const done = decided(
      [onItsWay],
      [
        ['sell', 0, 18, 100],
        ['sell', 1, 15, 900],
      ],
    )
    expect(calls(done)).toEqual(['#2 sell 100 of slot 0 at 18'])
    expect(records(done)).toEqual(['1 keep sell 500 at 20 #1', '0 order sell 100 at 18 #2'])
    expect(done.decisions[0].reasons).toEqual(['awaiting-fate'])
  })

  it('sends orders that live until their book closes, from its own account and device', () => {
    const [order, cancel] = decided([OFFER], [['sell', 1, 19, 500, { origin: 'pv', minimum: wh(100) }]]).requests
    const closesAt = 2 * 1_800_000
    expect(order).toEqual({
      kind: 'order',
      tag: 2,
      account: 3,
      device: 7,
      slot: 1,
      side: 'sell',
      price: 19_000,
      quantity: 500,
      goodTill: closesAt + 1,
      origin: 'pv',
      minimum: 100,
    })
    expect(cancel).toEqual({ kind: 'cancel', tag: 3, account: 3, device: 7, handle: 101 })
  })

  it('records what it was made from: state of charge, forecast, position, book, expectation and alternative', () => {
    const situation = { soc: 0.4, positions: [0, -700], bestBid: 12, bestAsk: 21, expected: [15, 16] }
    const { decisions } = decided([], [['sell', 1, 20, 500]], situation)
    expect(decisions[1]).toEqual({
      slot: 1,
      action: 'order',
      side: 'sell',
      price: 20_000,
      quantity: 500,
      reasons: ['own-strategy'],
      tag: 1,
      soc: 0.4,
      forecast: -900,
      position: -700,
      bestBid: 12_000,
      bestAsk: 21_000,
      expected: 16_000,
      alternative: 'feed-in',
      alternativePrice: 8_500,
    })
    expect(decisions[0]).toMatchObject({ action: 'none', price: Number.NaN, quantity: Number.NaN, tag: -1 })
  })

  it.each([
    ['closes as its slot starts', 3],
    ['closed a day ahead', 9],
  ])('forgets what has been delivered and keeps the slot under way where a gate %s', (_when, firstOpen) => {
    const view = { ...viewOf({ slots: 6 }), now: 2.5 * 1_800_000, firstOpen }
    const { state } = decide(PROFILE, stateOf({ slots: 6, positions: [1, 2, 3, 4, 5, 6] }), script([]), view)
    expect(state.positions).toEqual({ first: 2, wh: [3, 4, 5, 6] })
  })
})
