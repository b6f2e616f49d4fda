import { invariant } from '@jazzgrid/units'
import type { OrderHandle } from '../order.js'
import type { PriceLadder } from './price-ladder.js'

/** No order: the end of a queue. */
export const NOBODY: OrderHandle = 0

/** Fields of a resting order in `cells`, counted from its place. NEXT and PREV are handles; HANDLE is 0 in a free place. */
export const NEXT = 0
export const PREV = 1
export const RANK = 2
export const ACCOUNT = 3
export const HANDLE = 4
export const LADDER = 5
/** 2^3 cells or 32 bytes an order, so that a cancellation touches one cache line of it. The last two are the leaves. */
const SHIFT = 3
const LEAVES = 3

const LAST_HANDLE = 2 ** 31 - 1

/** Where an order with this handle has its fields. */
export const placeOf = (cells: Int32Array, handle: OrderHandle): number => (handle << SHIFT) & (cells.length - 1)

/**
 * Storage for the resting orders of one book, or of several whose handles must not collide. Handles count up and are never
 * used again; a higher handle came later, which is what time priority compares. An order's place is its handle modulo the
 * capacity, so finding it needs no index; where the place is still taken by an older order the capacity doubles. It
 * follows the span from the oldest resting order to the newest, 32 bytes each.
 */
export class OrderPool {
  cells: Int32Array
  /** By the number in the LADDER field. */
  readonly ladders: PriceLadder[] = []
  /** The same memory as `cells`. */
  #reals: Float64Array
  /** Of the few orders that have one. */
  readonly #minimums = new Map<OrderHandle, number>()
  #lastHandle = 0

  /** @param capacity orders to make room for; it grows by itself. */
  constructor(capacity = 256) {
    this.cells = new Int32Array((2 ** Math.ceil(Math.log2(Math.max(capacity, 2)))) << SHIFT)
    this.#reals = new Float64Array(this.cells.buffer)
  }

  get lastHandle(): OrderHandle {
    return this.#lastHandle
  }

  nextHandle(): OrderHandle {
    if (this.#lastHandle === LAST_HANDLE) invariant(false, 'a pool has given out all its handles')
    return ++this.#lastHandle
  }

  /** Go on counting behind this handle. */
  skipTo(handle: OrderHandle): void {
    if (handle > this.#lastHandle) this.#lastHandle = handle
  }

  has(handle: OrderHandle): boolean {
    return handle > 0 && this.cells[placeOf(this.cells, handle) + HANDLE] === handle
  }

  /** The ladder in which a resting order queues. */
  ladderOf(handle: OrderHandle): PriceLadder {
    return this.ladders[this.cells[placeOf(this.cells, handle) + LADDER]]
  }

  leaves(handle: OrderHandle): number {
    return this.#reals[(placeOf(this.cells, handle) >> 1) + LEAVES]
  }

  setLeaves(handle: OrderHandle, leaves: number): void {
    this.#reals[(placeOf(this.cells, handle) >> 1) + LEAVES] = leaves
  }

  /** 0 = any. */
  minimum(handle: OrderHandle): number {
    return this.#minimums.get(handle) ?? 0
  }

  add(handle: OrderHandle, account: number, leaves: number, minimum: number): void {
    while (this.cells[placeOf(this.cells, handle) + HANDLE] !== 0) this.#widen()
    const place = placeOf(this.cells, handle)
    this.cells[place + HANDLE] = handle
    this.cells[place + ACCOUNT] = account
    this.#reals[(place >> 1) + LEAVES] = leaves
    if (minimum > 0) this.#minimums.set(handle, minimum)
  }

  delete(handle: OrderHandle): void {
    this.cells[placeOf(this.cells, handle) + HANDLE] = 0
    if (this.#minimums.size > 0) this.#minimums.delete(handle)
  }

  /** Queues are linked by handle, so orders may move to other places without being linked anew. */
  #widen(): void {
    const narrow = this.cells
    const wide = new Int32Array(2 * narrow.length)
    for (let place = 0; place < narrow.length; place += 1 << SHIFT) {
      const handle = narrow[place + HANDLE]
      if (handle !== 0) wide.set(narrow.subarray(place, place + (1 << SHIFT)), placeOf(wide, handle))
    }
    this.cells = wide
    this.#reals = new Float64Array(wide.buffer)
  }
}
