import type { ReasonCode } from '@jazzgrid/agent'

/** Reason codes as the cell of a table: joined by `+`. */
export class ReasonCells {
  /** Strategies hand out the same few arrays over and over. */
  readonly #joined = new WeakMap<readonly ReasonCode[], string>()

  text(reasons: readonly ReasonCode[]): string {
    // silence has one reason, in an array of its own
    if (reasons.length === 1) return reasons[0]
    let text = this.#joined.get(reasons)
    if (text === undefined) {
      text = reasons.join('+')
      this.#joined.set(reasons, text)
    }
    return text
  }
}
