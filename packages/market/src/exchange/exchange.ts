import { CodedError, type Price, type Slot, type Wh } from '@jazzgrid/units'
import type { Side } from '../order.js'
import type { MarketAccount } from './market-account.js'
import type { Ladder, LadderStep, MarketData } from './market-data.js'
import { checkRules, type MarketRules, priceAt } from './market-rules.js'
import { type MarketSnapshot, snapshotOf, stateFrom } from './market-snapshot.js'
import { MarketState } from './market-state.js'
import type { Request } from './request.js'
import { Round } from './round/round.js'
import type { RoundReport } from './round-report.js'

/**
 * The market of one community: all products that are open, advanced round by round. Pure: equal accounts, rounds and
 * requests give equal reports, on every machine and in whatever order the requests of different accounts came in.
 *
 * A round runs in this order: gates that passed since the last one; orders whose goodTill has come; offers of suspended
 * accounts; cancels and the withdrawing half of replacements; orders, account by account by SHA-256(root before,
 * account), each account's in its own order; the gates that close at this very time, after matching. An order takes part
 * in the round of its gate only if its goodTill is later than that.
 */
export class Exchange {
  #state: MarketState

  /** Throws CodedError `bad-market-rules`. */
  constructor(rules: MarketRules) {
    checkRules(rules)
    this.#state = new MarketState(rules)
  }

  /** Go on from a snapshot, under the rules it was taken under. */
  static restore(rules: MarketRules, snapshot: MarketSnapshot): Exchange {
    const exchange = new Exchange(rules)
    exchange.#state = stateFrom(rules, snapshot)
    return exchange
  }

  /** The whole state as plain JSON, a few fields an order. */
  snapshot(): MarketSnapshot {
    return snapshotOf(this.#state)
  }

  get rules(): MarketRules {
    return this.#state.rules
  }

  /** Result root of the last round, 32 bytes; zeros before anything happened. */
  get root(): Uint8Array {
    return this.#state.root
  }

  /** The public state of the open products as of the last round. The same object throughout. */
  get data(): MarketData {
    return this.#state.board
  }

  /** Let an account trade from the next round on, or change its terms for orders to come. @param account 0..2^31-1 */
  register(account: number, terms: MarketAccount): void {
    if (!(Number.isInteger(account) && account >= 0 && account < 2 ** 31)) {
      throw new CodedError('bad-account', `an account number is an integer from 0 to 2^31-1, got ${account}`)
    }
    this.#state.accounts.set(account, terms)
  }

  /** Refuse the account's offers until this time [UTC ms]; those that rest are taken out in the next round. */
  suspend(account: number, until: number): void {
    this.#state.suspended.set(account, until)
    this.#state.newlySuspended.add(account)
  }

  /**
   * @param now UTC ms, not before the last round. @param requests each account's in its own order.
   * @param firstTradable slots before it are too near to be delivered any more: their orders end (`missed-round`) and
   * nothing of them is matched, also where their gates close in this very round.
   */
  round(now: number, requests: readonly Request[], firstTradable?: Slot): RoundReport {
    const { at } = this.#state
    if (!Number.isSafeInteger(now) || (at !== undefined && now < at)) {
      throw new CodedError('time-runs-backwards', `a round at ${now} cannot follow the one at ${at}`)
    }
    return new Round(this.#state, now).run(requests, firstTradable)
  }

  /** The book of a slot as traders draw it; empty where nobody has quoted it or its gate is closed. */
  ladder(slot: Slot): Ladder {
    return { slot, bids: this.#steps(slot, 'buy'), offers: this.#steps(slot, 'sell') }
  }

  /** Batch mechanisms: the price at which the slot would clear now; null where it would not, and with `continuous`. */
  indicativePrice(slot: Slot): Price | null {
    const product = this.#state.products.get(slot)
    return product === undefined ? null : this.#state.matching.indicativePrice(product)
  }

  #steps(slot: Slot, side: Side): LadderStep[] {
    const steps = this.#state.products.get(slot)?.book.depth(side) ?? []
    return steps.map(({ level, quantity, orders }) => ({
      price: priceAt(this.rules, level),
      quantity: quantity as Wh,
      orders,
    }))
  }
}
