import type { Slot } from '@jazzgrid/units'
import type { OrderBook } from '../../continuous/order-book.js'
import type { OrderPool } from '../../continuous/order-pool.js'
import { closesAt, levelsOf, type MarketRules } from '../market-rules.js'
import { type LiveOrders, Product } from './product.js'

/** The products that take orders: made when somebody needs them, dropped at their gate, their books used again. */
export class OpenProducts {
  /** Open slots: `last < first` while there are none. */
  first: Slot = 0
  last: Slot = -1
  readonly #rules: MarketRules
  readonly #live: LiveOrders
  readonly #pool: OrderPool
  readonly #bySlot = new Map<Slot, Product>()
  readonly #spareBooks: OrderBook[] = []

  constructor(rules: MarketRules, live: LiveOrders, pool: OrderPool) {
    this.#rules = rules
    this.#live = live
    this.#pool = pool
  }

  /** @returns undefined where nobody has quoted the slot. */
  get(slot: Slot): Product | undefined {
    return this.#bySlot.get(slot)
  }

  /** The open products that somebody has quoted. */
  quoted(): Product[] {
    return [...this.#bySlot.values()]
  }

  of(slot: Slot): Product {
    let product = this.#bySlot.get(slot)
    if (product === undefined) {
      product = new Product(slot, this.#live, levelsOf(this.#rules), this.#pool, this.#spareBooks.pop())
      this.#bySlot.set(slot, product)
    }
    return product
  }

  /** Begin with the first slot whose gate has not closed yet. */
  startAt(now: number): void {
    this.first = Math.ceil((now - this.#rules.gateClosure) / this.#rules.slotLength)
    this.last = this.first - 1
  }

  openUntil(now: number): void {
    this.last = Math.max(this.last, Math.floor((now + this.#rules.openBefore) / this.#rules.slotLength))
  }

  /** The first open slot if its gate closes by this time. */
  due(by: number): Slot | undefined {
    return this.first <= this.last && closesAt(this.#rules, this.first) <= by ? this.first : undefined
  }

  /** Drop the first open product, whose book must be empty. */
  closeFirst(): void {
    const book = this.#bySlot.get(this.first)?.spareBook
    if (book !== undefined) this.#spareBooks.push(book)
    this.#bySlot.delete(this.first)
    this.first++
  }
}
