import type { OrderHandle, Side } from '../order.js'
import type { BookOrder, DepthStep, RestingOrder } from './book-order.js'
import { classKey, classOf, PLAIN } from './order-class.js'
import { HANDLE, NOBODY, type OrderPool, RANK } from './order-pool.js'
import { EMPTY, PriceLadder } from './price-ladder.js'

/** All resting bids or all resting offers: one ladder a class, the plain one first. */
export class BookSide {
  readonly ladders: PriceLadder[]
  /** Resting in all. */
  quantity = 0
  orders = 0
  /** How many of them have a minimum. */
  withMinimum = 0
  readonly #buying: boolean
  readonly #top: number
  readonly #pool: OrderPool
  readonly #byClass = new Map<string, PriceLadder>()

  constructor(side: Side, levels: number, pool: OrderPool) {
    this.#buying = side === 'buy'
    this.#top = levels - 1
    this.#pool = pool
    this.ladders = [new PriceLadder(this, levels, pool, PLAIN)]
    this.#byClass.set(classKey(PLAIN), this.ladders[0])
  }

  /** The rank on this side of a price level, and the level of a rank. */
  mirrored(level: number): number {
    return this.#buying ? level : this.#top - level
  }

  /** Level of the best limit, or -1 on an empty side. Premiums do not count. */
  best(): number {
    let best = EMPTY
    for (const ladder of this.ladders) if (ladder.best > best) best = ladder.best
    return best === EMPTY ? -1 : this.mirrored(best)
  }

  add(handle: OrderHandle, account: number, level: number, leaves: number, minimum: number, ladder: PriceLadder): void {
    ladder.append(this.#pool.acquire(handle, account, leaves, minimum), this.mirrored(level))
    this.quantity += leaves
    this.orders++
    if (minimum > 0) this.withMinimum++
  }

  /** Take a resting order out of its queue and forget it. @returns its leaves. */
  remove(node: number): number {
    const pool = this.#pool
    const leaves = pool.leaves(node)
    pool.ladderOf(node).remove(node)
    this.quantity -= leaves
    this.orders--
    if (this.withMinimum > 0 && pool.minimum(node) > 0) this.withMinimum--
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

  /** The ladder for an order with attributes or premiums, made when its class first appears. */
  ladderOf(order: BookOrder): PriceLadder {
    const traits = classOf(order)
    const key = classKey(traits)
    let ladder = this.#byClass.get(key)
    if (ladder === undefined) {
      ladder = new PriceLadder(this, this.#top + 1, this.#pool, traits)
      this.#byClass.set(key, ladder)
      this.ladders.push(ladder)
    }
    return ladder
  }

  /** All classes together, best limit first, then in order of arrival. */
  resting(): RestingOrder[] {
    const { cells } = this.#pool
    const nodes = this.ladders.flatMap((ladder) => [...queued(ladder)])
    if (this.ladders.length > 1) {
      nodes.sort((a, b) => cells[b + RANK] - cells[a + RANK] || cells[a + HANDLE] - cells[b + HANDLE])
    }
    return nodes.map((node) => ({
      handle: cells[node + HANDLE],
      level: this.mirrored(cells[node + RANK]),
      leaves: this.#pool.leaves(node),
    }))
  }

  /** Limits with their resting quantity, best first. */
  depth(): DepthStep[] {
    const steps: { level: number; quantity: number; orders: number }[] = []
    for (const { level, leaves } of this.resting()) {
      let step = steps.at(-1)
      if (step?.level !== level) {
        step = { level, quantity: 0, orders: 0 }
        steps.push(step)
      }
      step.quantity += leaves
      step.orders++
    }
    return steps
  }
}

function* queued(ladder: PriceLadder): Generator<number> {
  if (ladder.best === EMPTY) return
  for (let node = ladder.first(ladder.best); node !== NOBODY; node = ladder.after(node)) yield node
}
