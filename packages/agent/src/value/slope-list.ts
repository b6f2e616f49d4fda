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
  /** Ends of the domain. */
  lo = 0
  hi = 0
  /** Where the next move is looked for: moves come in descending order too. */
  #cursor = 0
  #at = 0

  /** Start as the function of the point `at`, with room for this many steps to come. */
  point(at: number, room: number): void {
    if (this.slope.length < 2 * room + 2) {
      this.slope = new Float64Array(2 * room + 2)
      this.width = new Float64Array(2 * room + 2)
    }
    this.head = room + 1
    this.tail = room + 1
    this.lo = at
    this.hi = at
  }

  /** Start as a staircase of slopes from 0 on, cut to [from, to]; its last step goes on as far as needed. */
  staircase(slopes: readonly number[], widths: readonly number[], from: number, to: number, room: number): void {
    this.point(from < to ? from : to, room + slopes.length)
    let left = 0
    for (let i = 0; i < slopes.length && left < to; i++) {
      const right = i === slopes.length - 1 ? to : Math.min(to, left + widths[i])
      const wide = right - Math.max(left, this.lo)
      if (wide > 0) this.push(slopes[i], wide)
      left = right
    }
  }

  push(slope: number, width: number): void {
    this.slope[this.tail] = slope
    this.width[this.tail++] = width
    this.hi += width
  }

  /**
   * Begin to merge a slot's moves. The best of "move, then go on from here" is the sup-convolution of this function with
   * the slot's reward, and for concave functions that is a merge of their sorted slopes (Rockafellar, Convex Analysis,
   * 1970, theorem 16.4). The domain grows downwards by the largest gain that the moves allow.
   */
  begin(gain: number): void {
    this.#cursor = this.head
    this.#at = this.lo
    this.lo -= gain
    this.hi -= gain
  }

  /**
   * Insert the next move; its slope is not above that of the one before.
   * @param behind whether it goes behind steps of the same slope, or before them.
   * @returns where in the function before the merge the move belongs: the stored energy at which it is indifferent.
   */
  insert(slope: number, width: number, behind: boolean): number {
    const { slope: slopes, width: widths, tail } = this
    let i = this.#cursor
    let at = this.#at
    if (behind) while (i < tail && slopes[i] >= slope) at += widths[i++]
    else while (i < tail && slopes[i] > slope) at += widths[i++]
    // make room by moving the shorter side
    if (i - this.head < tail - i) {
      for (let j = this.head--; j < i; j++) {
        slopes[j - 1] = slopes[j]
        widths[j - 1] = widths[j]
      }
      slopes[i - 1] = slope
      widths[i - 1] = width
      this.#cursor = i
    } else {
      for (let j = tail; j > i; j--) {
        slopes[j] = slopes[j - 1]
        widths[j] = widths[j - 1]
      }
      slopes[i] = slope
      widths[i] = width
      this.tail++
      this.#cursor = i + 1
    }
    this.hi += width
    this.#at = at
    return at
  }

  /** Cut the domain to [from, to]. A band outside the domain by a rounding error leaves one point, never nothing. */
  cut(from: number, to: number): void {
    let over = this.hi - to
    if (over > 0) {
      const { width } = this
      while (this.tail > this.head && over >= width[this.tail - 1]) over -= width[--this.tail]
      if (this.tail > this.head) width[this.tail - 1] -= over
      this.hi = to
      if (this.lo > to) this.lo = to
    }
    let under = from - this.lo
    if (under > 0) {
      const { width } = this
      while (this.head < this.tail && under >= width[this.head]) under -= width[this.head++]
      if (this.head < this.tail) width[this.head] -= under
      this.lo = from
      if (this.hi < from) this.hi = from
    }
  }

  /** Change the variable x to (x + shift) x stretch. */
  rescale(shift: number, stretch: number): void {
    this.lo = (this.lo + shift) * stretch
    this.hi = (this.hi + shift) * stretch
    if (stretch === 1) return
    for (let i = this.head; i < this.tail; i++) {
      this.slope[i] /= stretch
      this.width[i] *= stretch
    }
  }
}
