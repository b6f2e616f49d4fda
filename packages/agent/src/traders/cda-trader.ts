import type { Side } from '@jazzgrid/market'
import type { Chance } from '@jazzgrid/units'

/** What a trader wants and what it sees of a continuous double auction. Prices in any one unit. */
export interface AuctionView {
  readonly side: Side
  /** Most a buyer may pay for the next unit, least a seller may take. */
  readonly limit: number
  readonly bestBid: number | undefined
  readonly bestOffer: number | undefined
  /** Price band of the market. */
  readonly lowest: number
  readonly highest: number
  /** Smallest price step: the market's orders lie up to one below (bids) or above (offers) the quoted prices. */
  readonly tick: number
}

/** What everybody hears: an order at a price, and whether somebody took it. */
export interface Shout {
  readonly side: Side
  readonly price: number
  /** A trade at `price`, made when an order of `side` was taken. */
  readonly accepted: boolean
}

/**
 * A general-purpose trader for experiments: a pure reducer over a small state of plain numbers. It knows nothing of energy,
 * storage or time of day; what a unit is worth to it comes in as the limit.
 */
export interface CdaTrader<State> {
  /** State of a new trader. */
  born(side: Side, chance: Chance): State
  /** Price of its next order, never beyond the limit; undefined where it stays silent. */
  quote(state: State, view: AuctionView, chance: Chance): number | undefined
  /** @param active whether the trader still has a unit to trade. */
  hear(state: State, view: AuctionView, shout: Shout, active: boolean, chance: Chance): State
}

/** Keep a price on the profitable side of the limit and inside the band. */
export function withinLimit({ side, limit, lowest, highest }: AuctionView, price: number): number {
  return side === 'buy' ? Math.max(lowest, Math.min(price, limit)) : Math.min(highest, Math.max(price, limit))
}
