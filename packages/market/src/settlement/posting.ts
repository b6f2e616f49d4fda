import { type Money, money, type Slot, type Wh } from '@jazzgrid/units'
import { type Account, COMMUNITY, NETWORK, SUPPLIER } from './account.js'

export type PostingKind = 'trade' | 'surplus' | 'network-charge' | 'imbalance-import' | 'imbalance-export' | 'penalty'

/**
 * One movement of money between two accounts. What leaves the payer reaches the payee, so any batch of postings sums to
 * zero by construction. The roles are those of the kind (a buyer pays, a seller is paid); under a negative price the
 * amount is negative and flows back.
 */
export interface Posting {
  readonly slot: Slot
  readonly kind: PostingKind
  readonly payer: Account
  readonly payee: Account
  readonly amount: Money
  /** What it is for; positive. */
  readonly energy: Wh
}

/** What every account gained (positive) or paid, from the postings alone; sums to zero. */
export interface Balances {
  readonly accounts: readonly Money[]
  readonly supplier: Money
  readonly network: Money
  readonly community: Money
}

export function balancesOf(postings: Iterable<Posting>, accounts: number): Balances {
  const held = new Array<number>(accounts + 3).fill(0)
  for (const { payer, payee, amount } of postings) {
    held[payer + 3] -= amount
    held[payee + 3] += amount
  }
  const at = (account: Account): Money => money(held[account + 3])
  return {
    accounts: Array.from({ length: accounts }, (_, account) => at(account)),
    supplier: at(SUPPLIER),
    network: at(NETWORK),
    community: at(COMMUNITY),
  }
}
