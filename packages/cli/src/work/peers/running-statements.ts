import { createHash } from 'node:crypto'
import { costOf, type SettledSlot } from '@jazzgrid/market'
import type { StatementLine } from './peer-event.js'

/** Adds up what certified rounds settled, for every account: the same on every peer. */
export class RunningStatements {
  readonly #lines: { account: number; bought_wh: number; sold_wh: number; cost_micro: number; slots: number }[]

  constructor(accounts: number) {
    this.#lines = Array.from({ length: accounts }, (_, account) => ({
      account,
      bought_wh: 0,
      sold_wh: 0,
      cost_micro: 0,
      slots: 0,
    }))
  }

  add(settled: readonly SettledSlot[]): void {
    for (const { lines } of settled) {
      for (const line of lines) {
        const sum = this.#lines[line.account]
        if (sum === undefined) continue // admitted since
        sum.bought_wh += line.bought
        sum.sold_wh += line.sold
        sum.cost_micro += costOf(line)
        sum.slots++
      }
    }
  }

  get lines(): readonly StatementLine[] {
    return this.#lines
  }

  /** First 16 hex digits of SHA-256. */
  get hash(): string {
    return createHash('sha256').update(JSON.stringify(this.#lines)).digest('hex').slice(0, 16)
  }
}
