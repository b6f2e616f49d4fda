import { broken } from '@jazzgrid/units'
import type { OrderHandle } from '../order.js'
import type { PriceLadder } from './price-ladder.js'

/** No node: the end of a queue, and what an unknown handle finds. */
export const NOBODY = 0

/**
 * Fields of a resting order, counted from its node. NEXT and PREV are nodes or the end of the queue; HANDLE is 0 where
 * nobody is. A node is a multiple of 8 and the end of a queue a multiple of 2, so that | adds a field to either, without
 * the overflow that V8 tests for. They stay in this file, because V8 folds a constant only into the code of its own
 * module: imported, each of them is loaded and tested at every use, and a book took an eighth longer.
 */
const NEXT = 0
const PREV = 1
const RANK = 2
const ACCOUNT = 3
const HANDLE = 4
const LADDER = 5
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
  #cells = new Int32Array(2 << PAGE_SHIFT)
  /** The same memory. */
  #reals = new Float64Array(this.#cells.buffer)
  /** By the number in the LADDER field. */
  readonly ladders: PriceLadder[] = []
  /** handle >> PAGE_BITS -> first cell of the page. */
  #pages = new Int32Array(16)
  /** How many rest in a page, by its first cell >> PAGE_SHIFT. */
  #resting = new Int32Array(2)
  #pagesMade = 1
  readonly #emptied: number[] = []
  /** What is left of the pages taken for the ends of queues. */
  #freeEnds = 0
  #behindEnds = 0
  /** Of the few orders that have one. */
  readonly #minimums = new Map<OrderHandle, number>()
  #lastHandle = 0

  get lastHandle(): OrderHandle {
    return this.#lastHandle
  }

  nextHandle(): OrderHandle {
    if (this.#lastHandle === LAST_HANDLE) broken('a pool has given out all its handles')
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
    return this.#cells[node | HANDLE] === handle ? node : NOBODY
  }

  /** The ladder in which a resting order queues. */
  ladder(node: number): PriceLadder {
    return this.ladders[this.#cells[node | LADDER]]
  }

  handle(node: number): OrderHandle {
    return this.#cells[node | HANDLE]
  }

  account(node: number): number {
    return this.#cells[node | ACCOUNT]
  }

  rank(node: number): number {
    return this.#cells[node | RANK]
  }

  leaves(node: number): number {
    return this.#reals[(node >> 1) + LEAVES]
  }

  setLeaves(node: number, leaves: number): void {
    this.#reals[(node >> 1) + LEAVES] = leaves
  }

  /** 0 = any. */
  minimum(node: number): number {
    return this.#minimums.get(this.handle(node)) ?? 0
  }

  setMinimum(node: number, minimum: number): void {
    if (minimum > 0) this.#minimums.set(this.handle(node), minimum)
    else this.#minimums.delete(this.handle(node))
  }

  /** The node behind another in its queue, or at the head of the queue with this end; an end where there is none. */
  next(node: number): number {
    return this.#cells[node | NEXT]
  }

  /** Take a node out of its queue. @returns whether it was the last. */
  dequeue(node: number): boolean {
    const cells = this.#cells
    const before = cells[node | PREV]
    const behind = cells[node | NEXT]
    cells[before | NEXT] = behind
    cells[behind | PREV] = before
    return before === behind
  }

  /** A node for an order that comes to rest, at the tail of the queue with this end. */
  acquire(handle: OrderHandle, ladder: number, rank: number, end: number, account: number, leaves: number): number {
    const page = handle >> PAGE_BITS
    let start = page < this.#pages.length ? this.#pages[page] : 0
    if (start === 0) start = this.#startPage(page)
    this.#resting[start >> PAGE_SHIFT]++
    const node = start + ((handle & PAGE_MASK) << NODE_BITS)
    const cells = this.#cells
    const last = cells[end | PREV] || end
    cells[node | NEXT] = end
    cells[node | PREV] = last
    cells[node | RANK] = rank
    cells[node | ACCOUNT] = account
    cells[node | HANDLE] = handle
    cells[node | LADDER] = ladder
    this.#reals[(node >> 1) + LEAVES] = leaves
    cells[last | NEXT] = node
    cells[end | PREV] = node
    return node
  }

  release(node: number): void {
    const handle = this.#cells[node | HANDLE]
    this.#cells[node | HANDLE] = 0
    const number = node >> PAGE_SHIFT
    if (--this.#resting[number] > 0) return
    this.#pages[handle >> PAGE_BITS] = 0
    this.#emptied.push(number << PAGE_SHIFT)
  }

  /** Cells for the ends of so many queues, two each: the NEXT and the PREV of a ring, 0 where it was never used. */
  newEnds(queues: number): number {
    const size = 2 * queues
    if (this.#freeEnds + size > this.#behindEnds) {
      this.#freeEnds = this.#newPage()
      this.#behindEnds = this.#freeEnds + 2 ** PAGE_SHIFT
      while (this.#freeEnds + size > this.#behindEnds) this.#behindEnds = this.#newPage() + 2 ** PAGE_SHIFT
    }
    this.#freeEnds += size
    return this.#freeEnds - size
  }

  #startPage(page: number): number {
    if (page >= this.#pages.length) this.#widenTo(page)
    const start = this.#emptied.pop() ?? this.#newPage()
    this.#pages[page] = start
    return start
  }

  #newPage(): number {
    const start = this.#pagesMade++ << PAGE_SHIFT
    if (start === this.#cells.length) {
      const cells = this.#cells
      const resting = this.#resting
      this.#cells = new Int32Array(2 * cells.length)
      this.#cells.set(cells)
      this.#reals = new Float64Array(this.#cells.buffer)
      this.#resting = new Int32Array(2 * resting.length)
      this.#resting.set(resting)
    }
    return start
  }

  #widenTo(page: number): void {
    const pages = new Int32Array(2 ** Math.ceil(Math.log2(page + 1)))
    pages.set(this.#pages)
    this.#pages = pages
  }
}
