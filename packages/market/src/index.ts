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
export { type Ending, type Fate, type FateKind, isFinal, NO_ORDER } from './exchange/fate.js'
export type { MarketAccount } from './exchange/market-account.js'
export type { Ladder, LadderStep, MarketData } from './exchange/market-data.js'
export { closesAt, type MarketRules, type Mechanism, opensAt, type Pricing } from './exchange/market-rules.js'
export type { CancelRequest, OrderRequest, ReplaceRequest, Request } from './exchange/request.js'
export type { RoundReport } from './exchange/round-report.js'
export type { Order, OrderHandle, Origin, Premium, Side, Trade } from './order.js'
