import { type BatchMechanism, MIDPOINT, type PriceRule } from '../call/batch-clearing.js'
import type { BookDocument, Name } from './book-document.js'
import { type BookRun, type RunUnit, runBatch, runContinuous } from './book-run.js'
import { decimalNumber, PLACES } from './exact-decimal.js'

export const DOCUMENT_MECHANISMS = ['continuous', 'call', 'pay-as-bid', 'trade-reduction'] as const
export type DocumentMechanism = 'continuous' | BatchMechanism

/** What came of a book. Numbers print as exact decimals (`welfare` beyond 15 digits: as the nearest double). */
export interface ClearingDocument {
  readonly schema: 'jazzgrid/clearing@1'
  /** Sum of all trades. */
  readonly volume: number
  /**
   * `call`: the uniform price. `pay-as-bid`: the uniform price of the same book, for reference. `trade-reduction`: what
   * buyers pay. `continuous`: the last trade. null where nothing trades.
   */
  readonly price: number | null
  /**
   * Lowest accepted bid limit and highest accepted offer limit; in `trade-reduction` those of the two orders that left
   * and set the prices; in `continuous` the limits of the last trade.
   */
  readonly marginal: { readonly bid: number | null; readonly offer: number | null }
  /** Gains from trade at the limits, of trades and of self-supply. */
  readonly welfare: number
  readonly trades: readonly DocumentTrade[]
  /** What is not traded of every order that has something left, in the order of the book; self-supply counts as left. */
  readonly leaves: readonly { readonly id: Name; readonly quantity: number }[]
  /** What a party has supplied to itself, without a price. */
  readonly selfSupply: readonly DocumentSelfSupply[]
}

export interface DocumentTrade {
  readonly buyer: Name
  readonly seller: Name
  /** Ids of the two orders. */
  readonly buy: Name
  readonly sell: Name
  /** What the buyer pays per unit; also what the seller receives, unless `sellerPrice` says otherwise. */
  readonly price: number
  readonly sellerPrice?: number
  readonly quantity: number
}

export interface DocumentSelfSupply {
  readonly participant: Name
  readonly site?: Name
  readonly buy: Name
  readonly sell: Name
  readonly quantity: number
}

/** Clear a book by one mechanism; an empty or uncrossed book gives an empty clearing. The rule is for batches only. */
export function clearDocument(
  book: BookDocument,
  mechanism: DocumentMechanism,
  rule: PriceRule = MIDPOINT,
): ClearingDocument {
  const { orders, lot } = book
  const run: BookRun = mechanism === 'continuous' ? runContinuous(book) : runBatch(book, mechanism, rule)
  const quantity = (lots: number) => decimalNumber(lots * lot, PLACES)
  const price = (halves: number) => decimalNumber(5 * halves, PLACES + 1)
  const traded = run.units.filter((unit) => unit.price !== undefined)
  const left = orders.map(({ lots }) => lots)
  for (const { buy, sell, lots } of traded) {
    left[buy] -= lots
    left[sell] -= lots
  }
  return {
    schema: 'jazzgrid/clearing@1',
    volume: quantity(traded.reduce((sum, { lots }) => sum + lots, 0)),
    price: run.price === null ? null : price(run.price),
    marginal: {
      bid: run.marginal === null ? null : price(run.marginal.bid),
      offer: run.marginal === null ? null : price(run.marginal.offer),
    },
    welfare: decimalNumber(welfare(book, run.units), 2 * PLACES),
    trades: traded.map(({ buy, sell, lots, price: paid = 0, sellerPrice: received = 0 }) => ({
      buyer: orders[buy].participant,
      seller: orders[sell].participant,
      buy: orders[buy].id,
      sell: orders[sell].id,
      price: price(paid),
      ...(received !== paid && { sellerPrice: price(received) }),
      quantity: quantity(lots),
    })),
    leaves: orders.flatMap(({ id }, i) => (left[i] > 0 ? [{ id, quantity: quantity(left[i]) }] : [])),
    selfSupply: run.units
      .filter((unit) => unit.price === undefined)
      .map(({ buy, sell, lots }) => {
        const { participant, site } = orders[buy]
        return {
          participant,
          ...(site !== undefined && { site }),
          buy: orders[buy].id,
          sell: orders[sell].id,
          quantity: quantity(lots),
        }
      }),
  }
}

function welfare({ orders, lot }: BookDocument, units: readonly RunUnit[]): bigint {
  let sum = 0n
  for (const { buy, sell, lots } of units) sum += BigInt(lots) * BigInt(orders[buy].price - orders[sell].price)
  return sum * BigInt(lot)
}
