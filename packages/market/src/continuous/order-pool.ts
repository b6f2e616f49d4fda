import { invariant } from '@jazzgrid/units'
import type { OrderHandle } from '../order.js'
import type { PriceLadder } from './price-ladder.js'

/** No node: the link at the end of a queue, and what an unknown handle finds. */
export const NOBODY = 0

/** Fields of a node in `cells`, as offsets from the node. NEXT also links the free nodes; HANDLE is 0 on those. */
export const NEXT = 0
export const PREV = 1
export const RANK = 2
export const ACCOUNT = 3
export const HANDLE = 4
export const LADDER = 5
/** 32 bytes a node, so that a cancellation touches one cache line of its order. The last two cells are the leaves. */
const SIZE = 8
const LEAVES = 3

const LAST_HANDLE = 2 ** 31 - 1

/**
 * Storage for resting orders: a node is an offset into one flat array, and freed nodes are used again. Several books may
 * share one pool, so that their handles do not collide. Handles count up and are never used again; a higher handle came
 * later, which is what time priority compares.
 */
export class OrderPool {
  cells: Int32Array
  /** Index of the ladder in which a node queues. */
  readonly ladders: PriceLadder[] = []
  /** The same memory as `cells`. */
  #reals: Float64Array
  /** Apart, because few orders have one. */
  #minimums: Float64Array
  #free = NOBODY
  #used = SIZE
  #lastHandle = 0
  /** handle & mask -> node. Right only where the node carries that handle, so that freeing need not touch it. */
  #nodes: Int32Array

  /** @param capacity resting orders to make room for; it grows by itself. */
  constructor(capacity = 255) {
    const nodes = 2 ** Math.ceil(Math.log2(Math.max(capacity, 1) + 1))
    this.cells = new Int32Array(nodes * SIZE)
    this.#reals = new Float64Array(this.cells.buffer)
    this.#minimums = new Float64Array(nodes)
    this.#nodes = new Int32Array(2 * nodes)
  }

  get lastHandle(): OrderHandle {
    return this.#lastHandle
  }

  nextHandle(): OrderHandle {
    invariant(this.#lastHandle < LAST_HANDLE, 'a pool has given out all its handles')
    return ++this.#lastHandle
  }

  /** Go on counting behind this handle. */
  skipTo(handle: OrderHandle): void {
    if (handle > this.#lastHandle) this.#lastHandle = handle
  }

  /** The node of a resting order, or NOBODY. */
  find(handle: OrderHandle): number {
    const node = this.#nodes[handle & (this.#nodes.length - 1)]
    return node !== NOBODY && this.cells[node + HANDLE] === handle ? node : NOBODY
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

  minimum(node: number): number {
    return this.#minimums[node / SIZE]
  }

  acquire(handle: OrderHandle, account: number, leaves: number, minimum: number): number {
    let node = this.#free
    if (node !== NOBODY) this.#free = this.cells[node + NEXT]
    else {
      if (this.#used === this.cells.length) this.#grow()
      node = this.#used
      this.#used += SIZE
    }
    this.cells[node + HANDLE] = handle
    this.cells[node + ACCOUNT] = account
    this.setLeaves(node, leaves)
    this.#minimums[node / SIZE] = minimum
    if (!this.#index(handle, node)) this.#widen()
    return node
  }

  release(node: number): void {
    this.cells[node + HANDLE] = 0
    this.cells[node + NEXT] = this.#free
    this.#free = node
  }

  /** @returns false where another resting order has this place in the index. */
  #index(handle: OrderHandle, node: number): boolean {
    const mask = this.#nodes.length - 1
    const holder = this.#nodes[handle & mask]
    const held = this.cells[holder + HANDLE]
    if (held !== 0 && held !== handle && ((held ^ handle) & mask) === 0) return false
    this.#nodes[handle & mask] = node
    return true
  }

  /** The index is as wide as the span of handles from the oldest resting order to the newest: 4 bytes each. */
  #widen(): void {
    for (let size = 2 * this.#nodes.length; ; size *= 2) {
      this.#nodes = new Int32Array(size)
      let fits = true
      for (let node = SIZE; fits && node < this.#used; node += SIZE) {
        const handle = this.cells[node + HANDLE]
        if (handle !== 0) fits = this.#index(handle, node)
      }
      if (fits) return
    }
  }

  #grow(): void {
    const cells = new Int32Array(2 * this.cells.length)
    cells.set(this.cells)
    this.cells = cells
    this.#reals = new Float64Array(cells.buffer)
    const minimums = new Float64Array(2 * this.#minimums.length)
    minimums.set(this.#minimums)
    this.#minimums = minimums
  }
}
