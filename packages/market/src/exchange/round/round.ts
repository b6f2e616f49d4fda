import type { Slot, Wh } from '@jazzgrid/units'
import { type Author, admit, LARGEST_QUANTITY } from '../../admission/admission.js'
import type { Verdict } from '../../admission/refusal.js'
import type { Order } from '../../order.js'
import type { Ending } from '../fate.js'
import { closesAt } from '../market-rules.js'
import type { MarketState } from '../market-state.js'
import { type LiveOrder, liveOrder } from '../matching/live-order.js'
import type { Match } from '../matching/matching.js'
import type { Product } from '../matching/product.js'
import type { ReplaceRequest, Request } from '../request.js'
import type { RoundReport } from '../round-report.js'
import { type Docket, docketsOf } from './docket.js'
import { ExecutionOrder } from './execution-order.js'
import { replacement } from './replacement.js'
import { RoundRecord } from './round-record.js'

/** One round over the state of a market: made for it and run once. */
export class Round {
  readonly #state: MarketState
  readonly #now: number
  readonly #record: RoundRecord
  readonly #order: ExecutionOrder
  readonly #touched = new Set<Product>()

  constructor(state: MarketState, now: number) {
    this.#state = state
    this.#now = now
    this.#record = new RoundRecord(now, state.digest)
    this.#order = new ExecutionOrder(state.root)
  }

  run(requests: readonly Request[], firstTradable = Number.NEGATIVE_INFINITY): RoundReport {
    const state = this.#state
    if (state.at === undefined) state.products.startAt(this.#now)
    state.products.openUntil(this.#now)
    while (state.products.first < firstTradable) this.#drop(state.products.first, 'missed-round')
    this.#closeGates(this.#now - 1) // those that passed since the last round
    this.#expire(this.#now)
    this.#withdrawSuspended()
    const dockets = docketsOf(requests, state.accounts)
    for (const docket of dockets) this.#cancel(docket)
    for (const docket of this.#inTurn(dockets)) this.#enter(docket)
    this.#closeGates(this.#now)
    for (const product of this.#touched) state.board.write(product)
    state.root = state.digest.next(state.root, this.#now)
    state.at = this.#now
    return this.#record.report(state.root)
  }

  #expire(until: number): void {
    const { calendar, live } = this.#state
    for (const handle of calendar.due(until)) {
      const order = live.get(handle)
      if (order !== undefined) this.#end('expired', order, 'good-till')
    }
  }

  #withdrawSuspended(): void {
    const { live, newlySuspended, suspended } = this.#state
    for (const [account, until] of suspended) if (until <= this.#now) suspended.delete(account)
    if (newlySuspended.size === 0) return
    for (const order of [...live.values()]) {
      const barred = order.side === 'sell' && newlySuspended.has(order.account) && suspended.has(order.account)
      if (barred) this.#end('canceled', order, 'suspension')
    }
    newlySuspended.clear()
  }

  /** Cancels take effect before any order of the round, so nothing trades that its author has just withdrawn. */
  #cancel(docket: Docket): void {
    for (const request of docket.requests) {
      if (request.kind === 'order') {
        docket.orders.push(request)
        continue
      }
      const order = this.#state.live.get(request.handle)
      if (order === undefined || order.account !== docket.account) this.#record.unknownOrder(request)
      else if (request.kind === 'cancel') this.#end('canceled', order, 'author')
      else this.#replace(docket, order, request)
    }
  }

  #replace(docket: Docket, order: LiveOrder, request: ReplaceRequest): void {
    const { terms, reducesOnly } = replacement(order, request)
    const verdict = this.#admit(terms, this.#author(docket))
    if (!verdict.ok) this.#record.rejected(order, request.tag, verdict.reason, order)
    else if (reducesOnly) this.#reduce(order, terms.quantity)
    else {
      this.#end('replaced', order, 'author')
      docket.orders.push(terms)
    }
  }

  /** Accounts with orders, in an order that nobody can choose. */
  #inTurn(dockets: readonly Docket[]): Docket[] {
    const authors = dockets.filter(({ orders }) => orders.length > 0)
    for (const docket of authors) docket.place = docket.terms === undefined ? 0 : this.#order.place(docket.account)
    return authors.sort((a, b) => a.place - b.place || a.account - b.account)
  }

  #enter(docket: Docket): void {
    const { rules, matching, products } = this.#state
    const author = this.#author(docket)
    for (const terms of docket.orders) {
      const verdict = this.#admit(terms, author)
      if (!verdict.ok) {
        this.#record.rejected(terms, terms.tag, verdict.reason)
        continue
      }
      const order = liveOrder(terms, terms.tag, docket.terms!, rules)
      const product = products.of(order.slot)
      this.#touched.add(product)
      const matches = matching.enter(product, order)
      this.#record.accepted(order)
      for (const match of matches) this.#settle(product, match)
      if (order.leaves > 0) this.#state.keep(order)
    }
  }

  #settle(product: Product, match: Match): void {
    const { buy, sell, quantity } = match
    buy.leaves -= quantity
    sell.leaves -= quantity
    if (!match.selfSupply) {
      product.lastPrice = match.price
      product.lastQuantity = quantity
      product.volume += quantity
    }
    this.#record.matched(match)
    if (buy.leaves === 0) this.#state.live.delete(buy.handle)
    if (sell.leaves === 0) this.#state.live.delete(sell.handle)
  }

  #reduce(order: LiveOrder, leaves: Wh): void {
    const product = this.#state.products.of(order.slot)
    product.book.reduce(order.handle, leaves)
    order.leaves = leaves
    this.#touched.add(product)
    this.#record.reduced(order)
  }

  #end(kind: 'canceled' | 'replaced' | 'expired', order: LiveOrder, ended: Ending): void {
    const product = this.#state.products.of(order.slot)
    product.book.cancel(order.handle)
    this.#state.live.delete(order.handle)
    this.#touched.add(product)
    this.#record.ended(kind, order, ended)
  }

  #closeGates(by: number): void {
    const { products } = this.#state
    for (let slot = products.due(by); slot !== undefined; slot = products.due(by)) {
      const gate = closesAt(this.#state.rules, slot)
      if (gate < this.#now) this.#expire(gate) // they had run out before the book cleared
      this.#close(slot)
    }
  }

  #close(slot: Slot): void {
    const product = this.#state.products.get(slot)
    if (product !== undefined) {
      const matches = this.#state.matching.close(product, (account) => this.#order.place(account))
      for (const match of matches) this.#settle(product, match)
    }
    this.#drop(slot, 'gate-closure')
  }

  #drop(slot: Slot, ended: Ending): void {
    const { board, products } = this.#state
    const product = products.get(slot)
    if (product !== undefined) {
      for (const order of product.oldestFirst()) this.#end('expired', order, ended)
      this.#touched.delete(product)
    }
    board.clear(slot)
    products.closeFirst()
    this.#record.closed(slot)
  }

  #author({ account, terms }: Docket): Author | undefined {
    if (terms === undefined) return undefined
    const rating = terms.maxEnergyPerSlot ?? LARGEST_QUANTITY
    const suspendedUntil = this.#state.suspended.get(account)
    return suspendedUntil === undefined ? { rating } : { rating, suspendedUntil }
  }

  #admit(order: Order, author: Author | undefined): Verdict {
    const { rules, products } = this.#state
    const verdict = admit(order, author, rules, this.#now)
    if (!verdict.ok || order.slot >= products.first) return verdict
    // an earlier round at this very time has closed the gate
    return { ok: false, reason: { code: 'gate-closed', params: { slot: order.slot, closedAt: this.#now } } }
  }
}
