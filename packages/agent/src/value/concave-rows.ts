import type { SlotMoves } from './slot-moves.js'

/**
 * Concave piecewise-linear functions, one per row, each kept as its domain's lower end and its slopes in descending order
 * with their widths. Rows lie one behind the other in a reused arena; a row is written once and then only read.
 */
export class ConcaveRows {
  slope = new Float64Array(256)
  width = new Float64Array(256)
  /** Row r covers [first[r], last[r]) of the arena. */
  first = new Int32Array(0)
  last = new Int32Array(0)
  /** Lower end of the domain, and its upper end. */
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

  /** A staircase of slopes that starts at 0, cut to [from, to]; the last step goes on as far as needed. */
  staircase(row: number, slopes: readonly number[], widths: readonly number[], from: number, to: number): void {
    this.#reserve(slopes.length)
    const at = this.#used
    let n = at
    let left = 0
    for (let i = 0; i < slopes.length && left < to; i++) {
      const right = i === slopes.length - 1 ? to : Math.min(to, left + widths[i])
      const wide = right - Math.max(left, from)
      if (wide > 0) {
        this.slope[n] = slopes[i]
        this.width[n++] = wide
      }
      left = right
    }
    this.#close(row, at, n, Math.min(from, to), to)
  }

  /** The function of a single point. */
  point(row: number, at: number): void {
    this.#close(row, this.#used, this.#used, at, at)
  }

  /**
   * Best of "move, then go on with row `from`": the sup-convolution of a row with the moves of slot k, which for concave
   * functions is a merge of their sorted slopes (Rockafellar 1970, theorem 16.4), cut to [lo, hi] on the way. Also writes
   * into `moves.level` where in row `from` each move was inserted.
   */
  merge(from: number, to: number, moves: SlotMoves, k: number, lo: number, hi: number): void {
    const base = moves.base(k)
    const count = moves.count[k]
    this.#reserve(this.last[from] - this.first[from] + count)
    const { slope, width } = this
    const end = this.last[from]
    const start = this.lo[from] - moves.most[k]
    let i = this.first[from]
    let j = 0
    let old = this.lo[from]
    let skip = lo - start
    const at = this.#used
    let n = at
    // a band that lies outside what can be reached by a rounding error leaves a row of one point, never an empty one
    const newLo = Math.min(skip > 0 ? lo : start, hi)
    let take = hi - newLo
    for (let m = 0; m < count; m++) moves.level[base + m] = Infinity
    // also a band of one point needs to know which moves lie below it
    while (take > 0 || skip > 0) {
      let s: number
      let w: number
      // indifferent means idle: a charge goes before equal slopes, a discharge behind them
      if (
        j < count &&
        (i === end ||
          !(slope[i] > moves.slope[base + j] || (j >= moves.charges[k] && slope[i] === moves.slope[base + j])))
      ) {
        s = moves.slope[base + j]
        w = moves.width[base + j]
        moves.level[base + j++] = old
      } else if (i < end) {
        s = slope[i]
        w = width[i++]
        old += w
      } else break
      if (skip > 0) {
        if (w <= skip) {
          skip -= w
          continue
        }
        w -= skip
        skip = 0
      }
      if (w > take) w = take
      if (w === 0) break
      slope[n] = s
      width[n++] = w
      take -= w
    }
    this.#close(to, at, n, newLo, hi - take)
  }

  /**
   * A slope of the row at x that also lies in [lower, upper], as near to `previous` as can be; at a kink any slope between
   * those of both sides will do. NaN for `previous` takes the middle.
   */
  slopeAt(row: number, x: number, lower: number, upper: number, previous: number): number {
    let edge = this.lo[row]
    let i = this.first[row]
    const end = this.last[row]
    // an edge within a rounding error of x counts as x
    const near = 1e-9 * (1 + x)
    while (i < end && edge + this.width[i] < x - near) edge += this.width[i++]
    // the loop stands on the step whose right edge is the first not left of x
    let left = edge < x - near && i < end ? this.slope[i] : Infinity
    let right = i < end ? this.slope[i] : -Infinity
    if (left !== Infinity) {
      if (edge + this.width[i] <= x + near) right = i + 1 < end ? this.slope[i + 1] : -Infinity
    } else if (i > this.first[row]) left = this.slope[i - 1]
    if (right > lower) lower = right
    if (left < upper) upper = left
    if (previous >= lower) return Math.min(previous, upper)
    if (previous < lower) return lower
    if (lower === -Infinity) return upper === Infinity ? 0 : upper
    return upper === Infinity ? lower : (lower + upper) / 2
  }

  /** Change the row's variable x to (x + shift) x stretch, in place. */
  rescale(row: number, shift: number, stretch: number): void {
    this.lo[row] = (this.lo[row] + shift) * stretch
    this.hi[row] = (this.hi[row] + shift) * stretch
    if (stretch === 1) return
    for (let i = this.first[row]; i < this.last[row]; i++) {
      this.slope[i] /= stretch
      this.width[i] *= stretch
    }
  }

  #close(row: number, first: number, last: number, lo: number, hi: number): void {
    this.first[row] = first
    this.last[row] = last
    this.lo[row] = lo
    this.hi[row] = hi
    this.#used = last
  }

  #reserve(more: number): void {
    if (this.#used + more <= this.slope.length) return
    const size = 2 * (this.#used + more)
    const slope = new Float64Array(size)
    const width = new Float64Array(size)
    slope.set(this.slope)
    width.set(this.width)
    this.slope = slope
    this.width = width
  }
}
