import { OrderBook, type Side } from '@jazzgrid/market'
import type { Chance } from '@jazzgrid/units'
import type { AuctionView, CdaTrader, Shout } from '../src/traders/cda-trader.js'

/** A trading day of V. L. Smith's experiments (Journal of Political Economy 70, 1962). */
export interface Day {
  readonly prices: number[]
  /** Smith's alpha [%]: root mean square deviation of prices from the equilibrium price, over that price. */
  readonly alpha: number
  /** Share of the largest possible surplus that was realised. */
  readonly efficiency: number
}

export interface Schedules {
  /** Limits of the buyers and of the sellers, one unit each and day, in ticks. */
  readonly demand: readonly number[]
  readonly supply: readonly number[]
  readonly equilibrium: number
}

const LEVELS = 4001

/** Turns without a trade after which a day is over. */
const PATIENCE = 600

/**
 * Days of a continuous double auction among traders of one kind: each turn a trader that still has a unit replaces its
 * order in the project's own book; everybody hears every order and trade; a trade clears the book.
 */
export function smithMarket<S>(
  trader: CdaTrader<S>,
  { demand, supply, equilibrium }: Schedules,
  days: number,
  chance: Chance,
): Day[] {
  const crowd = [
    ...demand.map((limit) => ({ side: 'buy' as Side, limit })),
    ...supply.map((limit) => ({ side: 'sell' as Side, limit })),
  ]
  const states = crowd.map(({ side }) => trader.born(side, chance))
  const best = surplus(
    [...demand].sort((a, b) => b - a),
    [...supply].sort((a, b) => a - b),
  )
  return Array.from({ length: days }, () => {
    const active = crowd.map(() => true)
    const prices: number[] = []
    let realised = 0
    const book = new OrderBook(LEVELS)
    let handles = crowd.map(() => -1)
    const viewOf = (i: number, bid: number, offer: number): AuctionView => ({
      side: crowd[i].side,
      limit: crowd[i].limit,
      bestBid: bid >= 0 ? bid : undefined,
      bestOffer: offer >= 0 ? offer : undefined,
      lowest: 0,
      highest: LEVELS - 1,
      tick: 1,
    })
    const tell = (shout: Shout) => {
      const bid = book.bestBid()
      const offer = book.bestOffer()
      for (let i = 0; i < crowd.length; i++) {
        states[i] = trader.hear(states[i], viewOf(i, bid, offer), shout, active[i], chance)
      }
    }
    for (let idle = 0; idle < PATIENCE; idle++) {
      const waiting = crowd.map((_, i) => i).filter((i) => active[i])
      if (waiting.length === 0) break
      const i = chance.pick(waiting)
      const { side, limit } = crowd[i]
      const price = trader.quote(states[i], viewOf(i, book.bestBid(), book.bestOffer()), chance)
      if (price === undefined) continue
      // rounding towards the limit's safe side keeps every order without loss
      const level = side === 'buy' ? Math.floor(price + 1e-9) : Math.ceil(price - 1e-9)
      if (side === 'buy' ? level > limit : level < limit)
        throw new Error(`${side} at ${level} beyond the limit ${limit}`)
      if (handles[i] >= 0) book.cancel(handles[i])
      const { handle, trades } = book.place({ side, level, quantity: 1, account: i })
      handles[i] = handle
      if (trades.length === 0) {
        tell({ side, price: level, accepted: false })
        continue
      }
      const other = handles.findIndex((h, n) => n !== i && h === trades[0].resting)
      prices.push(trades[0].level)
      realised += Math.abs(limit - crowd[other].limit) * ((side === 'buy') === limit >= crowd[other].limit ? 1 : -1)
      active[i] = false
      active[other] = false
      for (const open of handles) if (open >= 0) book.cancel(open)
      handles = crowd.map(() => -1)
      tell({ side: crowd[other].side, price: trades[0].level, accepted: true })
      idle = -1
    }
    const square = prices.reduce((sum, p) => sum + (p - equilibrium) ** 2, 0) / prices.length
    return { prices, alpha: (100 * Math.sqrt(square)) / equilibrium, efficiency: realised / best }
  })
}

function surplus(demand: number[], supply: number[]): number {
  return demand.reduce((sum, limit, i) => sum + Math.max(0, limit - (supply[i] ?? Infinity)), 0)
}
