import type { Decision, ReasonCode } from '@jazzgrid/agent'
import type { TableBuilder } from '../../record/table-builder.js'

/** Writes the `decisions` table; a decision's number is its row. */
export class DecisionLog {
  readonly #table: TableBuilder
  readonly #slotLength: number
  /** Strategies hand out the same few arrays over and over. */
  readonly #joined = new WeakMap<readonly ReasonCode[], string>()

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
      this.#reasons(decision.reasons),
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

  #reasons(reasons: readonly ReasonCode[]): string {
    let text = this.#joined.get(reasons)
    if (text === undefined) {
      text = reasons.join('+')
      this.#joined.set(reasons, text)
    }
    return text
  }
}
