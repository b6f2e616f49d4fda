import { type Money, money, type Wh, wh } from '@jazzgrid/units'
import type { Account } from './account.js'
import { costOf, type Line, supplierOnlyCost } from './line.js'
import { type Balances, balancesOf } from './posting.js'
import type { SettledSlot } from './settle.js'

/** Sums over the lines of a statement; signs as in `Line`. */
export interface Totals {
  readonly bought: Wh
  readonly sold: Wh
  readonly imported: Wh
  readonly exported: Wh
  /** From the supplier, and to it; both >= 0. */
  readonly imbalanceImport: Wh
  readonly imbalanceExport: Wh
  readonly purchases: Money
  readonly sales: Money
  readonly network: Money
  readonly supplier: Money
  readonly penalty: Money
  /** All of the above: purchases - sales + network + supplier + penalty. */
  readonly cost: Money
  /** The same metered energy with the supplier alone. */
  readonly baseline: Money
  /** baseline - cost. It says little while slots are open. */
  readonly saved: Money
  /** Slots of the period that no reading covers (yet). */
  readonly open: number
}

/** What one account traded, used and paid, slot by slot, and in all. */
export interface Statement {
  readonly account: Account
  readonly lines: readonly Line[]
  readonly totals: Totals
}

export function totalsOf(lines: readonly Line[]): Totals {
  let [bought, sold, imported, exported, imbalanceImport, imbalanceExport] = [0, 0, 0, 0, 0, 0]
  let [purchases, sales, network, supplier, penalty, cost, baseline] = [0, 0, 0, 0, 0, 0, 0]
  let open = 0
  for (const line of lines) {
    bought += line.bought
    sold += line.sold
    imported += line.metered?.imported ?? 0
    exported += line.metered?.exported ?? 0
    if (line.imbalance > 0) imbalanceImport += line.imbalance
    else imbalanceExport -= line.imbalance
    purchases += line.purchases
    sales += line.sales
    network += line.network
    supplier += line.supplier
    penalty += line.penalty
    cost += costOf(line)
    baseline += supplierOnlyCost(line)
    // a reading covers the slots since the one before it, of which some may lie before this period
    open = line.metered ? Math.max(0, open - (line.slot - line.from)) : open + 1
  }
  return {
    bought: wh(bought),
    sold: wh(sold),
    imported: wh(imported),
    exported: wh(exported),
    imbalanceImport: wh(imbalanceImport),
    imbalanceExport: wh(imbalanceExport),
    purchases: money(purchases),
    sales: money(sales),
    network: money(network),
    supplier: money(supplier),
    penalty: money(penalty),
    cost: money(cost),
    baseline: money(baseline),
    saved: money(baseline - cost),
    open,
  }
}

/** The statement of one account over a period of settled slots. */
export function statementOf(account: Account, period: readonly SettledSlot[]): Statement {
  const lines = period.map((settled) => settled.lines[account])
  return { account, lines, totals: totalsOf(lines) }
}

/** The statements of all accounts over a period, in the order of accounts. */
export function statementsOf(period: readonly SettledSlot[]): Statement[] {
  const accounts = period[0]?.lines.length ?? 0
  return Array.from({ length: accounts }, (_, account) => statementOf(account, period))
}

export type Discrepancy =
  | { readonly reason: 'statement-differs-from-postings'; readonly account: Account; readonly by: Money }
  | { readonly reason: 'sum-not-zero'; readonly by: Money }

/** The books of a period closed: what everybody holds, and what does not agree (nothing, in sound books). */
export interface Closing {
  readonly balances: Balances
  readonly discrepancies: readonly Discrepancy[]
}

/**
 * Close the books: every statement must agree with the postings of its account, and all statements with supplier,
 * network and community must sum to zero, to the last micro-unit.
 */
export function closeBooks(statements: readonly Statement[], period: readonly SettledSlot[]): Closing {
  const balances = balancesOf(postingsOf(period), statements.length)
  const discrepancies: Discrepancy[] = []
  let sum = balances.supplier + balances.network + balances.community
  for (const { account, totals } of statements) {
    const by = balances.accounts[account] + totals.cost
    if (by !== 0) discrepancies.push({ reason: 'statement-differs-from-postings', account, by: money(by) })
    sum -= totals.cost
  }
  if (sum !== 0) discrepancies.push({ reason: 'sum-not-zero', by: money(sum) })
  return { balances, discrepancies }
}

function* postingsOf(period: readonly SettledSlot[]) {
  for (const settled of period) yield* settled.postings
}
