import type { Decision } from '@jazzgrid/agent'
import type { TableBuilder } from '../../record/table-builder.js'
import { ReasonCells } from './reason-cells.js'

/** The columns of `decisions`: the longest table of a run, and so written without an array a row. */
const columnsOf = (table: TableBuilder) => ({
  decision: table.number('decision'),
  decided: table.number('decided_ms'),
  slot: table.number('slot_ms'),
  agent: table.text('agent'),
  action: table.text('action'),
  side: table.text('side'),
  price: table.number('price_micro_per_wh'),
  quantity: table.number('quantity_wh'),
  reasons: table.text('reasons'),
  soc: table.number('soc'),
  forecast: table.number('forecast_wh'),
  position: table.number('position_wh'),
  preference: table.text('preference'),
  bestBid: table.number('best_bid_micro_per_wh'),
  bestAsk: table.number('best_ask_micro_per_wh'),
  expected: table.number('expected_price_micro_per_wh'),
  alternative: table.text('alternative'),
  alternativePrice: table.number('alternative_price_micro_per_wh'),
})

/** Writes the `decisions` table; a decision's number is its row. */
export class DecisionLog {
  readonly #table: TableBuilder
  readonly #to: ReturnType<typeof columnsOf>
  readonly #slotLength: number
  readonly #reasons = new ReasonCells()

  constructor(table: TableBuilder, slotLength: number) {
    this.#table = table
    this.#to = columnsOf(table)
    this.#slotLength = slotLength
  }

  /** @returns the number of the decision. */
  add(at: number, agent: string, preference: string, decision: Decision): number {
    const id = this.#table.next()
    const to = this.#to
    to.decision.put(id, id)
    to.decided.put(id, at)
    to.slot.put(id, decision.slot * this.#slotLength)
    to.agent.put(id, agent)
    to.action.put(id, decision.action)
    to.side.put(id, decision.side)
    to.price.put(id, decision.price)
    to.quantity.put(id, decision.quantity)
    to.reasons.put(id, this.#reasons.text(decision.reasons))
    to.soc.put(id, decision.soc)
    to.forecast.put(id, decision.forecast)
    to.position.put(id, decision.position)
    to.preference.put(id, preference)
    to.bestBid.put(id, decision.bestBid)
    to.bestAsk.put(id, decision.bestAsk)
    to.expected.put(id, decision.expected)
    to.alternative.put(id, decision.alternative)
    to.alternativePrice.put(id, decision.alternativePrice)
    return id
  }
}
