import type { Decision } from '@jazzgrid/agent'
import type { TableBuilder } from '../../record/table-builder.js'
import { ReasonCells } from './reason-cells.js'

/** Writes the `decisions` table; a decision's number is its row. */
export class DecisionLog {
  readonly #table: TableBuilder
  readonly #slotLength: number
  readonly #reasons = new ReasonCells()

  constructor(table: TableBuilder, slotLength: number) {
    this.#table = table
    this.#slotLength = slotLength
  }

  /** @returns the number of the decision. */
  add(at: number, agent: string, preference: string, decision: Decision): number {
    const id = this.#table.rows
    this.#table.row([
      id,
      at,
      decision.slot * this.#slotLength,
      agent,
      decision.action,
      decision.side,
      decision.price,
      decision.quantity,
      this.#reasons.text(decision.reasons),
      decision.soc,
      decision.forecast,
      decision.position,
      preference,
      decision.bestBid,
      decision.bestAsk,
      decision.expected,
      decision.alternative,
      decision.alternativePrice,
    ])
    return id
  }
}
