import type { Slot } from '@jazzgrid/units'
import { type PriceSignal, seriesAt } from '../strategy/signal.js'

/**
 * The slots of a plan in whose books something rests, and what is on offer there beyond the demand. Like the prices they
 * are the same for all stores that are asked at one gate, and most books of a day ahead are empty.
 */
export class BooksAhead {
  /** Indices of the slots, ascending, and their number. */
  readonly busy: Int32Array
  count = 0
  /** By index of the slot: resting offers less resting bids [Wh], own orders included. */
  readonly surplus: Float64Array
  #of: { price: PriceSignal; first: Slot; slots: number } | undefined

  constructor(longest: number) {
    this.busy = new Int32Array(longest)
    this.surplus = new Float64Array(longest)
  }

  look(price: PriceSignal, first: Slot, slots: number): void {
    const of = this.#of
    const same = of !== undefined && of.price.askDepth === price.askDepth && of.price.bidDepth === price.bidDepth
    if (same && of.first === first && of.slots === slots) return
    this.#of = { price, first, slots }
    this.count = 0
    for (let k = 0; k < slots; k++) {
      const supply = seriesAt(price.askDepth, first + k)
      const demand = seriesAt(price.bidDepth, first + k)
      if (!(supply + demand > 0)) continue
      this.busy[this.count++] = k
      this.surplus[k] = supply - demand
    }
  }
}
