import type { Slot } from '@jazzgrid/units'
import type { Trade } from '../order.js'
import type { Fate } from './fate.js'

/** What one round did. A function of the exchange's state, the time and the requests, whatever order those came in. */
export interface RoundReport {
  /** UTC ms. */
  readonly at: number
  /**
   * SHA-256 over the root before and everything that happened in this round: 32 bytes, the same on every peer. A round
   * in which nothing happened leaves it as it was.
   */
  readonly root: Uint8Array
  /** Every event of every order, in the order of execution. */
  readonly fates: readonly Fate[]
  /** Units between two accounts, for money. */
  readonly trades: readonly Trade[]
  /** Units within one account, price 0. */
  readonly selfSupply: readonly Trade[]
  /** Products whose gate closed in this round, ascending, whether or not anybody had quoted them. */
  readonly closed: readonly Slot[]
}
