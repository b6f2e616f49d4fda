import { proRata } from '../call/allocation/pro-rata.js'
import { type BatchBook, BUY } from '../call/batch-book.js'

/** Orders of one side that the other side cannot tell apart but by their limits, in merit order. */
export class OrderClass {
  /** What the next unit of the class is worth to it or costs it; -Infinity or Infinity where none is left. */
  limit: number
  /** Not yet accepted at that limit. */
  room: number
  /** Accepted so far. */
  accepted = 0
  readonly members: Int32Array
  readonly #book: BatchBook
  #level = -1
  /** Where each limit's orders begin among the members. */
  readonly #starts: number[] = []

  constructor(book: BatchBook, members: readonly number[]) {
    const { price, side } = book
    const sign = side[members[0]] === BUY ? -1 : 1
    this.#book = book
    this.members = Int32Array.from(members).sort((a, b) => sign * (price[a] - price[b]))
    this.members.forEach((i, m) => {
      if (m === 0 || price[this.members[m - 1]] !== price[i]) this.#starts.push(m)
    })
    this.limit = sign * Number.POSITIVE_INFINITY
    this.room = 0
    this.#next(sign)
  }

  accept(quantity: number): void {
    this.accepted += quantity
    this.room -= quantity
    if (this.room === 0) this.#next(this.#book.side[this.members[0]] === BUY ? -1 : 1)
  }

  /** The worst limit of which anything is accepted; undefined where nothing is. */
  get marginal(): number | undefined {
    if (this.accepted === 0) return undefined
    const level = this.#isUntouched() ? this.#level - 1 : this.#level
    return this.#book.price[this.members[this.#starts[level]]]
  }

  /** Write the accepted quantity to the orders: whole before the marginal limit, pro rata at it. */
  fill(fills: Float64Array): void {
    let left = this.accepted
    for (let level = 0; level < this.#starts.length && left > 0; level++) {
      const members = this.#at(level)
      const sum = this.#sum(members)
      proRata(this.#book, members, Math.min(left, sum), sum, fills)
      left -= Math.min(left, sum)
    }
  }

  #next(sign: number): void {
    this.#level++
    const members = this.#at(this.#level)
    this.limit = members.length > 0 ? this.#book.price[members[0]] : sign * Number.POSITIVE_INFINITY
    this.room = this.#sum(members)
  }

  #isUntouched(): boolean {
    return this.room === this.#sum(this.#at(this.#level))
  }

  #at(level: number): Int32Array {
    return this.members.subarray(this.#starts[level] ?? this.members.length, this.#starts[level + 1])
  }

  #sum(members: Int32Array): number {
    let sum = 0
    for (const i of members) sum += this.#book.quantity[i]
    return sum
  }
}
