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
    this.point(from < to ? from : to, room + slopes.length)
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
   * theorem 16.4). The domain grows downwards by the largest gain that the moves allow. Writes where in the function
   * before the merge each move belongs: the stored energy at which it is indifferent.
   *
   * The same merge leads from the value of having come to a slot to that of having left it, when the list is over MINUS
   * the stored energy: giving up charge and discharging are steps up either way.
   */
  merge(moves: SlotMoves, k: number): void {
    const { slope: slopes, width: widths } = this
    const { slope, width, level } = moves
    const first = k * PIECES
    const end = first + moves.count[k]
    // indifferent means idle: a charge goes before equal slopes, so that it is given up first, a discharge behind them
    const discharges = first + moves.charges[k]
    let head = this.head
    let tail = this.tail
    let at = this.ends[0]
    let i = head
    let grown = 0
    for (let j = first; j < end; j++) {
      const s = slope[j]
      const w = width[j]
      if (j < discharges) while (i < tail && slopes[i] > s) at += widths[i++]
      else while (i < tail && slopes[i] >= s) at += widths[i++]
      level[j] = at
      grown += w
      // make room by moving the shorter side
      if (i - head < tail - i) {
        head--
        for (let n = head; n < i - 1; n++) {
          slopes[n] = slopes[n + 1]
          widths[n] = widths[n + 1]
        }
        slopes[i - 1] = s
        widths[i - 1] = w
      } else {
        for (let n = tail; n > i; n--) {
          slopes[n] = slopes[n - 1]
          widths[n] = widths[n - 1]
        }
        tail++
        slopes[i] = s
        widths[i++] = w
      }
    }
    this.head = head
    this.tail = tail
    this.ends[0] -= moves.most[k]
    this.ends[1] += grown - moves.most[k]
  }

  /** Cut the domain to [from, to]. A band outside the domain by a rounding error leaves one point, never nothing. */
  cut(from: number, to: number): void {
    let over = this.ends[1] - to
    if (over > 0) {
      const { width } = this
      while (this.tail > this.head && over >= width[this.tail - 1]) over -= width[--this.tail]
      if (this.tail > this.head) width[this.tail - 1] -= over
      this.ends[1] = to
      if (this.ends[0] > to) this.ends[0] = to
    }
    let under = from - this.ends[0]
    if (under > 0) {
      const { width } = this
      while (this.head < this.tail && under >= width[this.head]) under -= width[this.head++]
      if (this.head < this.tail) width[this.head] -= under
      this.ends[0] = from
      if (this.ends[1] < from) this.ends[1] = from
    }
  }

  /** Change the variable x to (x + shift) x stretch. */
  rescale(shift: number, stretch: number): void {
    this.ends[0] = (this.ends[0] + shift) * stretch
    this.ends[1] = (this.ends[1] + shift) * stretch
    if (stretch === 1) return
    for (let i = this.head; i < this.tail; i++) {
      this.slope[i] /= stretch
      this.width[i] *= stretch
    }
  }
}
