import type { OrderHandle, Side } from '../order.js'
import { type BookTrade, NO_TRADES, type Placement } from './book-order.js'
import { LevelBitmap } from './level-bitmap.js'
import type { OrderClass } from './order-class.js'
import { NOBODY, type OrderPool } from './order-pool.js'

/** Rank of the best order of an empty ladder: worse than any limit, whatever premium is added. */
export const EMPTY = -(2 ** 30)

/**
 * The resting orders of one side and class: a queue in order of arrival at every price. Prices are ranks, and the higher
 * rank trades first: the level of a bid, the level counted from the top for an offer. So one ladder serves both sides.
 *
 * A queue is a ring through its end, which lies among the nodes: so nothing asks whether an order is the first or the
 * last of its queue, which a branch predictor could only guess.
 */
export class PriceLadder {
  /** The book it is part of. */
  readonly book: object
  readonly traits: OrderClass
  /** Rank of the best order, or EMPTY. */
  best = EMPTY
  /** Resting in all. */
  quantity = 0
  orders = 0
  /** How many of them have a minimum. */
  withMinimum = 0
  readonly #pool: OrderPool
  // numbers have a first value, as V8 keeps a field that was once undefined for values of any kind
  readonly #number: number = 0
  readonly #flip: number = 0
  readonly #shift: number = 0
  /** Cell of the end of the queue at rank 0; the others follow. */
  readonly #ends: number = 0
  readonly #occupied: LevelBitmap

  constructor(book: object, side: Side, levels: number, pool: OrderPool, traits: OrderClass) {
    this.book = book
    this.traits = traits
    this.#pool = pool
    this.#number = pool.ladders.push(this) - 1
    // level ^ 0 is the level and level ^ -1 is -1 - level: again no branch
    this.#flip = side === 'buy' ? 0 : -1
    this.#shift = side === 'buy' ? 0 : levels
    this.#ends = pool.newEnds(levels)
    this.#occupied = new LevelBitmap(levels)
  }

  /** The rank of a price level, and the level of a rank. */
  mirrored(level: number): number {
    return (level ^ this.#flip) + this.#shift
  }

  /** The node at the head of the queue at this rank. */
  first(rank: number): number {
    return this.#pool.next(this.#ends + 2 * rank)
  }

  /** The highest rank below this one that holds an order, or EMPTY. */
  below(rank: number): number {
    const next = this.#occupied.highest(rank - 1)
    return next < 0 ? EMPTY : next
  }

  /** The node that trades after this one, or NOBODY. */
  after(node: number): number {
    const rank = this.#pool.rank(node)
    const next = this.#pool.next(node)
    if (next !== this.#ends + 2 * rank) return next
    const below = this.below(rank)
    return below === EMPTY ? NOBODY : this.first(below)
  }

  /**
   * The plain case, without premiums and minimums: an order takes the head of the best queue of the other side while its
   * price is within the limit; what is left rests behind all others at its level.
   *
   * In one piece, because V8 inlines nothing of more than 460 bytes of bytecode: so it compiles this by itself and the
   * short `OrderBook.place` into its callers, where the order object then need not be made at all: 7 % of the time.
   * @param opposite whom the order may meet; absent: it only rests.
   * @param minimum of an order that only rests, 0 = any.
   */
  enter(
    handle: OrderHandle,
    opposite: PriceLadder | undefined,
    level: number,
    quantity: number,
    account: number,
    minimum: number,
  ): Placement {
    const pool = this.#pool
    let trades: BookTrade[] | undefined
    let leaves = quantity
    const reach = opposite === undefined ? 0 : opposite.mirrored(level)
    while (opposite !== undefined && leaves > 0 && opposite.best >= reach) {
      const rank = opposite.best
      const node = opposite.first(rank)
      const resting = pool.handle(node)
      const selfSupply = pool.account(node) === account
      const offered = pool.leaves(node)
      const amount = Math.min(leaves, offered)
      const restingLeaves = offered - amount
      leaves -= amount
      if (restingLeaves === 0) opposite.remove(node)
      else {
        pool.setLeaves(node, restingLeaves)
        opposite.quantity -= amount
      }
      const trade = { resting, restingLeaves, level: opposite.mirrored(rank), quantity: amount, selfSupply }
      // three quarters of all that trade have one or two trades; an array that is pushed to has 17 places
      if (trades === undefined) trades = [trade]
      else if (trades.length === 1) trades = [trades[0], trade]
      else trades.push(trade)
    }
    if (leaves > 0) {
      const rank = this.mirrored(level)
      const end = this.#ends + 2 * rank
      const node = pool.acquire(handle, this.#number, rank, end, account, leaves)
      this.quantity += leaves
      this.orders++
      if (minimum > 0) {
        this.withMinimum++
        pool.setMinimum(node, minimum)
      }
      // without asking whether the queue was empty, which is another coin toss
      this.#occupied.add(rank)
      this.best = Math.max(this.best, rank)
    }
    return { handle, leaves, trades: trades ?? NO_TRADES }
  }

  /** Take a resting order out of its queue and forget it. @returns its leaves. */
  remove(node: number): number {
    const pool = this.#pool
    const leaves = pool.leaves(node)
    this.quantity -= leaves
    this.orders--
    if (this.withMinimum > 0 && pool.minimum(node) > 0) {
      this.withMinimum--
      pool.setMinimum(node, 0)
    }
    if (pool.dequeue(node)) {
      const rank = pool.rank(node)
      this.#occupied.delete(rank)
      if (rank === this.best) this.best = this.below(rank)
    }
    pool.release(node)
    return leaves
  }

  /** Take part of a resting order, or all of it. @returns what is left of it. */
  take(node: number, quantity: number): number {
    const left = this.#pool.leaves(node) - quantity
    if (left === 0) this.remove(node)
    else {
      this.#pool.setLeaves(node, left)
      this.quantity -= quantity
    }
    return left
  }
}
