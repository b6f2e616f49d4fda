import type { Slot } from '@jazzgrid/units'
import type { Book } from '../strategy/strategy.js'
import type { RestingOrder } from './resting-order.js'
import { EMPTY_LEDGER, positionIn, type SlotLedger } from './slot-ledger.js'

/** Everything an agent must remember to go on after a restart: plain JSON. */
export interface AgentState {
  /** The strategy's own state. */
  readonly own: unknown
  readonly positions: SlotLedger
  readonly resting: readonly RestingOrder[]
  /** Tag of the next order. */
  readonly nextTag: number
}

export const newborn = (own: unknown): AgentState => ({ own, positions: EMPTY_LEDGER, resting: [], nextTag: 1 })

/** The state as a strategy may see it. */
export class StateBook implements Book {
  readonly #state: AgentState

  constructor(state: AgentState) {
    this.#state = state
  }

  position(slot: Slot): number {
    return positionIn(this.#state.positions, slot)
  }

  bidLeaves(slot: Slot): number {
    return this.#leaves(slot, 'buy')
  }

  offerLeaves(slot: Slot): number {
    return this.#leaves(slot, 'sell')
  }

  get lastSlot(): Slot {
    const { positions, resting } = this.#state
    let last = positions.first + positions.wh.length - 1
    for (const order of resting) if (order.slot > last) last = order.slot
    return last
  }

  #leaves(slot: Slot, side: 'buy' | 'sell'): number {
    let sum = 0
    for (const order of this.#state.resting) if (order.slot === slot && order.side === side) sum += order.leaves
    return sum
  }
}
