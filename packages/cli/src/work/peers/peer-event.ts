/** What a running peer says, one JSON object a line. Ids are hex. */
export type PeerEvent =
  | { readonly event: 'ready'; readonly site: string; readonly height: number; readonly addresses: readonly string[] }
  | {
      readonly event: 'certified'
      readonly height: number
      readonly at_ms: number
      readonly certificate: string
      readonly trades: number
      readonly energy_wh: number
      /** Sum of price x energy. */
      readonly turnover_micro: number
      /** Statements of all accounts until now, as one hash. */
      readonly statements: string
    }
  /** The round was not decided until the next one: so many members of those that are needed can be reached. */
  | {
      readonly event: 'undecided'
      readonly at_ms: number
      readonly members: number
      readonly reachable: number
      readonly needed: number
    }
  | { readonly event: 'alarm'; readonly what: string }
  | { readonly event: 'stopped'; readonly height: number; readonly statements: readonly StatementLine[] }

/** What an account paid (positive) or earned by the settled slots. */
export interface StatementLine {
  readonly account: number
  readonly bought_wh: number
  readonly sold_wh: number
  readonly cost_micro: number
  readonly slots: number
}

export const eventLine = (event: PeerEvent): string => `${JSON.stringify(event)}\n`
