import { Chance } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Schedules, smithMarket } from '../../test/smith-market.js'
import { adaptiveAggressive } from './adaptive-aggressive.js'
import { aggressivenessOf, targetPrice } from './aggressiveness.js'
import type { AuctionView, CdaTrader } from './cda-trader.js'
import { zeroIntelligence } from './zero-intelligence.js'
import { zeroIntelligencePlus } from './zero-intelligence-plus.js'

const LIMITS = Array.from({ length: 11 }, (_, i) => 750 + 250 * i)

/** Eleven buyers and eleven sellers at 750, 1000 ... 3250: the curves cross at 2000 with five or six units. */
const SYMMETRIC: Schedules = { demand: LIMITS, supply: LIMITS, equilibrium: 2000 }

/** Six pairs that should trade and two that should not, as in the markets of Gode and Sunder, 1993. */
const FEW_OUTSIDERS: Schedules = {
  demand: [3200, 3000, 2800, 2600, 2400, 2200, 1800, 1600],
  supply: [800, 1000, 1200, 1400, 1600, 1800, 2200, 2400],
  equilibrium: 2000,
}

const TRADERS: [string, CdaTrader<unknown>][] = [
  ['zero intelligence', zeroIntelligence as CdaTrader<unknown>],
  ['ZIP', zeroIntelligencePlus as CdaTrader<unknown>],
  ['adaptive-aggressive', adaptiveAggressive as CdaTrader<unknown>],
]

/** Means over markets and days: efficiency of all days, alpha of the days from `from` on. */
function outcome<S>(trader: CdaTrader<S>, markets: number, days: number, from: number, schedules = SYMMETRIC) {
  const all = Array.from({ length: markets }, (_, m) => smithMarket(trader, schedules, days, new Chance(m, 'smith')))
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
  return {
    efficiency: mean(all.flatMap((market) => market.map((day) => day.efficiency))),
    alpha: mean(all.flatMap((market) => market.slice(from).map((day) => day.alpha))),
  }
}

describe('in the market of Smith, 1962', () => {
  it('zero intelligence finds nearly all of the surplus, at prices that do not converge', () => {
    const { efficiency, alpha } = outcome(zeroIntelligence, 16, 5, 0)
    expect(efficiency).toBeGreaterThan(0.93)
    expect(alpha).toBeGreaterThan(10)
    // what is lost is lost to outsiders that trade in place of insiders
    expect(outcome(zeroIntelligence, 16, 5, 0, FEW_OUTSIDERS).efficiency).toBeGreaterThan(0.95)
  })

  it('ZIP converges to the competitive price, and adaptive-aggressive traders come closer still', () => {
    const zip = outcome(zeroIntelligencePlus, 3, 8, 4)
    const aggressive = outcome(adaptiveAggressive, 3, 8, 4)
    expect(zip.efficiency).toBeGreaterThan(0.98)
    expect(zip.alpha).toBeLessThan(4)
    expect(aggressive.efficiency).toBeGreaterThan(0.98)
    expect(aggressive.alpha).toBeLessThan(1)
    expect(aggressive.alpha).toBeLessThan(zip.alpha)
  })

  it('is the same day twice for the same seed', () => {
    const day = () => smithMarket(adaptiveAggressive, SYMMETRIC, 1, new Chance('same'))
    expect(day()).toEqual(day())
  })
})

const views: fc.Arbitrary<AuctionView> = fc
  .record({
    side: fc.constantFrom('buy' as const, 'sell' as const),
    limit: fc.integer({ min: 0, max: 4000 }),
    bid: fc.option(fc.integer({ min: 0, max: 2000 })),
    offer: fc.option(fc.integer({ min: 2001, max: 4000 })),
  })
  .map(({ side, limit, bid, offer }) => ({
    side,
    limit,
    lowest: 0,
    highest: 4000,
    tick: 1,
    bestBid: bid ?? undefined,
    bestOffer: offer ?? undefined,
  }))

const shouts = fc.array(
  fc.record({
    side: fc.constantFrom('buy' as const, 'sell' as const),
    price: fc.integer({ min: 0, max: 4000 }),
    accepted: fc.boolean(),
  }),
  { maxLength: 40 },
)

describe.each(TRADERS)('a %s trader', (_name, trader) => {
  it('never quotes beyond its limit or the band, whatever it has heard, and its state survives JSON', () => {
    fc.assert(
      fc.property(views, shouts, fc.boolean(), (view, heard, active) => {
        const chance = new Chance(1)
        let state = trader.born(view.side, chance)
        for (const shout of heard) {
          state = trader.hear(state, view, shout, active, chance)
          expect(JSON.parse(JSON.stringify(state))).toEqual(state)
        }
        const price = trader.quote(state, view, chance)
        if (price === undefined) return
        if (view.side === 'buy') expect(price).toBeLessThanOrEqual(view.limit)
        else expect(price).toBeGreaterThanOrEqual(view.limit)
        expect(price).toBeGreaterThanOrEqual(view.lowest)
        expect(price).toBeLessThanOrEqual(view.highest)
      }),
      { seed: 5, numRuns: 300 },
    )
  })
})

describe('the target curve of an adaptive-aggressive trader', () => {
  const EMPTY = { bestBid: undefined, bestOffer: undefined, lowest: 0, highest: 4000, tick: 1 }
  const buyer: AuctionView = { side: 'buy', limit: 3000, ...EMPTY }
  const seller: AuctionView = { side: 'sell', limit: 1500, ...EMPTY }

  it('runs from the far end of the band over the equilibrium to the limit', () => {
    for (const theta of [-8, -2, 0, 2]) {
      const at = (view: AuctionView, r: number) => targetPrice({ view, equilibrium: 2000, theta }, r)
      expect([-1, 0, 1].map((r) => at(buyer, r))).toEqual([0, 2000, 3000])
      expect([-1, 0, 1].map((r) => at(seller, r))).toEqual([4000, 2000, 1500])
    }
  })

  it('does not bend where patience turns into aggression', () => {
    for (const view of [buyer, seller]) {
      const at = (r: number) => targetPrice({ view, equilibrium: 2000, theta: -4 }, r)
      const left = at(0) - at(-1e-4)
      const right = at(1e-4) - at(0)
      expect(Math.abs(left / right - 1)).toBeLessThan(0.01)
    }
  })

  it('starts at the limit for a trader that would lose at the equilibrium', () => {
    const extra = { ...buyer, limit: 1500 }
    const at = (r: number) => targetPrice({ view: extra, equilibrium: 2000, theta: -2 }, r)
    expect([at(-1), at(0), at(0.7)]).toEqual([0, 1500, 1500])
    expect(aggressivenessOf({ view: extra, equilibrium: 2000, theta: -2 }, 1800)).toBe(0)
  })

  it('gives back the aggressiveness of each of its prices', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(buyer, seller),
        fc.integer({ min: 1600, max: 2900 }),
        fc.integer({ min: -8, max: 2 }),
        fc.integer({ min: -90, max: 90 }),
        (view, equilibrium, theta, percent) => {
          const curve = { view, equilibrium, theta }
          const price = targetPrice(curve, percent / 100)
          expect(targetPrice(curve, aggressivenessOf(curve, price))).toBeCloseTo(price, 4)
        },
      ),
      { seed: 6, numRuns: 300 },
    )
  })

  it('has nowhere to go where limit, equilibrium and band end are one', () => {
    const bottom = { ...buyer, limit: 0 }
    expect(aggressivenessOf({ view: bottom, equilibrium: 100, theta: 1 }, -5)).toBe(0)
  })
})
