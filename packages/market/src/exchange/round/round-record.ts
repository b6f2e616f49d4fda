import type { Price, Slot, Wh } from '@jazzgrid/units'
import type { Refusal } from '../../admission/refusal.js'
import type { Order, OrderHandle, Trade } from '../../order.js'
import { type Ending, type Fate, type FateKind, NO_ORDER } from '../fate.js'
import type { LiveOrder } from '../matching/live-order.js'
import type { Match } from '../matching/matching.js'
import type { CancelRequest, ReplaceRequest } from '../request.js'
import type { RoundReport } from '../round-report.js'
import type { ResultDigest } from './result-digest.js'

const NOTHING = 0 as Wh
const FREE = 0 as Price

/** What a fate repeats of an order. */
type Subject = Pick<Order, 'account' | 'device' | 'slot' | 'side' | 'price' | 'quantity'>

/**
 * Writes down a round as it happens: what every author is told, what was traded, and what goes into the root. Refusals
 * stay out of the root, for they change nothing in the market.
 */
export class RoundRecord {
  readonly #at: number
  readonly #digest: ResultDigest
  readonly #fates: Fate[] = []
  readonly #trades: Trade[] = []
  readonly #selfSupply: Trade[] = []
  readonly #closed: Slot[] = []

  constructor(at: number, digest: ResultDigest) {
    this.#at = at
    this.#digest = digest
  }

  accepted(order: LiveOrder): void {
    this.#digest.accepted(order)
    this.#tell('accepted', order)
  }

  /** Both orders' leaves are already lowered. */
  matched(match: Match): void {
    const { buy, sell, quantity, price, sellerPrice, selfSupply } = match
    this.#digest.matched(match)
    const trade = {
      slot: buy.slot,
      buyer: buy.account,
      buyerDevice: buy.device,
      seller: sell.account,
      sellerDevice: sell.device,
      buy: buy.handle,
      sell: sell.handle,
      price,
      quantity: quantity as Wh,
      origin: sell.origin,
      at: this.#at,
    }
    if (selfSupply) this.#selfSupply.push(trade)
    else this.#trades.push(sellerPrice === price ? trade : { ...trade, sellerPrice })
    this.#filled(buy, quantity, price, selfSupply)
    this.#filled(sell, quantity, sellerPrice, selfSupply)
  }

  /** The leaves are already lowered. */
  reduced(order: LiveOrder): void {
    this.#digest.reduced(order)
    this.#tell('reduced', order)
  }

  ended(kind: 'canceled' | 'replaced' | 'expired', order: LiveOrder, ended: Ending): void {
    this.#digest.ended(order)
    this.#tell(kind, order, ended)
  }

  /** @param resting the live order that a refused replacement leaves as it is. */
  rejected(terms: Subject, tag: number, refusal: Refusal, resting?: LiveOrder): void {
    this.#reject(resting?.handle ?? NO_ORDER, tag, terms, (resting?.leaves ?? terms.quantity) as Wh, refusal)
  }

  /** A request about an order that is not there, or not the author's. */
  unknownOrder({ handle, tag, account, device }: CancelRequest | ReplaceRequest): void {
    const nothing = { account, device, slot: 0, side: 'buy', price: FREE, quantity: NOTHING } as const
    this.#reject(handle, tag, nothing, NOTHING, { code: 'unknown-order', params: { handle } })
  }

  closed(slot: Slot): void {
    this.#closed.push(slot)
  }

  report(root: Uint8Array): RoundReport {
    return {
      at: this.#at,
      root,
      fates: this.#fates,
      trades: this.#trades,
      selfSupply: this.#selfSupply,
      closed: this.#closed,
    }
  }

  #reject(handle: OrderHandle, tag: number, terms: Subject, leaves: Wh, refusal: Refusal): void {
    this.#fates.push({
      kind: 'rejected',
      handle,
      tag,
      account: terms.account,
      device: terms.device,
      slot: terms.slot,
      side: terms.side,
      price: terms.price,
      quantity: terms.quantity,
      leaves,
      lastQuantity: NOTHING,
      lastPrice: FREE,
      selfSupply: false,
      ended: null,
      refusal,
    })
  }

  #filled(order: LiveOrder, quantity: number, price: Price, selfSupply: boolean): void {
    const kind = order.leaves === 0 ? 'filled' : 'partially-filled'
    this.#tell(kind, order, null, quantity as Wh, price, selfSupply)
  }

  #tell(
    kind: FateKind,
    order: LiveOrder,
    ended: Ending | null = null,
    lastQuantity = NOTHING,
    lastPrice = FREE,
    selfSupply = false,
  ): void {
    this.#fates.push({
      kind,
      handle: order.handle,
      tag: order.tag,
      account: order.account,
      device: order.device,
      slot: order.slot,
      side: order.side,
      price: order.price,
      quantity: order.quantity,
      leaves: order.leaves as Wh,
      lastQuantity,
      lastPrice,
      selfSupply,
      ended,
      refusal: null,
    })
  }
}
