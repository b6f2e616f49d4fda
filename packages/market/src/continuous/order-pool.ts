import { invariant } from '@jazzgrid/units'
import type { OrderHandle } from '../order.js'
import type { PriceLadder } from './price-ladder.js'

/** No node: the end of a queue, and what an unknown handle finds. */
export const NOBODY = 0

/** Fields of a resting order in `cells`, counted from its node. NEXT and PREV are nodes; HANDLE is 0 where nobody is. */
export const NEXT = 0
export const PREV = 1
export const RANK = 2
export const ACCOUNT = 3
export const HANDLE = 4
export const LADDER = 5
/** The last two of 2^3 cells; 32 bytes an order, so that a cancellation touches one cache line of it. */
const LEAVES = 3
const NODE_BITS = 3
/** 256 orders a page. */
const PAGE_BITS = 8
const PAGE_MASK = 2 ** PAGE_BITS - 1
/** A page has 2^11 cells. */
const PAGE_SHIFT = PAGE_BITS + NODE_BITS

const LAST_HANDLE = 2 ** 31 - 1

/**
 * Storage for the resting orders of one book, or of several whose handles must not collide. Handles count up and are never
 * used again; a higher handle came later, which is what time priority compares.
 *
 * Consecutive handles share a page, and a page that has emptied is used for later ones. So a handle finds its node by two
 * array reads, orders that come together lie together, and memory follows the pages in which somebody still rests.
 */
export class OrderPool {
  /** All pages; the first stays empty and stands for every page that is not there. */
  cells = new Int32Array(2 << PAGE_SHIFT)
  /** By the number in the LADDER field. */
  readonly ladders: PriceLadder[] = []
  /** The same memory as `cells`. */
  #reals = new Float64Array(this.cells.buffer)
  /** handle >> PAGE_BITS -> first cell of the page. */
  #pages = new Int32Array(16)
  /** How many rest in a page, by its first cell >> PAGE_SHIFT. */
  readonly #resting: number[] = [0]
  readonly #emptied: number[] = []
  /** Of the few orders that have one. */
  readonly #minimums = new Map<OrderHandle, number>()
  #lastHandle = 0

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

  /** The node of a resting order, or NOBODY. */
  find(handle: OrderHandle): number {
    const page = handle >> PAGE_BITS
    if (!(handle > 0 && page < this.#pages.length)) return NOBODY
    const node = this.#pages[page] + ((handle & PAGE_MASK) << NODE_BITS)
    return this.cells[node + HANDLE] === handle ? node : NOBODY
  }

  /** The ladder in which a resting order queues. */
  ladderOf(node: number): PriceLadder {
    return this.ladders[this.cells[node + LADDER]]
  }

  leaves(node: number): number {
    return this.#reals[(node >> 1) + LEAVES]
  }

  setLeaves(node: number, leaves: number): void {
    this.#reals[(node >> 1) + LEAVES] = leaves
  }

  /** 0 = any. */
  minimum(node: number): number {
    return this.#minimums.get(this.cells[node + HANDLE]) ?? 0
  }

  acquire(handle: OrderHandle, account: number, leaves: number, minimum: number): number {
    const page = handle >> PAGE_BITS
    if (page >= this.#pages.length) this.#widenTo(page)
    let start = this.#pages[page]
    if (start === 0) {
      start = this.#emptied.pop() ?? this.#newPage()
      this.#pages[page] = start
    }
    this.#resting[start >> PAGE_SHIFT]++
    const node = start + ((handle & PAGE_MASK) << NODE_BITS)
    this.cells[node + HANDLE] = handle
    this.cells[node + ACCOUNT] = account
    this.#reals[(node >> 1) + LEAVES] = leaves
    if (minimum > 0) this.#minimums.set(handle, minimum)
    return node
  }

  release(node: number): void {
    const handle = this.cells[node + HANDLE]
    this.cells[node + HANDLE] = 0
    if (this.#minimums.size > 0) this.#minimums.delete(handle)
    const number = node >> PAGE_SHIFT
    if (--this.#resting[number] > 0) return
    this.#pages[handle >> PAGE_BITS] = 0
    this.#emptied.push(number << PAGE_SHIFT)
  }

  #newPage(): number {
    const start = (this.#resting.push(0) - 1) << PAGE_SHIFT
    if (start === this.cells.length) {
      const cells = new Int32Array(2 * start)
      cells.set(this.cells)
      this.cells = cells
      this.#reals = new Float64Array(cells.buffer)
    }
    return start
  }

  #widenTo(page: number): void {
    const pages = new Int32Array(2 ** Math.ceil(Math.log2(page + 1)))
    pages.set(this.#pages)
    this.#pages = pages
  }
}
