import { type Fate, isFinal, type OrderRequest } from '@jazzgrid/market'
import type { TableBuilder } from '../../record/table-builder.js'

/** What is remembered of an order until its fate is known. */
export interface OpenOrder {
  readonly decision: number
  readonly placed: number
  filled: number
  selfSupplied: number
}

const columnsOf = (table: TableBuilder) => ({
  order: table.number('order'),
  decision: table.number('decision'),
  placed: table.number('placed_ms'),
  slot: table.number('slot_ms'),
  agent: table.text('agent'),
  side: table.text('side'),
  price: table.number('price_micro_per_wh'),
  quantity: table.number('quantity_wh'),
  filled: table.number('filled_wh'),
  selfSupplied: table.number('self_supplied_wh'),
  leaves: table.number('leaves_wh'),
  fate: table.text('fate'),
  reason: table.text('reason'),
  final: table.number('final_ms'),
})

/** Follows every order from its decision to its final fate and writes the `orders` table, one row an order. */
export class OrderLog {
  readonly #table: TableBuilder
  readonly #to: ReturnType<typeof columnsOf>
  readonly #slotLength: number
  readonly #names: readonly string[]
  /** First recorded slot; orders for earlier ones are followed but not written. */
  readonly #from: number
  /** Per agent by tag, until the book has given a handle. */
  readonly #placing: readonly Map<number, OpenOrder>[]
  readonly #open = new Map<number, OpenOrder>()

  constructor(table: TableBuilder, names: readonly string[], slotLength: number, from: number) {
    this.#table = table
    this.#to = columnsOf(table)
    this.#placing = names.map(() => new Map())
    this.#names = names
    this.#slotLength = slotLength
    this.#from = from
  }

  placed(at: number, request: OrderRequest, decision: number): void {
    this.#placing[request.device].set(request.tag, { decision, placed: at, filled: 0, selfSupplied: 0 })
  }

  heard(at: number, fate: Fate): void {
    let order = this.#open.get(fate.handle)
    if (order === undefined) {
      const placing = this.#placing[fate.device]
      order = placing.get(fate.tag)
      if (order === undefined) return
      placing.delete(fate.tag)
      if (fate.kind !== 'rejected') this.#open.set(fate.handle, order)
    }
    if (fate.lastQuantity > 0) {
      if (fate.selfSupply) order.selfSupplied += fate.lastQuantity
      else order.filled += fate.lastQuantity
    }
    if (isFinal(fate.kind)) this.#end(at, fate, order)
  }

  /** Decision and time of an order that is still open or was filled in this round. */
  find(handle: number): OpenOrder | undefined {
    return this.#open.get(handle)
  }

  /** Forget what has ended; called after the trades of a round were written. */
  sweep(fates: readonly Fate[]): void {
    for (const fate of fates) if (isFinal(fate.kind)) this.#open.delete(fate.handle)
  }

  /** Orders whose fate is not known: none, at the end of a run. */
  get unfinished(): number {
    return this.#placing.reduce((sum, { size }) => sum + size, this.#open.size)
  }

  #end(at: number, fate: Fate, order: OpenOrder): void {
    if (fate.slot < this.#from) return
    const row = this.#table.next()
    const to = this.#to
    to.order.put(row, fate.kind === 'rejected' ? Number.NaN : fate.handle)
    to.decision.put(row, order.decision)
    to.placed.put(row, order.placed)
    to.slot.put(row, fate.slot * this.#slotLength)
    to.agent.put(row, this.#names[fate.device])
    to.side.put(row, fate.side)
    to.price.put(row, fate.price)
    to.quantity.put(row, fate.quantity)
    to.filled.put(row, order.filled)
    to.selfSupplied.put(row, order.selfSupplied)
    to.leaves.put(row, fate.leaves)
    to.fate.put(row, finalFate(fate, order))
    to.reason.put(row, fate.refusal?.code ?? fate.ended ?? '')
    to.final.put(row, at)
  }
}

/** A rest that expires after fills is a partly filled order. */
function finalFate(fate: Fate, order: OpenOrder): string {
  return fate.kind === 'expired' && order.filled + order.selfSupplied > 0 ? 'partially-filled' : fate.kind
}
