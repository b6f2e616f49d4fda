import { Chance, perKwh, wh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { answerLines, type Situation, stateOf, viewOf } from '../conformance/index.js'
import { StateBook } from '../life/agent-state.js'
import type { Quote } from '../strategy/quote.js'
import type { Strategy } from '../strategy/strategy.js'
import { marketShouts } from './market-shouts.js'
import { traderStrategy } from './trader-strategy.js'
import { zeroIntelligence } from './zero-intelligence.js'
import { zeroIntelligencePlus } from './zero-intelligence-plus.js'

/** Wants to buy 500 Wh of every slot, worth 20 to it. */
const wanting = (side: 'buy' | 'sell'): Strategy<null, null> => ({
  name: 'wanting',
  initial: () => null,
  quote: (_own, _settings, { due }) =>
    due.map(({ slot }): Quote => {
      const grounds = { reasons: ['load-forecast', 'concession'], forecast: 500, alternative: 'stored-value' } as const
      return { slot, side, price: perKwh(20), quantity: wh(500), ...grounds, alternativePrice: 20_000 }
    }),
})

const pricesOf = (lines: readonly string[]) => lines.map((line) => Number(/ at ([\d.]+)/.exec(line)?.[1]))

describe('a device with a trader', () => {
  it.each(['buy', 'sell'] as const)('keeps side and amount (%s), at a price on the good side of its limit', (side) => {
    const lines = answerLines(traderStrategy('zi-c', wanting(side), zeroIntelligence), null, { slots: 48 })
    expect(lines).toHaveLength(48)
    for (const line of lines)
      expect(line).toMatch(new RegExp(`^\\d+ ${side} 500 at .* \\(load-forecast, trader-price\\)$`))
    const prices = pricesOf(lines)
    const [low, high] = side === 'buy' ? [8.5, 20] : [20, 26]
    expect(Math.min(...prices)).toBeGreaterThanOrEqual(low)
    expect(Math.max(...prices)).toBeLessThanOrEqual(high)
    // zero intelligence draws from all of it
    expect(Math.max(...prices) - Math.min(...prices)).toBeGreaterThan(0.8 * (high - low))
  })

  it('says all that led to the amount, and instead of how the price came about that a trader named it', () => {
    const hedged: Strategy<null, null> = {
      ...wanting('buy'),
      quote: (...situation) =>
        wanting('buy')
          .quote(...situation)
          .map((quote) => ({ ...quote, reasons: ['load-forecast', 'forecast-hedge', 'last-chance', 'premium-local'] })),
    }
    const [line] = answerLines(traderStrategy('zi-c', hedged, zeroIntelligence), null, {})
    expect(line).toContain('(load-forecast, forecast-hedge, trader-price)')
  })

  it('bids at most what the supplier asks after network charges, however much the energy is worth to it', () => {
    const zip = traderStrategy('zip', wanting('buy'), zeroIntelligencePlus)
    const prices = pricesOf(answerLines(zip, null, { slots: 6, retail: 15, networkCharge: 2 }))
    expect(Math.max(...prices)).toBeLessThanOrEqual(13)
  })

  it('learns from what books show: a ZIP buyer that is outbid bids more', () => {
    const zip = traderStrategy('zip', wanting('buy'), zeroIntelligencePlus)
    const chance = new Chance('street')
    const market: Partial<Situation> = { slots: 1, bestBid: 19.5, bestAsk: 25 }
    let memory = zip.initial({ settings: null, slotLength: 1_800_000 })
    const bids: number[] = []
    for (let gate = 0; gate < 12; gate++) {
      const view = { ...viewOf(market), now: gate * 60_000 }
      memory = zip.observe?.(memory, null, view, chance) ?? memory
      const [quote] = zip.quote(memory, null, view, new StateBook(stateOf(market)), chance)
      bids.push(quote.side === 'none' ? Number.NaN : quote.price / 1000)
    }
    expect(bids[0]).toBeLessThan(19.5)
    expect(bids[11]).toBeGreaterThan(bids[0])
    expect(bids[11]).toBeLessThanOrEqual(20)
  })

  it('has a character of its own, drawn from its own chance', () => {
    const zip = traderStrategy('zip', wanting('buy'), zeroIntelligencePlus)
    const of = (seed: string) => {
      const memory = zip.initial({ settings: null, slotLength: 1_800_000 })
      return zip.observe?.(memory, null, viewOf(), new Chance(seed)).buy
    }
    expect(of('a')).toEqual(of('a'))
    expect(of('a')).not.toEqual(of('b'))
  })
})

describe('what a book says from gate to gate', () => {
  const price = (situation: Partial<Situation>, last: number, traded: number) => ({
    ...viewOf({ slots: 1, ...situation }).price,
    last: { first: 0, values: [last] },
    traded: { first: 0, values: [traded] },
  })

  it('is the best orders that nobody has taken', () => {
    expect(marketShouts(price({ bestBid: 15, bestAsk: 18 }, Number.NaN, 0), 0, 0)).toEqual([
      { side: 'buy', price: 15_000, accepted: false },
      { side: 'sell', price: 18_000, accepted: false },
    ])
    expect(marketShouts(price({}, Number.NaN, 0), 0, 0)).toEqual([])
  })

  it('and the last trade, where there was one since: at a price near the offers an offer was taken', () => {
    const book = { bestBid: 15, bestAsk: 18 }
    expect(marketShouts(price(book, 17_500, 900), 0, 400)[0]).toEqual({ side: 'sell', price: 17_500, accepted: true })
    expect(marketShouts(price(book, 15_500, 900), 0, 400)[0]).toEqual({ side: 'buy', price: 15_500, accepted: true })
    expect(marketShouts(price(book, 15_500, 900), 0, 900)).toHaveLength(2)
  })
})
