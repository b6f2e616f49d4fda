import type { Slot } from '@jazzgrid/units'
import { OrderBook } from '../../continuous/order-book.js'
import type { OrderPool } from '../../continuous/order-pool.js'
import type { OrderHandle } from '../../order.js'
import { hasPremium, type LiveOrder } from './live-order.js'

/** The orders of a community that have a handle and have not yet met their end. */
export type LiveOrders = ReadonlyMap<OrderHandle, LiveOrder>

/**
 * One open delivery period: its book and what has traded in it. The book is a flat one until the first bid with a premium
 * comes; then the orders move, with their handles and priority, to one that keeps classes apart.
 */
export class Product {
  readonly slot: Slot
  readonly live: LiveOrders
  lastPrice = Number.NaN
  lastQuantity = 0
  /** Traded for money. */
  volume = 0
  #book: OrderBook
  #byClass = false
  readonly #pool: OrderPool

  constructor(slot: Slot, live: LiveOrders, levels: number, pool: OrderPool, book = new OrderBook(levels, { pool })) {
    this.slot = slot
    this.live = live
    this.#pool = pool
    this.#book = book
  }

  get book(): OrderBook {
    return this.#book
  }

  /** The book that can take this order. */
  bookFor(order: LiveOrder): OrderBook {
    if (!this.#byClass && hasPremium(order)) this.#separate()
    return this.#book
  }

  /** The empty book, to be used for another product; undefined where it is of no use to one without premiums. */
  get spareBook(): OrderBook | undefined {
    return this.#byClass ? undefined : this.#book
  }

  /** Resting orders of both sides, the oldest first. */
  oldestFirst(): LiveOrder[] {
    const resting = [...this.#book.resting('buy'), ...this.#book.resting('sell')]
    return resting.map(({ handle }) => this.live.get(handle)!).sort((a, b) => a.handle - b.handle)
  }

  #separate(): void {
    const orders = this.oldestFirst()
    const flat = this.#book
    this.#byClass = true
    this.#book = new OrderBook(flat.levels, { pool: this.#pool, premiums: true })
    for (const order of orders) {
      flat.cancel(order.handle)
      this.#book.restore(order, order.handle, order.leaves)
    }
  }
}
