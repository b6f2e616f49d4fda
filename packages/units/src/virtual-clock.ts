import type { Clock } from './clock.js'

interface Timer {
  at: number
  order: number
  run: (() => void) | undefined
}

/**
 * A clock that stands still until it is told to move. Timers are a binary heap ordered by time and then by the order in
 * which they were set; xstate's own SimulatedClock sorts all timers again on every change (1.1 s a tick at 2,000 timers).
 */
export class VirtualClock implements Clock {
  #now: number
  #order = 0
  readonly #heap: Timer[] = []

  constructor(start = 0) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  /** When the next timer is due; undefined where none is set. */
  get next(): number | undefined {
    while (this.#heap.length > 0 && this.#heap[0].run === undefined) this.#pop()
    return this.#heap[0]?.at
  }

  setTimeout(run: (...args: unknown[]) => void, delay: number): Timer {
    if (Number.isNaN(delay)) throw new RangeError('a timer needs a delay, got NaN')
    const timer: Timer = { at: this.#now + Math.max(0, delay), order: this.#order++, run: () => run() }
    this.#push(timer)
    return timer
  }

  clearTimeout(handle: unknown): void {
    if (handle !== undefined) (handle as Timer).run = undefined // left in the heap, dropped when its time comes
  }

  /** Run every timer due up to and including this time, in order, then stand there. */
  advanceTo(time: number): void {
    if (!(time >= this.#now)) throw new RangeError(`time runs forward: ${time} is before ${this.#now}`)
    while (this.#heap.length > 0 && this.#heap[0].at <= time) {
      const timer = this.#pop()
      this.#now = timer.at
      timer.run?.()
    }
    // a timer may have moved the clock further
    if (time > this.#now) this.#now = time
  }

  #before(a: Timer, b: Timer): boolean {
    return a.at < b.at || (a.at === b.at && a.order < b.order)
  }

  #push(timer: Timer): void {
    const heap = this.#heap
    let i = heap.push(timer) - 1
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (this.#before(heap[parent], timer)) break
      heap[i] = heap[parent]
      i = parent
    }
    heap[i] = timer
  }

  #pop(): Timer {
    const heap = this.#heap
    const top = heap[0]
    const last = heap.pop() as Timer
    if (heap.length === 0) return top
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && this.#before(heap[child + 1], heap[child])) child++
      if (this.#before(last, heap[child])) break
      heap[i] = heap[child]
      i = child
    }
    heap[i] = last
    return top
  }
}
