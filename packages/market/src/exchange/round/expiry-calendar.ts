import type { OrderHandle } from '../../order.js'

/**
 * Which orders run out when. Orders share few times (agents renew from round to round), so times are kept sorted and
 * handles in one list a time. Orders that end earlier are left in and passed over when their time comes.
 */
export class ExpiryCalendar {
  /** Ascending. */
  readonly #times: number[] = []
  readonly #handles = new Map<number, OrderHandle[]>()

  add(goodTill: number, handle: OrderHandle): void {
    const handles = this.#handles.get(goodTill)
    if (handles !== undefined) {
      handles.push(handle)
      return
    }
    this.#handles.set(goodTill, [handle])
    let at = this.#times.length
    while (at > 0 && this.#times[at - 1] > goodTill) at--
    this.#times.splice(at, 0, goodTill)
  }

  /** Remove and return all that run out at or before this time: by time, then oldest first. */
  due(now: number): OrderHandle[] {
    let count = 0
    while (count < this.#times.length && this.#times[count] <= now) count++
    return this.#times.splice(0, count).flatMap((time) => {
      const handles = this.#handles.get(time)!
      this.#handles.delete(time)
      return handles
    })
  }
}
