import { type DueSlot, type PriceSignal, priceOutlook, type SlotSeries, type TariffSignal } from '@jazzgrid/agent'
import type { Fate, MarketData } from '@jazzgrid/market'
import type { Slot } from '@jazzgrid/units'
import type { ScenarioMarket } from '../scenario/scenario.js'
import type { Span } from './community/span.js'
import type { Opening } from './fleet/fleet.js'

/** Weight of the newest day in the price history of a time of day. */
const NEWEST = 0.6

/**
 * What everybody can see of the market at a gate: the open books, the slots that are due to be quoted, and the price at
 * which each slot is expected to trade, learnt from the days before.
 */
export class MarketFeed {
  readonly #span: Span
  readonly #market: ScenarioMarket
  readonly #tariff: TariffSignal
  /** Smoothed price by slot of the day, NaN before the first trade there. */
  readonly #history: Float64Array
  /** Best unfilled bid and offer at the closure of a gate. */
  readonly #unfilled = new Map<Slot, { bid: number; ask: number }>()

  constructor(span: Span, market: ScenarioMarket, tariff: TariffSignal) {
    this.#span = span
    this.#market = market
    this.#tariff = tariff
    this.#history = new Float64Array(span.grid.perDay).fill(Number.NaN)
  }

  /** Remember the best orders that a closing gate left unfilled. */
  hear(fates: readonly Fate[]): void {
    for (const { ended, slot, side, price } of fates) {
      if (ended !== 'gate-closure') continue
      const left = this.#unfilled.get(slot) ?? { bid: Number.NaN, ask: Number.NaN }
      if (side === 'buy') left.bid = price > left.bid || Number.isNaN(left.bid) ? price : left.bid
      else left.ask = price < left.ask || Number.isNaN(left.ask) ? price : left.ask
      this.#unfilled.set(slot, left)
    }
  }

  /**
   * A slot has been delivered: its settlement price becomes history. As on exchanges that is the mean trade, moved into
   * the closing spread: bids left unfilled above it say that energy was short, offers below it that it was plentiful.
   * @param mean NaN where nothing was traded; then the closing quotes alone speak.
   */
  learn(slot: Slot, mean: number): void {
    const { bid, ask } = this.#unfilled.get(slot) ?? { bid: Number.NaN, ask: Number.NaN }
    this.#unfilled.delete(slot)
    let price = mean
    if (Number.isNaN(price)) price = Number.isNaN(bid) ? ask : bid
    if (bid > price) price = bid
    if (ask < price) price = ask
    if (Number.isNaN(price)) return
    const at = slot % this.#history.length
    const old = this.#history[at]
    this.#history[at] = Number.isNaN(old) ? price : old + NEWEST * (price - old)
  }

  /** The gate at this time; slots beyond the end of the run are never traded. */
  opening(now: number, data: MarketData): Opening {
    const { grid, end } = this.#span
    const first = grid.at(now)
    // a store plans as far as books may open, also where it quotes only shortly before a gate closes
    const horizon = Math.ceil(this.#market.openBefore / grid.length) + 1
    const count = Math.max(0, Math.min(end, first + horizon) - first)
    const series = () => new Float64Array(count).fill(Number.NaN)
    const [bid, ask, last] = [series(), series(), series()]
    const [bidDepth, askDepth, traded] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
    const expected = new Float64Array(count)
    for (let k = 0; k < count; k++) {
      const slot = first + k
      if (slot >= data.first && slot <= data.last) {
        const row = data.row(slot)
        bid[k] = data.bestBid[row]
        ask[k] = data.bestOffer[row]
        last[k] = data.lastPrice[row]
        bidDepth[k] = data.bidDepth[row]
        askDepth[k] = data.offerDepth[row]
        traded[k] = data.volume[row]
      }
      const at = slot - this.#tariff.retail.first
      expected[k] = priceOutlook({
        retail: this.#tariff.retail.values[at],
        feedIn: this.#tariff.feedIn.values[at],
        history: this.#history[slot % this.#history.length],
        demand: bidDepth[k] + traded[k],
        supply: askDepth[k] + traded[k],
        last: last[k],
      })
    }
    const of = (values: Float64Array): SlotSeries => ({ first, values })
    const price: PriceSignal = {
      bestBid: of(bid),
      bestAsk: of(ask),
      last: of(last),
      bidDepth: of(bidDepth),
      askDepth: of(askDepth),
      traded: of(traded),
    }
    return { now, due: this.#due(now), firstOpen: this.#firstOpen(now), price, expected: of(expected) }
  }

  /** Slots whose time to gate closure is one of the leads, soonest first. */
  #due(now: number): DueSlot[] {
    const { quoteLeads, gateClosure } = this.#market
    const { grid, end, first } = this.#span
    const due: DueSlot[] = []
    for (let i = quoteLeads.length - 1; i >= 0; i--) {
      const start = now + quoteLeads[i] - gateClosure
      const slot = start / grid.length
      if (!Number.isInteger(slot) || slot < first || slot >= end) continue
      const urgency = quoteLeads.length === 1 ? 1 : i / (quoteLeads.length - 1)
      due.push({ slot, urgency, closesAt: now + quoteLeads[i] })
    }
    return due
  }

  #firstOpen(now: number): Slot {
    return Math.ceil((now - this.#market.gateClosure) / this.#span.grid.length)
  }
}
