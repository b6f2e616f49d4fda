import { type Outcome, valueId } from '@jazzgrid/consensus'
import { type EntryId, sameBytes } from '@jazzgrid/ledger'
import { hexOf } from '../community/hex.js'

/** What was decided at a height, as the first who knew of it had it. */
export interface Height {
  readonly id: string
  readonly outcome: Outcome
}

/** Every height that any honest home decided: one decision each, and one history of every account under it. */
export class RecordOfHeights {
  readonly heights = new Map<number, Height>()
  /** Id of the certified entry by its place. */
  readonly entries = new Map<string, EntryId>()
  readonly #filled = new Map<number, number>()
  readonly #ordered = new Map<number, number>()

  get last(): number {
    return Math.max(0, ...this.heights.keys())
  }

  /** @returns what is wrong with it; and whether it was the first of its height. */
  add(outcome: Outcome): { readonly faults: readonly string[]; readonly isFirst: boolean } {
    const { height } = outcome.value
    const id = hexOf(valueId(outcome.value))
    const known = this.heights.get(height)
    if (known !== undefined) return { faults: known.id === id ? [] : [`split at height ${height}`], isFirst: false }
    this.heights.set(height, { id, outcome })
    return { faults: [...this.#extend(outcome), ...this.#oversold(outcome)], isFirst: true }
  }

  /** A cut goes on where the last one ended, or begins the next incarnation. */
  #extend({ value, runs }: Outcome): string[] {
    const faults: string[] = []
    for (const { account, incarnation, from, ids } of runs) {
      ids.forEach((id, i) => {
        const place = placeOf(account, incarnation, from + i)
        const before = this.entries.get(place)
        if (before !== undefined && !sameBytes(before, id)) faults.push(`${place} was certified twice, differently`)
        const follows = from + i === 1 || this.entries.has(placeOf(account, incarnation, from + i - 1))
        if (!follows) faults.push(`${place} is certified at ${value.height} without the one before`)
        this.entries.set(place, id)
      })
    }
    return faults
  }

  /** Nobody buys or sells more than the order was for. */
  #oversold({ result }: Outcome): string[] {
    const faults: string[] = []
    for (const { kind, handle, quantity, lastQuantity, leaves } of result.report.fates) {
      if (kind === 'accepted') this.#ordered.set(handle, quantity)
      if (lastQuantity === 0) continue
      const filled = (this.#filled.get(handle) ?? 0) + lastQuantity
      this.#filled.set(handle, filled)
      if (filled > (this.#ordered.get(handle) ?? 0) || leaves < 0)
        faults.push(`order ${handle} is filled beyond its size`)
    }
    for (const { lines } of result.settled) {
      const sum = lines.reduce((total, { bought, sold }) => total + bought - sold, 0)
      if (sum !== 0) faults.push(`${sum} Wh of a settled slot were bought and not sold`)
    }
    return faults
  }
}

export const placeOf = (account: number, incarnation: number, seq: number): string =>
  `entry ${account}.${incarnation}.${seq}`
