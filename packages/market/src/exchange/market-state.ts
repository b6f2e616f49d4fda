import { OrderPool } from '../continuous/order-pool.js'
import type { OrderHandle } from '../order.js'
import type { MarketAccount } from './market-account.js'
import { MarketBoard } from './market-board.js'
import { closesAt, type MarketRules } from './market-rules.js'
import type { LiveOrder } from './matching/live-order.js'
import type { Matching } from './matching/matching.js'
import { MECHANISMS } from './matching/mechanisms.js'
import { OpenProducts } from './matching/open-products.js'
import { ExpiryCalendar } from './round/expiry-calendar.js'
import { ResultDigest } from './round/result-digest.js'

/** Everything that one round hands to the next. */
export class MarketState {
  readonly rules: MarketRules
  readonly matching: Matching
  readonly accounts = new Map<number, MarketAccount>()
  /** UTC ms until which an account may not offer. */
  readonly suspended = new Map<number, number>()
  /** Suspended since the last round: their resting offers are still in the books. */
  readonly newlySuspended = new Set<number>()
  /** Accepted orders without a final fate, the oldest first. */
  readonly live = new Map<OrderHandle, LiveOrder>()
  readonly pool = new OrderPool()
  readonly products: OpenProducts
  readonly board: MarketBoard
  readonly calendar = new ExpiryCalendar()
  readonly digest = new ResultDigest()
  /** Result root of the last round. */
  root: Uint8Array = new Uint8Array(32)
  /** UTC ms of the last round. */
  at: number | undefined

  constructor(rules: MarketRules) {
    this.rules = rules
    this.matching = MECHANISMS[rules.mechanism](rules)
    this.products = new OpenProducts(rules, this.live, this.pool)
    this.board = new MarketBoard(rules, this.products)
  }

  /** Count an order that rests among the live ones. */
  keep(order: LiveOrder): void {
    this.live.set(order.handle, order)
    if (order.goodTill <= closesAt(this.rules, order.slot)) this.calendar.add(order.goodTill, order.handle)
  }
}
