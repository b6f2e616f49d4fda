import { createHash } from 'node:crypto'
import { costOf, type SettledSlot } from '@jazzgrid/market'
import type { StatementLine } from './peer-event.js'

/** Adds up what certified rounds settled, for every account: the same on every peer. */
export class RunningStatements {
  readonly #lines: { account: number; bought_wh: number; sold_wh: number; cost_micro: number; slots: number }[] = []

  /** @param accounts that are told of from the start; others when something of theirs is settled. */
  constructor(accounts = 0) {
    if (accounts > 0) this.#of(accounts - 1)
  }

  add(settled: readonly SettledSlot[]): void {
    for (const { lines } of settled) {
      for (const line of lines) {
        const sum = this.#of(line.account)
        sum.bought_wh += line.bought
        sum.sold_wh += line.sold
        sum.cost_micro += costOf(line)
        sum.slots++
      }
    }
  }

  #of(account: number) {
    // accounts are dense from 0, and some are admitted later
    for (let next = this.#lines.length; next <= account; next++) {
      this.#lines.push({ account: next, bought_wh: 0, sold_wh: 0, cost_micro: 0, slots: 0 })
    }
    return this.#lines[account]
  }

  get lines(): readonly StatementLine[] {
    return this.#lines
  }

  /** First 16 hex digits of SHA-256. */
  get hash(): string {
    return createHash('sha256').update(JSON.stringify(this.#lines)).digest('hex').slice(0, 16)
  }
}
