import type { Slot } from '@jazzgrid/units'
import { type PriceSignal, seriesAt } from '../strategy/signal.js'
import type { Shout } from './cda-trader.js'

/**
 * What the book of a slot says to a trader who looks at it from gate to gate: whether there was a trade since, at which
 * price and on whose initiative as far as one can tell, and the best orders that nobody has taken. A trader of the
 * literature hears every order; a round-based market publishes what is left after each round.
 * @param before volume that had traded when it looked last [Wh].
 */
export function marketShouts(price: PriceSignal, slot: Slot, before: number): readonly Shout[] {
  const shouts: Shout[] = []
  const bid = seriesAt(price.bestBid, slot)
  const ask = seriesAt(price.bestAsk, slot)
  const last = seriesAt(price.last, slot)
  if (seriesAt(price.traded, slot) > before && !Number.isNaN(last)) {
    // a trade takes place at the price of the resting order: nearer to the offers, an offer was taken
    const side = Math.abs(ask - last) <= Math.abs(last - bid) ? 'sell' : 'buy'
    shouts.push({ side, price: last, accepted: true })
  }
  if (!Number.isNaN(bid)) shouts.push({ side: 'buy', price: bid, accepted: false })
  if (!Number.isNaN(ask)) shouts.push({ side: 'sell', price: ask, accepted: false })
  return shouts
}
