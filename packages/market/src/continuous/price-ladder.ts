import type { OrderHandle } from '../order.js'
import type { BookSide } from './book-side.js'
import { LevelBitmap } from './level-bitmap.js'
import type { OrderClass } from './order-class.js'
import { LADDER, NEXT, NOBODY, type OrderPool, PREV, placeOf, RANK } from './order-pool.js'

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

  /** The head of the queue at this rank. */
  first(rank: number): OrderHandle {
    return this.#head[rank]
  }

  /** The highest rank below this one that holds an order, or EMPTY. */
  below(rank: number): number {
    const next = this.#occupied.highest(rank - 1)
    return next < 0 ? EMPTY : next
  }

  /** The order that trades after this one, or NOBODY. */
  after(handle: OrderHandle): OrderHandle {
    const { cells } = this.#pool
    const place = placeOf(cells, handle)
    const next = cells[place + NEXT]
    if (next !== NOBODY) return next
    const rank = this.below(cells[place + RANK])
    return rank === EMPTY ? NOBODY : this.#head[rank]
  }

  append(handle: OrderHandle, rank: number): void {
    const { cells } = this.#pool
    const place = placeOf(cells, handle)
    const last = this.#tail[rank]
    cells[place + NEXT] = NOBODY
    cells[place + PREV] = last
    cells[place + RANK] = rank
    cells[place + LADDER] = this.#number
    this.#tail[rank] = handle
    if (last !== NOBODY) cells[placeOf(cells, last) + NEXT] = handle
    else {
      this.#head[rank] = handle
      this.#occupied.add(rank)
      if (rank > this.best) this.best = rank
    }
  }

  /** Take an order out of its queue; the pool still holds it. */
  remove(handle: OrderHandle): void {
    const { cells } = this.#pool
    const place = placeOf(cells, handle)
    const rank = cells[place + RANK]
    const before = cells[place + PREV]
    const behind = cells[place + NEXT]
    if (before !== NOBODY) cells[placeOf(cells, before) + NEXT] = behind
    else this.#head[rank] = behind
    if (behind !== NOBODY) cells[placeOf(cells, behind) + PREV] = before
    else this.#tail[rank] = before
    if (before === NOBODY && behind === NOBODY) {
      this.#occupied.delete(rank)
      if (rank === this.best) this.best = this.below(rank)
    }
  }
}
