/**
 * What a run leaves behind: tables of numbers and texts, column by column. Units are in the column names; a missing
 * number is NaN and prints as an empty cell, never as zero.
 */
export interface RunTable {
  readonly name: TableName
  readonly rows: number
  readonly columns: readonly RunColumn[]
}

export type TableName =
  | 'slots'
  | 'orders'
  | 'trades'
  | 'deliveries'
  | 'readings'
  | 'agents'
  | 'decisions'
  | 'statements'
  | 'kpis'

export type RunColumn =
  | { readonly name: string; readonly kind: 'number'; readonly values: Float64Array }
  /** Texts are dictionary-coded: row i is `texts[codes[i]]`. */
  | { readonly name: string; readonly kind: 'text'; readonly codes: Int32Array; readonly texts: readonly string[] }

export interface RunRecord {
  readonly scenario: string
  readonly case: string
  readonly seed: string
  readonly fidelity: 'strategy' | 'actor' | 'network'
  readonly tables: Readonly<Record<TableName, RunTable>>
  /** sha256 over all tables, hex: equal in two runs of one seed and between fidelities. */
  readonly hash: string
}

/**
 * The columns of each table. Times are UTC ms (`*_ms`), printed in CSV as ISO 8601; `slot` columns are the slot's start.
 * Prices are micro-currency per Wh (`*_micro_per_wh`), money micro-currency (`*_micro`).
 */
export const TABLE_COLUMNS = {
  /** One row a recorded slot: what the market did. Prices NaN where nothing traded. */
  slots: [
    'slot_ms',
    'open_price_micro_per_wh',
    'low_price_micro_per_wh',
    'high_price_micro_per_wh',
    'close_price_micro_per_wh',
    'mean_price_micro_per_wh',
    'traded_wh',
    'self_supply_wh',
    'expected_price_micro_per_wh',
    'retail_micro_per_wh',
    'feed_in_micro_per_wh',
    'generation_wh',
    'load_wh',
    'import_wh',
    'export_wh',
  ],
  /** One row an order; `fate` is final: filled, partially-filled (rest expired), canceled, replaced, expired, rejected. */
  orders: [
    'order',
    'decision',
    'placed_ms',
    'slot_ms',
    'agent:text',
    'side:text',
    'price_micro_per_wh',
    'quantity_wh',
    'filled_wh',
    'self_supplied_wh',
    'leaves_wh',
    'fate:text',
    'reason:text',
    'final_ms',
  ],
  /** One row a balanced unit between two sites (self-supply has kind `self-supply`, price empty). */
  trades: [
    'trade',
    'kind:text',
    'matched_ms',
    'slot_ms',
    'seller:text',
    'seller_agent:text',
    'buyer:text',
    'buyer_agent:text',
    'sell_order',
    'buy_order',
    'price_micro_per_wh',
    'seller_price_micro_per_wh',
    'quantity_wh',
    'origin:text',
    'network_micro',
  ],
  /** One row a unit: forecast -> bid -> match -> prepare -> deliver -> verify, each with its time. */
  deliveries: [
    'trade',
    'slot_ms',
    'forecast_ms',
    'ordered_ms',
    'matched_ms',
    'prepared_ms',
    'delivered_ms',
    'verified_ms',
    'matched_wh',
    'delivered_wh',
    'verdict:text',
  ],
  /** One row a site and slot. net position: bought positive. */
  readings: [
    'slot_ms',
    'site:text',
    'import_wh',
    'export_wh',
    'position_wh',
    'imbalance_wh',
    'load_wh',
    'generation_wh',
    'battery_charge_wh',
    'battery_discharge_wh',
    'ev_charge_wh',
    'ev_discharge_wh',
    'renewable_wh',
    'local_wh',
    'grid_wh',
  ],
  /**
   * One row an agent (device) and slot: device readings, positive into the device. driven: what driving took from the
   * battery; stranded: what a trip that arrived in the slot needed beyond that. reasons: of the setpoint.
   */
  agents: [
    'slot_ms',
    'agent:text',
    'kind:text',
    'site:text',
    'energy_wh',
    'planned_wh',
    'forecast_wh',
    'soc',
    'plugged',
    'driven_wh',
    'stranded_wh',
    'reasons:text',
  ],
  /** One row a decision, also a decision NOT to trade. reasons are codes joined by '+'. */
  decisions: [
    'decision',
    'decided_ms',
    'slot_ms',
    'agent:text',
    'action:text',
    'side:text',
    'price_micro_per_wh',
    'quantity_wh',
    'reasons:text',
    'soc',
    'forecast_wh',
    'position_wh',
    'preference:text',
    'best_bid_micro_per_wh',
    'best_ask_micro_per_wh',
    'expected_price_micro_per_wh',
    'alternative:text',
    'alternative_price_micro_per_wh',
  ],
  /**
   * One row an account (sites, supplier, network, community); money received is positive. Sums of money columns are 0.
   * `saved` is against `self_consumption`, the stronger baseline, with the change of stored energy priced in.
   */
  statements: [
    'account:text',
    'bought_wh',
    'sold_wh',
    'import_wh',
    'export_wh',
    'trade_micro',
    'network_micro',
    'imbalance_micro',
    'penalty_micro',
    'total_micro',
    'supplier_only_micro',
    'self_consumption_micro',
    'saved_micro',
    'stored_change_wh',
    'renewable_share',
    'local_share',
  ],
  /** One row a key figure of the community, in a stable order. */
  kpis: ['kpi:text', 'value', 'unit:text'],
} as const satisfies Record<TableName, readonly string[]>
