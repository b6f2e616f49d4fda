import type { BookSide } from './book-side.js'
import { LevelBitmap } from './level-bitmap.js'
import type { OrderClass } from './order-class.js'
import { LADDER, NEXT, NOBODY, type OrderPool, PREV, RANK } from './order-pool.js'

/** Rank of the best order of an empty ladder: worse than any limit, whatever premium is added. */
export const EMPTY = -(2 ** 30)

/**
 * The resting orders of one side and class: a queue in order of arrival at every price. Prices are ranks, and the higher
 * rank trades first: the level of a bid, the level counted from the top for an offer. So one ladder serves both sides.
 */
export class PriceLadder {
  readonly side: BookSide
  readonly traits: OrderClass
  /** Rank of the best order, or EMPTY. */
  best = EMPTY
  readonly #pool: OrderPool
  readonly #number: number
  readonly #head: Int32Array
  readonly #tail: Int32Array
  readonly #occupied: LevelBitmap

  constructor(side: BookSide, levels: number, pool: OrderPool, traits: OrderClass) {
    this.side = side
    this.traits = traits
    this.#pool = pool
    this.#number = pool.ladders.push(this) - 1
    this.#head = new Int32Array(levels)
    this.#tail = new Int32Array(levels)
    this.#occupied = new LevelBitmap(levels)
  }

  /** The node at the head of the queue at this rank. */
  first(rank: number): number {
    return this.#head[rank]
  }

  /** The highest rank below this one that holds an order, or EMPTY. */
  below(rank: number): number {
    const next = this.#occupied.highest(rank - 1)
    return next < 0 ? EMPTY : next
  }

  /** The node that trades after this one, or NOBODY. */
  after(node: number): number {
    const { cells } = this.#pool
    const next = cells[node + NEXT]
    if (next !== NOBODY) return next
    const rank = this.below(cells[node + RANK])
    return rank === EMPTY ? NOBODY : this.#head[rank]
  }

  append(node: number, rank: number): void {
    const { cells } = this.#pool
    const last = this.#tail[rank]
    cells[node + NEXT] = NOBODY
    cells[node + PREV] = last
    cells[node + RANK] = rank
    cells[node + LADDER] = this.#number
    this.#tail[rank] = node
    if (last !== NOBODY) cells[last + NEXT] = node
    else {
      this.#head[rank] = node
      this.#occupied.add(rank)
      if (rank > this.best) this.best = rank
    }
  }

  /** Take a node out of its queue; the pool still holds it. */
  remove(node: number): void {
    const { cells } = this.#pool
    const rank = cells[node + RANK]
    const before = cells[node + PREV]
    const behind = cells[node + NEXT]
    if (before !== NOBODY) cells[before + NEXT] = behind
    else this.#head[rank] = behind
    if (behind !== NOBODY) cells[behind + PREV] = before
    else this.#tail[rank] = before
    if (before === NOBODY && behind === NOBODY) {
      this.#occupied.delete(rank)
      if (rank === this.best) this.best = this.below(rank)
    }
  }
}
