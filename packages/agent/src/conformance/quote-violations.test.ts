import { type Price, perKwh, type Wh, wh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import type { ReasonCode } from '../decision/reason.js'
import type { OrderQuote, Quote } from '../strategy/quote.js'
import { quoteViolations } from './quote-violations.js'
import { type Situation, stateOf, viewOf } from './situation.js'

const GROUNDS = { reasons: ['own-strategy'], forecast: 0, alternative: 'none', alternativePrice: 0 } as const
const silent = (slot: number): Quote => ({ slot, side: 'none', ...GROUNDS })

function order(side: 'buy' | 'sell', price: number, quantity: number, extra: Partial<OrderQuote> = {}): Quote {
  return { slot: 1, side, price: perKwh(price), quantity: quantity as Wh, ...GROUNDS, ...extra }
}

/** The rules that an answer to two due slots breaks. */
const codes = (quotes: readonly Quote[], situation: Partial<Situation> = {}): string[] =>
  quoteViolations(quotes, viewOf(situation), stateOf(situation)).map(({ code }) => code)

describe('an answer', () => {
  it('breaks no rule where it sells above feed-in and buys below retail, on tick and in lots', () => {
    const premium = { renewable: perKwh(2), local: perKwh(1) }
    expect(codes([silent(0), order('sell', 20, 500, { origin: 'pv', minimum: wh(200) })])).toEqual([])
    expect(codes([silent(0), order('buy', 23, 500, { premium })])).toEqual([])
    expect(codes([silent(0), order('buy', 12, 500), order('sell', 20, 500)])).toEqual([])
  })

  it.each<[string, Quote[], string[]]>([
    ['leaves out a due slot', [silent(0)], ['no-answer']],
    ['answers for a slot that nobody asked about', [silent(0), silent(1), silent(7)], ['not-due']],
    ['quotes a side twice', [silent(0), order('sell', 20, 100), order('sell', 21, 100)], ['quoted-twice']],
    ['is silent twice', [silent(0), silent(0), silent(1)], ['quoted-twice', 'silent-and-quoting']],
    ['is silent and quotes', [silent(0), silent(1), order('sell', 20, 100)], ['silent-and-quoting']],
    ['gives no reason', [silent(0), order('sell', 20, 100, { reasons: [] })], ['no-reason']],
    [
      'gives a reason of its own',
      [silent(0), order('sell', 20, 100, { reasons: ['mood' as ReasonCode] })],
      ['unknown-reason'],
    ],
    ['is off the tick', [silent(0), order('sell', 20.05, 100)], ['off-tick']],
    [
      'has a premium off the tick',
      [silent(0), order('buy', 20, 100, { premium: { local: 50 as Price } })],
      ['off-tick'],
    ],
    [
      'has a price that is none',
      [silent(0), order('sell', 20, 100, { price: Number.NaN as Price })],
      ['off-tick', 'outside-band'],
    ],
    ['is off the lot', [silent(0), order('sell', 20, 150)], ['off-lot']],
    ['has half a watt-hour', [silent(0), order('sell', 20, 0.5)], ['off-lot']],
    ['has nothing in it', [silent(0), order('sell', 20, 0)], ['not-positive']],
    ['has less than nothing in it', [silent(0), order('sell', 20, -100)], ['not-positive']],
    ['is above the band', [silent(0), order('sell', 51, 100)], ['outside-band']],
    [
      'wants at least more than all',
      [silent(0), order('sell', 20, 100, { minimum: wh(200) })],
      ['minimum-above-quantity'],
    ],
    [
      'offers with a premium',
      [silent(0), order('sell', 20, 100, { premium: { local: perKwh(1) } })],
      ['premium-on-offer'],
    ],
    ['bids with an origin', [silent(0), order('buy', 20, 100, { origin: 'pv' })], ['origin-on-bid']],
    ['pays more than the supplier asks', [silent(0), order('buy', 26.1, 100)], ['above-retail']],
    [
      'pays more than the supplier asks with its premium',
      [silent(0), order('buy', 25, 100, { premium: { renewable: perKwh(2) } })],
      ['above-retail'],
    ],
    ['takes less than the supplier pays', [silent(0), order('sell', 8.4, 100)], ['below-feed-in']],
    ['sends more through the leg than it carries', [silent(0), order('sell', 20, 2_600)], ['beyond-leg']],
    ['would trade with itself', [silent(0), order('buy', 20, 100), order('sell', 20, 100)], ['crosses-itself']],
  ])('that %s is found', (_what, quotes, wanted) => {
    expect(codes(quotes)).toEqual(wanted)
  })

  it('counts the network charge as part of what a purchase costs', () => {
    expect(codes([silent(0), order('buy', 24, 100)], { networkCharge: 3 })).toEqual(['above-retail'])
    expect(codes([silent(0), order('buy', 23, 100)], { networkCharge: 3 })).toEqual([])
  })

  it('may take the place of its own order on the leg', () => {
    const resting = [{ slot: 1, side: 'sell', price: 20, leaves: 2_500 }] as const
    expect(codes([silent(0), order('sell', 19, 2_500)], { out: 0, resting })).toEqual([])
    expect(codes([silent(0), order('sell', 19, 2_500)], { out: 0 })).toEqual(['beyond-leg'])
  })

  it('may disregard the prices of the supplier where it is allowed to', () => {
    const quotes = [silent(0), order('buy', 30, 100)]
    expect(quoteViolations(quotes, viewOf(), stateOf(), { ownPrices: true })).toEqual([])
    const [found] = quoteViolations(quotes, viewOf(), stateOf())
    expect(found).toEqual({
      code: 'above-retail',
      slot: 1,
      detail: 'pays 30000 where the supplier asks 26000 after network charges',
    })
  })
})
