import type { StatementLine, TradeReport } from './market-report.js'

/** What became of an own order, in the order in which it happened. */
export interface FateReport {
  readonly at_ms: number
  readonly slot_ms: number
  readonly order: number
  /** The name of the device's agent, where the site says it. */
  readonly agent: string | null
  readonly device: number
  readonly kind: string
  readonly side: 'buy' | 'sell'
  readonly price_micro_per_wh: number
  readonly quantity_wh: number
  readonly leaves_wh: number
  readonly filled_wh: number
  readonly ended: string | null
  readonly refusal: string | null
}

/** `missed`: the own peer might not write; `undecided`: it was not certified before the next round. */
export interface RoundOutcome {
  readonly height: number | null
  readonly at_ms: number
  readonly outcome: 'certified' | 'undecided' | 'missed'
}

/** A row of the table `decisions`: columns are those of a recorded run. */
export type DecisionRow = Readonly<Record<string, string | number | null>>

export interface Explanation {
  readonly schema: 'jazzgrid/explain@1'
  readonly question: { readonly slot_ms: number } | { readonly order: number }
  readonly site: string | null
  readonly account: number
  readonly rounds: readonly RoundOutcome[]
  readonly decisions: readonly DecisionRow[]
  readonly fates: readonly FateReport[]
  readonly trades: readonly TradeReport[]
  readonly statement: readonly StatementLine[]
}
