import { type Slot, type Wh, wh } from '@jazzgrid/units'

/** When a seller that does not deliver is suspended, and when it may offer again. */
export interface ReliabilityRule {
  /** How many slots back the indicator looks. */
  readonly window: number
  /** Shortfall per thousand sold above which its offers are suspended. */
  readonly suspendAbove: number
  /** Shortfall per thousand sold at or below which it may offer again; at most `suspendAbove`. */
  readonly recoverAt: number
  /** A shortfall up to this in a slot may be the register's resolution and is not held against it. */
  readonly tolerance: Wh
  /** Sold in the window before the indicator means anything. */
  readonly least: Wh
}

export interface Sale {
  readonly slot: Slot
  readonly sold: Wh
  readonly shortfall: Wh
}

/** The running record of one seller. Plain data. */
export interface Reliability {
  /** Sales within the window, oldest first. */
  readonly sales: readonly Sale[]
  readonly suspended: boolean
}

export const UNBLEMISHED: Reliability = { sales: [], suspended: false }

/** Shortfall per thousand sold within the window, rounded down; 0 while too little was sold to tell. */
export function shortfallIndicator(record: Reliability, rule: ReliabilityRule): number {
  const { sold, shortfall } = sumOf(record.sales)
  return sold === 0 || sold < rule.least ? 0 : Math.floor((shortfall * 1000) / sold)
}

/**
 * Enter one settled slot (also where nothing was sold: time heals) and judge. Once suspended a seller cannot prove itself
 * by selling, so it recovers as its bad slots leave the window.
 */
export function judge(record: Reliability, sale: Sale, rule: ReliabilityRule): Reliability {
  const kept = record.sales.filter((past) => past.slot > sale.slot - rule.window)
  const shortfall = sale.shortfall > rule.tolerance ? sale.shortfall : wh(0)
  if (sale.sold > 0) kept.push({ ...sale, shortfall })
  const { sold, shortfall: missing } = sumOf(kept)
  const beyond = (perThousand: number) => sold >= rule.least && missing * 1000 > sold * perThousand
  return { sales: kept, suspended: beyond(record.suspended ? rule.recoverAt : rule.suspendAbove) }
}

function sumOf(sales: readonly Sale[]): { sold: number; shortfall: number } {
  let sold = 0
  let shortfall = 0
  for (const sale of sales) {
    sold += sale.sold
    shortfall += sale.shortfall
  }
  return { sold, shortfall }
}
