import { payAsBid } from '../pay-as-bid/pay-as-bid.js'
import { tradeReduction } from '../trade-reduction/trade-reduction.js'
import type { BatchBook } from './batch-book.js'
import { type BatchClearing, type BatchMechanism, MIDPOINT, type PriceRule } from './batch-clearing.js'
import { call } from './call.js'

/** The batch mechanisms by name. */
export const BATCH_MECHANISMS: Readonly<Record<BatchMechanism, (book: BatchBook, rule: PriceRule) => BatchClearing>> = {
  call,
  'pay-as-bid': payAsBid,
  'trade-reduction': tradeReduction,
}

/** Clear a whole book at once: a pure function of the book, the same for any order of its rows where ranks are given. */
export function clearBatch(mechanism: BatchMechanism, book: BatchBook, rule: PriceRule = MIDPOINT): BatchClearing {
  return BATCH_MECHANISMS[mechanism](book, rule)
}
