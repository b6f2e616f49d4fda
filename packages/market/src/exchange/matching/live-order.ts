import type { Price, Slot, Wh } from '@jazzgrid/units'
import type { BookOrder } from '../../continuous/book-order.js'
import type { Order, OrderHandle, Origin, Premium, Side } from '../../order.js'
import type { MarketAccount } from '../market-account.js'
import { levelOf, type MarketRules } from '../market-rules.js'

/** An accepted order with its terms in the book's measure beside the author's. One shape for all, one object an order. */
export interface LiveOrder extends BookOrder {
  /** 0 until a book has taken the order. */
  handle: OrderHandle
  /** What may still be traded. */
  leaves: number
  readonly tag: number
  readonly account: number
  readonly device: number
  readonly slot: Slot
  readonly side: Side
  readonly price: Price
  readonly quantity: Wh
  readonly goodTill: number
  readonly origin: Origin
  /** Wh; 0 = any. */
  readonly minimum: number
  readonly premium: Premium | undefined
  /** Level of the limit, and premiums in levels. */
  readonly level: number
  readonly renewablePremium: number
  readonly localPremium: number
  readonly feeder: number
  readonly renewable: boolean
}

/** @param order admitted. */
export function liveOrder(order: Order, tag: number, { feeder }: MarketAccount, rules: MarketRules): LiveOrder {
  const { premium, origin = 'grid' } = order
  return {
    handle: 0,
    leaves: order.quantity,
    tag,
    account: order.account,
    device: order.device,
    slot: order.slot,
    side: order.side,
    price: order.price,
    quantity: order.quantity,
    goodTill: order.goodTill,
    origin,
    minimum: order.minimum ?? 0,
    premium,
    level: levelOf(rules, order.price),
    renewablePremium: (premium?.renewable ?? 0) / rules.tick,
    localPremium: (premium?.local ?? 0) / rules.tick,
    feeder,
    renewable: origin === 'pv',
  }
}

export const hasPremium = (order: LiveOrder): boolean => order.renewablePremium > 0 || order.localPremium > 0
