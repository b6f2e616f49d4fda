import type { OrderHandle, Side } from '../order.js'
import type { BookTrade } from './book-order.js'
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

  /** Let an order rest behind all others at its level. */
  append(handle: OrderHandle, account: number, level: number, leaves: number, minimum: number): void {
    const rank = this.mirrored(level)
    const node = this.#pool.acquire(handle, this.#number, rank, account, leaves)
    this.quantity += leaves
    this.orders++
    if (minimum > 0) {
      this.withMinimum++
      this.#pool.setMinimum(node, minimum)
    }
    if (this.#pool.enqueue(node, this.#ends + 2 * rank)) {
      this.#occupied.add(rank)
      if (rank > this.best) this.best = rank
    }
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

  /** Whether the best order is within a limit of the other side. */
  reaches(limit: number): boolean {
    return this.best >= this.mirrored(limit)
  }

  /**
   * The plain case, without premiums and minimums: take the head of the best queue while its price is within the limit,
   * which the caller knows the best to be.
   */
  sweep(limit: number, wanted: number, account: number): readonly BookTrade[] {
    const reach = this.mirrored(limit)
    const pool = this.#pool
    let trades: BookTrade[] | undefined
    let left = wanted
    do {
      const rank = this.best
      const node = this.first(rank)
      const resting = pool.handle(node)
      const selfSupply = pool.account(node) === account
      const quantity = Math.min(left, pool.leaves(node))
      const restingLeaves = this.take(node, quantity)
      left -= quantity
      const trade = { resting, restingLeaves, level: this.mirrored(rank), quantity, selfSupply }
      // half of all sweeps have one trade; an array that is pushed to has 17 places
      if (trades === undefined) trades = [trade]
      else trades.push(trade)
    } while (left > 0 && this.best >= reach)
    return trades
  }
}
