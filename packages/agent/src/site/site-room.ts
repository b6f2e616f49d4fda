import type { Fate, Request } from '@jazzgrid/market'
import { isFinal } from '@jazzgrid/market'
import type { Slot } from '@jazzgrid/units'
import type { SiteSignal } from '../strategy/signal.js'

/**
 * What the devices of one site may still promise without overloading its router leg, whichever of their resting orders
 * fill. Devices trade for themselves but share a leg; energy that one of them buys and another sells never passes it.
 *
 * Worst case outwards: all offers fill and no bid does; inwards the reverse. A fill moves energy from an order to a
 * position, so it leaves its own direction as it was and frees the other one.
 */
export class SiteRoom {
  /** Most energy through the leg in a slot, either way [Wh]. */
  readonly #capacity: number
  /** Sold net of bought plus resting offers, and the mirror image, by slot. */
  readonly #out = new Map<Slot, number>()
  readonly #in = new Map<Slot, number>()
  /** The last answer, while nothing has changed: most agents of a site ask between two changes. */
  #said: { readonly first: Slot; readonly count: number; readonly signal: SiteSignal } | undefined

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** An order leaves for the market. Cancellations free nothing before their fate is known. */
  placed(request: Request): void {
    if (request.kind !== 'order') return
    this.#said = undefined
    add(request.side === 'sell' ? this.#out : this.#in, request.slot, request.quantity)
  }

  heard(fate: Fate): void {
    this.#said = undefined
    const own = fate.side === 'sell' ? this.#out : this.#in
    const other = fate.side === 'sell' ? this.#in : this.#out
    if (fate.lastQuantity > 0) add(other, fate.slot, -fate.lastQuantity)
    if (isFinal(fate.kind) && fate.leaves > 0) add(own, fate.slot, -fate.leaves)
  }

  /** Room for slots `first` to `first + count - 1`; may be negative where a device's forecast has changed. */
  signal(first: Slot, count: number): SiteSignal {
    const said = this.#said
    if (said !== undefined && said.first === first && said.count === count) return said.signal
    const signal = { out: this.#room(this.#out, first, count), in: this.#room(this.#in, first, count) }
    this.#said = { first, count, signal }
    return signal
  }

  /** The slot is over. */
  forget(slot: Slot): void {
    this.#out.delete(slot)
    this.#in.delete(slot)
  }

  #room(used: ReadonlyMap<Slot, number>, first: Slot, count: number) {
    const values = new Float64Array(count)
    for (let k = 0; k < count; k++) values[k] = this.#capacity - (used.get(first + k) ?? 0)
    return { first, values }
  }
}

function add(to: Map<Slot, number>, slot: Slot, energy: number): void {
  to.set(slot, (to.get(slot) ?? 0) + energy)
}
