import type { Side } from '@jazzgrid/market'
import { type Price, price, type Wh, wh } from '@jazzgrid/units'
import { type QuoteRules, seriesAt, type View } from './signal.js'
import type { Book } from './strategy.js'

/** The nearest price on a tick that is no worse for its owner, inside the band; undefined where the band forbids it or it is unknown. */
export function onTick(rules: QuoteRules, side: Side, limit: number): Price | undefined {
  if (Number.isNaN(limit)) return undefined
  const { tick, band } = rules
  const ticks = limit / tick
  // a limit that is on a tick but for the noise of floating point stays there
  const near = Math.round(ticks)
  const whole = Math.abs(ticks - near) < 1e-6 ? near : side === 'buy' ? Math.floor(ticks) : Math.ceil(ticks)
  const value = whole * tick
  if (side === 'buy') return value < band.min ? undefined : price(Math.min(value, lastTick(band.max, tick)))
  return value > band.max ? undefined : price(Math.max(value, band.min))
}

const lastTick = (max: number, tick: number): number => Math.floor(max / tick) * tick

/** The largest amount in whole lots that does not exceed this energy; 0 where that is none. */
export function wholeLots(rules: QuoteRules, energy: number): Wh {
  return wh(energy > 0 ? Math.floor(energy / rules.lot + 1e-9) * rules.lot : 0)
}

/** What the router leg leaves for a quote that replaces the agent's own on this side of the slot [Wh, >= 0]. */
export function legRoom(view: View, book: Book, slot: number, side: Side): number {
  const room = seriesAt(side === 'sell' ? view.site.out : view.site.in, slot)
  const own = side === 'sell' ? book.offerLeaves(slot) : book.bidLeaves(slot)
  return Number.isNaN(room) ? Number.POSITIVE_INFINITY : Math.max(0, room + own)
}
