import { PIECES, type SlotMoves } from './slot-moves.js'

/**
 * A concave piecewise-linear function of stored energy: its slopes in descending order, each with the width over which it
 * holds, above the lower end `lo` of its domain. Changed in place between two ends of one buffer.
 */
export class SlopeList {
  slope = new Float64Array(0)
  width = new Float64Array(0)
  /** The steps are [head, tail) of the buffer. */
  head = 0
  tail = 0
  /** Lower and upper end of the domain; an array, because V8 allocates for a changing number field. */
  readonly ends = new Float64Array(2)

  /** Start as the function of the point `at`, with room for this many steps to come. */
  point(at: number, room: number): void {
    if (this.slope.length < 2 * room + 2) {
      this.slope = new Float64Array(2 * room + 2)
      this.width = new Float64Array(2 * room + 2)
    }
    this.head = room + 1
    this.tail = room + 1
    this.ends[0] = at
    this.ends[1] = at
  }

  /** Start as a staircase of slopes from 0 on, cut to [from, to]; its last step goes on as far as needed. */
  staircase(slopes: readonly number[], widths: readonly number[], from: number, to: number, room: number): void {
    this.point(Math.min(from, to), room + slopes.length)
    let left = 0
    for (let i = 0; i < slopes.length && left < to; i++) {
      const right = i === slopes.length - 1 ? to : Math.min(to, left + widths[i])
      const wide = right - Math.max(left, this.ends[0])
      if (wide > 0) this.push(slopes[i], wide)
      left = right
    }
  }

  push(slope: number, width: number): void {
    this.slope[this.tail] = slope
    this.width[this.tail++] = width
    this.ends[1] += width
  }

  /**
   * Merge the moves of slot k. The best of "move, then go on from here" is the sup-convolution of this function with the
   * slot's reward, and for concave functions that is a merge of their sorted slopes (Rockafellar, Convex Analysis, 1970,
   * theorem 16.4). The domain grows downwards by the largest gain that the moves allow, and upwards by the largest loss.
   * Writes where in the merged domain each move begins: `moves.level`.
   *
   * The same merge leads from the value of having come to a slot to that of having left it, when the list is over MINUS
   * the stored energy: giving up charge and discharging are steps up either way.
   */
  merge(moves: SlotMoves, k: number): void {
    const { slope: slopes, width: widths, ends } = this
    const { slope, width, level } = moves
    const first = k * PIECES
    const discharges = first + moves.charges[k]
    const end = first + moves.count[k]
    const lo = ends[0] - moves.most[k]
    let { head, tail } = this
    // Charging is dear and belongs near the upper slopes, discharging near the lower: each is sorted in from its end. Moves
    // of the middle go first, so that those of the ends stay outside of them. On equal slopes charging is given up first
    // and discharging begun last: indifferent means idle.
    let at = lo
    for (let j = first; j < discharges; j++) at += width[j]
    let hi = ends[1] + (at - ends[0])
    for (let j = discharges - 1; j >= first; j--) {
      const s = slope[j]
      at -= width[j]
      let passed = at
      let i = head--
      for (; i < tail && slopes[i] > s; i++) {
        const w = widths[i]
        passed += w
        slopes[i - 1] = slopes[i]
        widths[i - 1] = w
      }
      slopes[i - 1] = s
      widths[i - 1] = width[j]
      level[j] = passed
    }
    for (let j = discharges; j < end; j++) {
      const s = slope[j]
      let passed = hi
      let i = tail++
      for (; i > head && slopes[i - 1] < s; i--) {
        const w = widths[i - 1]
        passed -= w
        slopes[i] = slopes[i - 1]
        widths[i] = w
      }
      slopes[i] = s
      widths[i] = width[j]
      level[j] = passed
      hi += width[j]
    }
    this.head = head
    this.tail = tail
    ends[0] = lo
    ends[1] = hi
  }

  /** Cut the domain to [from, to]. A band outside the domain by a rounding error leaves one point, never nothing. */
  cut(from: number, to: number): void {
    const { width, ends } = this
    let over = ends[1] - to
    if (over > 0) {
      const { head } = this
      let { tail } = this
      while (tail > head && over >= width[tail - 1]) over -= width[--tail]
      if (tail > head) width[tail - 1] -= over
      this.tail = tail
      ends[1] = to
      if (ends[0] > to) ends[0] = to
    }
    let under = from - ends[0]
    if (under > 0) {
      const { tail } = this
      let { head } = this
      while (head < tail && under >= width[head]) under -= width[head++]
      if (head < tail) width[head] -= under
      this.head = head
      ends[0] = from
      if (ends[1] < from) ends[1] = from
    }
  }

  /** Change the variable x to (x + shift) x stretch. */
  rescale(shift: number, stretch: number): void {
    const { slope, width, ends } = this
    ends[0] = (ends[0] + shift) * stretch
    ends[1] = (ends[1] + shift) * stretch
    if (stretch === 1) return
    for (let i = this.head; i < this.tail; i++) {
      slope[i] /= stretch
      width[i] *= stretch
    }
  }
}
