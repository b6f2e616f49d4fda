import type { SlopeList } from './slope-list.js'

/** Copies of a slope list, one row per slot, one behind the other in a reused arena. */
export class SlopeRows {
  slope = new Float64Array(256)
  width = new Float64Array(256)
  /** Row r covers [first[r], last[r]) of the arena. */
  first = new Int32Array(0)
  last = new Int32Array(0)
  /** Ends of the row's domain. */
  lo = new Float64Array(0)
  hi = new Float64Array(0)
  #used = 0

  /** Forget all rows and make room for this many. */
  clear(rows: number): void {
    this.#used = 0
    if (this.first.length >= rows) return
    this.first = new Int32Array(rows)
    this.last = new Int32Array(rows)
    this.lo = new Float64Array(rows)
    this.hi = new Float64Array(rows)
  }

  keep(row: number, list: SlopeList): void {
    const end = this.#used + list.tail - list.head
    if (end > this.slope.length) {
      const slope = new Float64Array(2 * end)
      const width = new Float64Array(2 * end)
      slope.set(this.slope)
      width.set(this.width)
      this.slope = slope
      this.width = width
    }
    this.first[row] = this.#used
    this.#used = list.copyTo(this.slope, this.width, this.#used)
    this.last[row] = this.#used
    this.lo[row] = list.lo
    this.hi[row] = list.hi
  }
}
