import { type Money, money, type Slot, type Wh, wh } from '@jazzgrid/units'
import type { Account } from './account.js'
import type { GapReason } from './metering.js'
import type { Posting } from './posting.js'
import { type Metered, netOf, type Reference, supplierCost } from './reference.js'

/**
 * What happened on one account in one slot. Energies are >= 0 but `imbalance`. Money is positive where the account paid
 * and negative where it earned, but `sales`.
 */
export interface Line {
  readonly account: Account
  readonly slot: Slot
  /** The supplier's prices, kept with the slot so that anybody can recompute what was saved. */
  readonly reference: Reference
  readonly bought: Wh
  readonly sold: Wh
  /** Paid for what was bought, without network charge. */
  readonly purchases: Money
  /** Received for what was sold. */
  readonly sales: Money
  readonly network: Money
  /** First slot whose energy this line's reading covers; earlier than `slot` after a gap. */
  readonly from: Slot
  /** Since `from`; absent where the slot is a gap. */
  readonly metered?: Metered
  readonly gap?: GapReason
  /** Metered net minus position since `from`: positive was bought from the supplier, negative sold to it. */
  readonly imbalance: Wh
  readonly supplier: Money
  /** Sold but not delivered since `from`. */
  readonly shortfall: Wh
  readonly penalty: Money
}

/** Everything an account paid in a line, less what it received: the opposite of its balance. */
export function costOf(line: Line): Money {
  return money(line.purchases - line.sales + line.network + line.supplier + line.penalty)
}

/** What the same metered energy would have cost with the supplier alone; 0 where nothing was metered yet. */
export function supplierOnlyCost(line: Line): Money {
  return line.metered ? supplierCost(line.reference, netOf(line.metered)) : money(0)
}

/** A line that postings are entered into. */
export type Draft = { -readonly [K in keyof Line]: Line[K] }

export function draftLine(account: Account, slot: Slot, reference: Reference): Draft {
  const none = wh(0)
  const free = money(0)
  return {
    account,
    slot,
    reference,
    bought: none,
    sold: none,
    purchases: free,
    sales: free,
    network: free,
    from: slot,
    imbalance: none,
    supplier: free,
    shortfall: none,
    penalty: free,
  }
}

/** Enter a posting into the lines of its participants (institutions have no lines). */
export function enter(lines: readonly Draft[], { kind, payer, payee, amount, energy }: Posting): void {
  switch (kind) {
    case 'trade': {
      const buyer = lines[payer]
      const seller = lines[payee]
      buyer.bought = wh(buyer.bought + energy)
      buyer.purchases = money(buyer.purchases + amount)
      seller.sold = wh(seller.sold + energy)
      seller.sales = money(seller.sales + amount)
      return
    }
    case 'surplus':
      lines[payer].purchases = money(lines[payer].purchases + amount)
      return
    case 'network-charge':
      lines[payer].network = money(lines[payer].network + amount)
      return
    case 'imbalance-import':
      lines[payer].imbalance = energy
      lines[payer].supplier = amount
      return
    case 'imbalance-export':
      lines[payee].imbalance = wh(-energy)
      lines[payee].supplier = money(-amount)
      return
    case 'penalty':
      lines[payer].penalty = amount
      return
  }
}
