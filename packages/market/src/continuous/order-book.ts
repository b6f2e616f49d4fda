import type { OrderHandle, Side } from '../order.js'
import type { BookOrder, DepthStep, Placement, RestingOrder } from './book-order.js'
import { BookSide } from './book-side.js'
import { NOBODY, OrderPool } from './order-pool.js'
import type { PriceLadder } from './price-ladder.js'
import { Selection } from './selection.js'

export interface BookOptions {
  /** Heed premiums: resting orders are then kept apart by what they offer or prefer. Without it premiums mean nothing. */
  readonly premiums?: boolean
  /** Shared by books whose handles must not collide. */
  readonly pool?: OrderPool
}

/**
 * The book of one product: price-time priority, trades at the price of the resting order, partial fills, cancel by
 * handle. Prices are level indices 0..levels-1; what a level is worth is the caller's affair.
 *
 * - An order that meets a resting order of its own account nets with it (`selfSupply`) at that order's place in the
 *   queue; no money moves.
 * - A bid with premiums counts as limit + premium against an offer that has the attribute and as its plain limit against
 *   any other. An incoming order takes the resting order that leaves it most, then the oldest. A resting offer trades at
 *   its limit, a resting bid at its limit plus the premiums that this offer earns.
 * - An order with a minimum that could not trade that much at once rests untouched. At rest it is passed over by an
 *   incoming order of which less is left than the smaller of its minimum and its leaves. So a book with minimums may
 *   stand crossed.
 *
 * Limits: levels below 2^28, premiums below 2^29, 2^31 orders a pool; quantities are positive safe integers whose sum on a
 * side stays below 2^53. Arguments are not checked: that is what admission is for.
 */
export class OrderBook {
  readonly levels: number
  readonly #premiums: boolean
  readonly #pool: OrderPool
  readonly #bids: BookSide
  readonly #offers: BookSide
  /** The plain ladders of both sides: bids, offers. */
  readonly #plain: readonly PriceLadder[]
  readonly #selection: Selection

  constructor(levels: number, { premiums = false, pool = new OrderPool() }: BookOptions = {}) {
    if (!(Number.isInteger(levels) && levels >= 1 && levels < 2 ** 28)) {
      throw new RangeError(`a book cannot have ${levels} price levels`)
    }
    this.levels = levels
    this.#premiums = premiums
    this.#pool = pool
    this.#bids = new BookSide(this, 'buy', levels, pool)
    this.#offers = new BookSide(this, 'sell', levels, pool)
    this.#plain = [this.#bids.plain, this.#offers.plain]
    this.#selection = new Selection(pool)
  }

  /** Enter an order: trade what can be traded, rest what is left. */
  place(order: BookOrder): Placement {
    const { side, level, quantity, account, minimum = 0 } = order
    // the side of an order is a coin toss to a branch predictor, hence an index instead of a branch: 9 % of the time
    const own = Number(side === 'sell')
    const opposite = this.#plain[1 - own]
    if (this.#premiums || minimum > 0 || opposite.withMinimum > 0) return this.#choose(order)
    return this.#plain[own].enter(this.#pool.nextHandle(), opposite, level, quantity, account, 0)
  }

  /** Let an order rest without trading, as before a call auction. */
  rest(order: BookOrder): OrderHandle {
    const handle = this.#pool.nextHandle()
    this.#add(order, handle, order.quantity)
    return handle
  }

  /** Put an order back under the handle it had. Priority follows the order of calls: oldest handle first. */
  restore(order: BookOrder, handle: OrderHandle, leaves: number): void {
    this.#pool.skipTo(handle)
    this.#add(order, handle, leaves)
  }

  /** Take a resting order out. @returns its leaves quantity; 0 where no order of this book has the handle. */
  cancel(handle: OrderHandle): number {
    const node = this.#pool.find(handle)
    return this.#ladderOf(node)?.remove(node) ?? 0
  }

  /** Lower the leaves of a resting order, which keeps its place. @returns false where there is nothing to lower. */
  reduce(handle: OrderHandle, leaves: number): boolean {
    const before = this.leaves(handle)
    if (!(leaves > 0 && leaves < before)) return false
    const node = this.#pool.find(handle)
    this.#ladderOf(node)?.take(node, before - leaves)
    return true
  }

  /** What a resting order still wants; 0 where it does not rest here. */
  leaves(handle: OrderHandle): number {
    const node = this.#pool.find(handle)
    return this.#ladderOf(node) === undefined ? 0 : this.#pool.leaves(node)
  }

  /** Level of the highest bid by plain limit; -1 where there is none. */
  bestBid(): number {
    return this.#bids.best()
  }

  /** Level of the lowest offer; -1 where there is none. */
  bestOffer(): number {
    return this.#offers.best()
  }

  get bidQuantity(): number {
    return this.#bids.quantity
  }

  get offerQuantity(): number {
    return this.#offers.quantity
  }

  /** Number of resting orders. */
  get size(): number {
    return this.#bids.orders + this.#offers.orders
  }

  /** The ladder of one side, best limit first. */
  depth(side: Side): DepthStep[] {
    return side === 'buy' ? this.#bids.depth() : this.#offers.depth()
  }

  /** The resting orders of one side by limit and then by arrival. */
  resting(side: Side): RestingOrder[] {
    return side === 'buy' ? this.#bids.resting() : this.#offers.resting()
  }

  /** undefined where the node is nobody, or of another book. */
  #ladderOf(node: number): PriceLadder | undefined {
    if (node === NOBODY) return undefined
    const ladder = this.#pool.ladder(node)
    return ladder.book === this ? ladder : undefined
  }

  /** With premiums or minimums about. */
  #choose(order: BookOrder): Placement {
    const opposite = order.side === 'buy' ? this.#offers : this.#bids
    const handle = this.#pool.nextHandle()
    const trades = this.#selection.take(opposite, order, this.#premiums)
    let leaves = order.quantity
    for (const { quantity } of trades) leaves -= quantity
    this.#add(order, handle, leaves)
    return { handle, leaves, trades }
  }

  #add(order: BookOrder, handle: OrderHandle, leaves: number): void {
    const side = order.side === 'buy' ? this.#bids : this.#offers
    const ladder = this.#premiums ? side.ladderOf(order) : side.plain
    ladder.enter(handle, undefined, order.level, leaves, order.account, order.minimum ?? 0)
  }
}
