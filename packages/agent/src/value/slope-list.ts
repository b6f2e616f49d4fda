import { PIECES, workspace } from './workspace.js'

// names of this module's own, see Workspace
const work = workspace
const STRIDE = PIECES

/** The list grows into both ends of it. A constant like the workspace, which makes a plan 1.15 times as fast. */
const buffer = { slope: new Float64Array(2048), width: new Float64Array(2048) }

/**
 * A concave piecewise-linear function of stored energy: its slopes in descending order, each with the width over which it
 * holds, above the lower end `lo` of its domain. Changed in place; like the workspace there is only one, `slopeList`.
 */
class SlopeList {
  /** The steps are [head, tail) of the buffer. */
  head = 0
  tail = 0
  /** Ends of the domain. */
  lo = 0
  hi = 0

  /** Start as the function of the point `at`, with room for this many steps to come. */
  point(at: number, room: number): void {
    if (buffer.slope.length < 2 * room + 2) {
      buffer.slope = new Float64Array(2 * room + 2)
      buffer.width = new Float64Array(2 * room + 2)
    }
    this.head = room + 1
    this.tail = room + 1
    this.lo = at
    this.hi = at
  }

  /** Start as a staircase of slopes from 0 on, cut to [from, to]; its last step goes on as far as needed. */
  staircase(slopes: readonly number[], widths: readonly number[], from: number, to: number, room: number): void {
    this.point(Math.min(from, to), room + slopes.length)
    let left = 0
    for (let i = 0; i < slopes.length && left < to; i++) {
      const right = i === slopes.length - 1 ? to : Math.min(to, left + widths[i])
      const wide = right - Math.max(left, this.lo)
      if (wide > 0) this.push(slopes[i], wide)
      left = right
    }
  }

  push(slope: number, width: number): void {
    buffer.slope[this.tail] = slope
    buffer.width[this.tail++] = width
    this.hi += width
  }

  /**
   * Go from slot to slot: merge the moves of slot `k`, change the variable x to (x + by[k]) x stretch, cut the domain to
   * [from[k], to[k]], and so on up to (not including) slot `end`.
   *
   * The best of "move, then go on from here" is the sup-convolution of this function with the slot's reward, and for concave
   * functions that is a merge of their sorted slopes (Rockafellar, Convex Analysis, 1970, theorem 16.4). The domain grows
   * downwards by the largest gain that the moves allow, and upwards by the largest loss. Writes where in the merged domain
   * each move begins: `level`.
   *
   * Backwards this leads from the value of the energy after a slot to that of the energy before it. Forwards, over MINUS the
   * stored energy, it leads from the value of having come to a slot to that of having left it: giving up charge and
   * discharging are steps up either way.
   */
  sweep(k: number, end: number, stretch: number): void {
    // one loop over locals: as a method per slot the same takes twice as long
    const { slope: slopes, width: widths } = buffer
    const { slope, width, level, count, charges, most, by, from, to } = work
    const step = k < end ? 1 : -1
    let { lo, hi, head, tail } = this
    for (; k !== end; k += step) {
      const first = k * STRIDE
      const discharges = first + charges[k]
      const last = first + count[k]
      let at = lo
      lo -= most[k]
      if (discharges === first) hi -= most[k] // otherwise the charges inserted below make up for it
      // Charging is dear and belongs near the upper slopes, discharging near the lower: each is sorted in from its end.
      // Moves of the middle go first, so that those of the ends stay outside of them. On equal slopes charging is given up
      // first and discharging begun last: indifferent means idle.
      for (let j = discharges - 1; j >= first; j--) {
        const s = slope[j]
        const wide = width[j]
        at -= wide
        let passed = at
        let i = head--
        for (; i < tail; i++) {
          const steep = slopes[i]
          if (steep <= s) break
          const w = widths[i]
          passed += w
          slopes[i - 1] = steep
          widths[i - 1] = w
        }
        slopes[i - 1] = s
        widths[i - 1] = wide
        level[j] = passed
      }
      for (let j = discharges; j < last; j++) {
        const s = slope[j]
        const wide = width[j]
        let passed = hi
        let i = tail++
        for (; i > head; i--) {
          const flat = slopes[i - 1]
          if (flat >= s) break
          const w = widths[i - 1]
          passed -= w
          slopes[i] = flat
          widths[i] = w
        }
        slopes[i] = s
        widths[i] = wide
        level[j] = passed
        hi += wide
      }
      lo += by[k]
      hi += by[k]
      if (stretch !== 1) {
        lo *= stretch
        hi *= stretch
        for (let i = head; i < tail; i++) {
          slopes[i] /= stretch
          widths[i] *= stretch
        }
      }
      // a band outside the domain by a rounding error leaves one point, never nothing
      const top = to[k]
      let over = hi - top
      if (over > 0) {
        while (tail > head && over >= widths[tail - 1]) over -= widths[--tail]
        if (tail > head) widths[tail - 1] -= over
        hi = top
        if (lo > top) lo = top
      }
      const bottom = from[k]
      let under = bottom - lo
      if (under > 0) {
        while (head < tail && under >= widths[head]) under -= widths[head++]
        if (head < tail) widths[head] -= under
        lo = bottom
        if (hi < bottom) hi = bottom
      }
    }
    this.lo = lo
    this.hi = hi
    this.head = head
    this.tail = tail
  }

  /** Copy the steps into two arrays, from index `at` on. @returns the index behind them. */
  copyTo(slope: Float64Array, width: Float64Array, at: number): number {
    const { slope: slopes, width: widths } = buffer
    const { tail } = this
    for (let i = this.head; i < tail; i++) {
      slope[at] = slopes[i]
      width[at++] = widths[i]
    }
    return at
  }
}

export type { SlopeList }

export const slopeList = new SlopeList()
