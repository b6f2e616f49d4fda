import { sha256 } from '@noble/hashes/sha2.js'
import type { LiveOrder } from '../matching/live-order.js'
import type { Match } from '../matching/matching.js'
import { ResultBytes } from './result-bytes.js'

const ACCEPTED = 1
const MATCHED = 2
const REDUCED = 3
const ENDED = 4

const ORIGIN = { pv: 1, battery: 2, ev: 3, grid: 4 } as const

/**
 * Folds what happens in a round into the result root: root' = SHA-256(root, events in the order of execution, time). The
 * author's tags are left out, so the root is a function of the market alone.
 */
export class ResultDigest {
  readonly #events = new ResultBytes()

  accepted(order: LiveOrder): void {
    const to = this.#events
    to.integer(ACCEPTED)
    to.integer(order.handle)
    to.integer(order.account)
    to.integer(order.device)
    to.integer(order.slot)
    to.integer(order.side === 'buy' ? 0 : ORIGIN[order.origin])
    to.integer(order.price)
    to.integer(order.leaves)
    to.integer(order.goodTill)
    to.integer(order.minimum)
    to.integer(order.premium?.renewable ?? 0)
    to.integer(order.premium?.local ?? 0)
  }

  matched({ buy, sell, quantity, price, sellerPrice, selfSupply }: Match): void {
    const to = this.#events
    to.integer(MATCHED)
    to.integer(buy.handle)
    to.integer(sell.handle)
    to.integer(quantity)
    to.integer(price)
    to.integer(sellerPrice)
    to.integer(selfSupply ? 1 : 0)
  }

  reduced(order: LiveOrder): void {
    this.#events.integer(REDUCED)
    this.#events.integer(order.handle)
    this.#events.integer(order.leaves)
  }

  ended(order: LiveOrder): void {
    this.#events.integer(ENDED)
    this.#events.integer(order.handle)
  }

  /** The root after this round; the same array where nothing happened. Starts over. */
  next(root: Uint8Array, at: number): Uint8Array {
    const events = this.#events
    if (events.length === 0) return root
    events.integer(at)
    const next = sha256.create().update(root).update(events.view).digest()
    events.clear()
    return next
  }
}
