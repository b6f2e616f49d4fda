import { type BookOrder, type BookTrade, NO_TRADES } from './book-order.js'
import type { BookSide } from './book-side.js'
import { premiumBetween } from './order-class.js'
import { NOBODY, type OrderPool } from './order-pool.js'
import { EMPTY } from './price-ladder.js'

/**
 * Matching where premiums or minimums are about: the incoming order chooses among the classes of resting orders. Its
 * fills are first planned, without touching the book, because an order with a minimum may not want them.
 */
export class Selection {
  readonly #pool: OrderPool
  #count = 0
  readonly #resting: number[] = []
  readonly #amount: number[] = []
  readonly #level: number[] = []
  /** Per ladder: where it stands in its queue, and what its orders gain against the incoming one. */
  readonly #cursor: number[] = []
  readonly #bonus: number[] = []

  constructor(pool: OrderPool) {
    this.#pool = pool
  }

  /** What the order trades now: nothing where that is less than its minimum. */
  take(opposite: BookSide, order: BookOrder, premiums: boolean): readonly BookTrade[] {
    const planned = this.#plan(opposite, order, premiums)
    return planned === 0 || planned < (order.minimum ?? 0) ? NO_TRADES : this.#carryOut(order.account)
  }

  #plan(opposite: BookSide, order: BookOrder, premiums: boolean): number {
    this.#count = 0
    const { ladders } = opposite
    const reach = opposite.mirrored(order.level)
    if (!this.#open(opposite, order, reach, premiums)) return 0
    const pool = this.#pool
    let left = order.quantity
    while (left > 0) {
      let chosen = -1
      let node = NOBODY
      let worth = EMPTY
      for (let i = 0; i < ladders.length; i++) {
        const candidate = this.#cursor[i]
        if (candidate === NOBODY) continue
        const gain = pool.rank(candidate) + this.#bonus[i]
        if (gain > worth || (gain === worth && pool.handle(candidate) < pool.handle(node))) {
          chosen = i
          node = candidate
          worth = gain
        }
      }
      if (chosen < 0) break
      const wanted = pool.leaves(node)
      if (left >= wanted || left >= pool.minimum(node)) {
        const amount = Math.min(left, wanted)
        const i = this.#count++
        this.#resting[i] = node
        this.#amount[i] = amount
        this.#level[i] = order.side === 'buy' ? opposite.mirrored(worth - this.#bonus[chosen]) : worth
        left -= amount
      }
      const next = ladders[chosen].after(node)
      const within = next !== NOBODY && pool.rank(next) + this.#bonus[chosen] >= reach
      this.#cursor[chosen] = within ? next : NOBODY
    }
    return order.quantity - left
  }

  #carryOut(account: number): BookTrade[] {
    const pool = this.#pool
    const trades: BookTrade[] = []
    for (let i = 0; i < this.#count; i++) {
      const node = this.#resting[i]
      const resting = pool.handle(node)
      const selfSupply = pool.account(node) === account
      const quantity = this.#amount[i]
      const restingLeaves = pool.ladder(node).take(node, quantity)
      trades.push({ resting, restingLeaves, level: this.#level[i], quantity, selfSupply })
    }
    return trades
  }

  /** Set every ladder that the order reaches to its best order. @returns whether there is one. */
  #open(opposite: BookSide, order: BookOrder, reach: number, premiums: boolean): boolean {
    const { ladders } = opposite
    let some = false
    for (let i = 0; i < ladders.length; i++) {
      const ladder = ladders[i]
      const bonus = premiums ? premiumBetween(order, ladder.traits) : 0
      const within = ladder.best + bonus >= reach
      this.#bonus[i] = bonus
      this.#cursor[i] = within ? ladder.first(ladder.best) : NOBODY
      some ||= within
    }
    return some
  }
}
