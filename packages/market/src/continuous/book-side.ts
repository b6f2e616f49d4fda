import type { Side } from '../order.js'
import type { BookOrder, DepthStep, RestingOrder } from './book-order.js'
import { classKey, classOf, PLAIN } from './order-class.js'
import { NOBODY, type OrderPool } from './order-pool.js'
import { EMPTY, PriceLadder } from './price-ladder.js'

/** All resting bids or all resting offers: one ladder a class, the plain one first. */
export class BookSide {
  readonly plain: PriceLadder
  readonly ladders: PriceLadder[]
  readonly #book: object
  readonly #side: Side
  readonly #levels: number
  readonly #pool: OrderPool
  readonly #byClass = new Map<string, PriceLadder>()

  constructor(book: object, side: Side, levels: number, pool: OrderPool) {
    this.#book = book
    this.#side = side
    this.#levels = levels
    this.#pool = pool
    this.plain = new PriceLadder(book, side, levels, pool, PLAIN)
    this.ladders = [this.plain]
    this.#byClass.set(classKey(PLAIN), this.plain)
  }

  /** Resting in all. */
  get quantity(): number {
    return this.ladders.reduce((sum, { quantity }) => sum + quantity, 0)
  }

  get orders(): number {
    return this.ladders.reduce((sum, { orders }) => sum + orders, 0)
  }

  /** The rank on this side of a price level, and the level of a rank. */
  mirrored(level: number): number {
    return this.plain.mirrored(level)
  }

  /** Level of the best limit, or -1 on an empty side. Premiums do not count. */
  best(): number {
    let best = EMPTY
    for (const ladder of this.ladders) if (ladder.best > best) best = ladder.best
    return best === EMPTY ? -1 : this.mirrored(best)
  }

  /** The ladder for an order with attributes or premiums, made when its class first appears. */
  ladderOf(order: BookOrder): PriceLadder {
    const traits = classOf(order)
    const key = classKey(traits)
    let ladder = this.#byClass.get(key)
    if (ladder === undefined) {
      ladder = new PriceLadder(this.#book, this.#side, this.#levels, this.#pool, traits)
      this.#byClass.set(key, ladder)
      this.ladders.push(ladder)
    }
    return ladder
  }

  /** All classes together, best limit first, then in order of arrival. */
  resting(): RestingOrder[] {
    const pool = this.#pool
    const nodes = this.ladders.flatMap((ladder) => [...queued(ladder)])
    if (this.ladders.length > 1) {
      nodes.sort((a, b) => pool.rank(b) - pool.rank(a) || pool.handle(a) - pool.handle(b))
    }
    return nodes.map((node) => ({
      handle: pool.handle(node),
      level: this.mirrored(pool.rank(node)),
      leaves: pool.leaves(node),
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
