export interface BookStep {
  readonly price_micro_per_wh: number
  readonly quantity_wh: number
  /** How much of it the own account asks for or offers. */
  readonly own_wh: number
  readonly orders: number
}

export interface BookOfSlot {
  readonly slot_ms: number
  readonly gate_closes_ms: number
  readonly last_price_micro_per_wh: number | null
  readonly traded_wh: number
  /** Best first. */
  readonly bids: readonly BookStep[]
  readonly offers: readonly BookStep[]
}

/** Open books as of the newest certificate. */
export interface Book {
  readonly schema: 'jazzgrid/book@1'
  readonly height: number
  readonly certificate: string
  readonly at_ms: number
  readonly slot_length_ms: number
  readonly account: number
  readonly books: readonly BookOfSlot[]
}

export interface TradeReport {
  /** Names the trade on every peer: height and place in the round. */
  readonly id: string
  readonly height: number
  readonly certificate: string
  readonly at_ms: number
  readonly slot_ms: number
  readonly buyer: number
  readonly buyer_device: number
  readonly seller: number
  readonly seller_device: number
  readonly price_micro_per_wh: number
  readonly quantity_wh: number
  readonly origin: string
  readonly self_supply: boolean
  readonly own: 'buy' | 'sell' | 'self' | null
}

export interface Trades {
  readonly schema: 'jazzgrid/trades@1'
  readonly account: number
  /** The earliest height that the node still holds. */
  readonly from_height: number
  readonly trades: readonly TradeReport[]
  readonly next: string | null
}

export interface TradesQuery {
  readonly from_ms?: number
  readonly to_ms?: number
  readonly slot_ms?: number
  readonly own?: boolean
  readonly after?: string
  readonly limit?: number
}

export interface RestingOrder {
  readonly order: number
  readonly tag: number
  readonly device: number
  readonly slot_ms: number
  readonly side: 'buy' | 'sell'
  readonly price_micro_per_wh: number
  readonly quantity_wh: number
  readonly leaves_wh: number
  readonly good_till_ms: number
}

export interface Orders {
  readonly schema: 'jazzgrid/orders@1'
  readonly account: number
  readonly orders: readonly RestingOrder[]
}

export interface OrderWish {
  readonly side: 'buy' | 'sell'
  readonly slot_ms: number
  readonly price_micro_per_wh: number
  readonly quantity_wh: number
  /** The gate of the slot if left out. */
  readonly good_till_ms?: number
  /** The first of the site if left out. */
  readonly device?: number
}

/** An order or its cancellation was signed. */
export interface OrderReceipt {
  readonly schema: 'jazzgrid/order@1'
  readonly tag: number
  readonly round_at_ms: number
}

export interface StatementLine {
  readonly slot_ms: number
  readonly bought_wh: number
  readonly sold_wh: number
  readonly imported_wh: number | null
  readonly exported_wh: number | null
  readonly imbalance_wh: number
  readonly shortfall_wh: number
  readonly gap: string | null
  readonly purchases_micro: number
  readonly sales_micro: number
  readonly network_micro: number
  readonly supplier_micro: number
  readonly penalty_micro: number
  readonly cost_micro: number
  readonly supplier_only_micro: number
}

/** What an account settled: sums over slots, and their lines where they were asked for. */
export interface StatementReport {
  readonly schema: 'jazzgrid/statement@1'
  readonly account: number
  readonly from_ms: number | null
  readonly to_ms: number | null
  readonly slots: number
  readonly gaps: number
  readonly bought_wh: number
  readonly sold_wh: number
  readonly imported_wh: number
  readonly exported_wh: number
  readonly purchases_micro: number
  readonly sales_micro: number
  readonly network_micro: number
  readonly supplier_micro: number
  readonly penalty_micro: number
  readonly cost_micro: number
  readonly supplier_only_micro: number
  readonly lines?: readonly StatementLine[]
}

export interface StatementQuery {
  readonly from_ms?: number
  readonly to_ms?: number
  readonly lines?: boolean
}
