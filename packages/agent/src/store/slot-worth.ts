import type { Side } from '@jazzgrid/market'
import type { ValueProgramme } from '../value/value-programme.js'

/** Steps looked at; what a slot may trade seldom has more than five. */
const STEPS = 32

/**
 * What the energy of one slot is worth to a store, Wh by Wh, when all other slots go as planned: the steps of its exact
 * demand or supply (ValueProgramme.steps), from what is contracted on.
 */
export class SlotWorth {
  readonly #prices = new Float64Array(STEPS)
  readonly #quantities = new Float64Array(STEPS)
  #count = 0
  #side: Side = 'buy'

  /** Look at one side of slot k of the plan. @param until last slot of the plan that will be looked at. */
  read(programme: ValueProgramme, k: number, side: Side, until?: number): this {
    this.#side = side
    this.#count = programme.steps(k, side, this.#prices, this.#quantities, until)
    return this
  }

  /**
   * Worth of the last of so many Wh [per Wh at the terminal]: Infinity for a purchase that a floor needs, -Infinity for a
   * sale that has to be made; NaN where the store cannot use so much.
   */
  at(quantity: number): number {
    let left = quantity
    for (let i = 0; i < this.#count; i++) {
      left -= this.#quantities[i]
      // the plan rounds to fractions of a Wh, and a fraction must not cost the step that it belongs to
      if (left < 1) return this.#prices[i]
    }
    return Number.NaN
  }

  /** How much is worth this limit or more to a buyer, this limit or less to a seller [Wh]. */
  within(limit: number): number {
    let right = 0
    for (let i = 0; i < this.#count; i++) {
      if (this.#side === 'buy' ? this.#prices[i] < limit : this.#prices[i] > limit) break
      right += this.#quantities[i]
    }
    return right
  }
}
