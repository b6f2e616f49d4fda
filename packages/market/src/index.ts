export { type Author, admit } from './admission/admission.js'
export type { Refusal, RefusalCode, Verdict } from './admission/refusal.js'
export { type BatchBook, type BatchOrder, BUY, batchBook, LARGEST_PRICE, SELL } from './call/batch-book.js'
export {
  type BatchClearing,
  type BatchMechanism,
  type BatchPairs,
  leaves,
  MIDPOINT,
  type PriceRule,
} from './call/batch-clearing.js'
export { BATCH_MECHANISMS, clearBatch } from './call/batch-mechanisms.js'
export type { BookDocument, DocumentOrder, Name } from './clearing-document/book-document.js'
export type { BookRefusal, BookRefusalReason } from './clearing-document/book-refusal.js'
export {
  type ClearingDocument,
  clearDocument,
  DOCUMENT_MECHANISMS,
  type DocumentMechanism,
  type DocumentSelfSupply,
  type DocumentTrade,
} from './clearing-document/clearing-document.js'
export { parseBook } from './clearing-document/parse-book.js'
export { type BookReading, readBook } from './clearing-document/read-book.js'
export type { BookOrder, BookTrade, DepthStep, Placement, RestingOrder } from './continuous/book-order.js'
export { type BookOptions, OrderBook } from './continuous/order-book.js'
export { OrderPool } from './continuous/order-pool.js'
export { Exchange } from './exchange/exchange.js'
export { type Ending, type Fate, type FateKind, isFinal, NO_ORDER } from './exchange/fate.js'
export type { MarketAccount } from './exchange/market-account.js'
export type { Ladder, LadderStep, MarketData } from './exchange/market-data.js'
export { closesAt, type MarketRules, type Mechanism, opensAt } from './exchange/market-rules.js'
export type { MarketSnapshot } from './exchange/market-snapshot.js'
export type { CancelRequest, OrderRequest, ReplaceRequest, Request } from './exchange/request.js'
export type { RoundReport } from './exchange/round-report.js'
export type { Order, OrderHandle, Origin, Premium, Side, Trade } from './order.js'
export { MIX_CLASSES, type Mix, mixTotal, type Primary, primaryOf, type StoreKind } from './origin/mix.js'
export { type PvBalance, pvBalance } from './origin/pv-balance.js'
export type { StoreContent, StoreFlow, StoreUse } from './origin/store.js'
export {
  type DeliveredTrade,
  type OriginFlow,
  type SiteFlow,
  type SiteOrigin,
  type TrackedSlot,
  trackSlot,
} from './origin/track.js'
export { type Account, COMMUNITY, NETWORK, SUPPLIER } from './settlement/account.js'
export { costOf, type Line, supplierOnlyCost } from './settlement/line.js'
export { type GapReason, measure, type OpenSpan, openSpan, type Registers } from './settlement/metering.js'
export { type Distance, distance, type NetworkTariff, networkCharge } from './settlement/network-charge.js'
export { type Balances, balancesOf, type Posting, type PostingKind } from './settlement/posting.js'
export {
  type Metered,
  netOf,
  type Reference,
  type References,
  referenceOf,
  supplierCost,
} from './settlement/reference.js'
export {
  judge,
  type Reliability,
  type ReliabilityRule,
  type Sale,
  shortfallIndicator,
  UNBLEMISHED,
} from './settlement/reliability.js'
export {
  type DeliveredSlot,
  openSettlement,
  type SettledSlot,
  type SettlementState,
  type SettlementTerms,
  settle,
} from './settlement/settle.js'
export { deliveredOf } from './settlement/shortfall.js'
export {
  type Closing,
  closeBooks,
  type Discrepancy,
  type Statement,
  statementOf,
  statementsOf,
  type Totals,
  totalsOf,
} from './settlement/statement.js'
