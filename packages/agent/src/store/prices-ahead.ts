import type { Slot } from '@jazzgrid/units'
import { type SlotSeries, seriesAt, type TariffSignal } from '../strategy/signal.js'

/**
 * How much less sure a price is for every slot that it lies further ahead, as a share of it. Of two equal chances a store
 * takes the nearer one: without this it would put off a sale from slot to slot until nobody is left who buys.
 */
export const DOUBT = 0.0005

/**
 * The prices that a plan reckons with, slot by slot. They are the same for all stores that are asked at one gate, and
 * series are shared and never written to: so they are worked out once, and kept while the same series come in.
 */
export class PricesAhead {
  /** Price at which the slot is expected to trade, NaN where unknown. */
  readonly expected: Float64Array
  /** Prices to plan with; a slot without a price is planned at the one before. */
  readonly sell: Float64Array
  readonly buy: Float64Array
  /** Mean of the known prices; where none is known, the middle of the tariff. */
  mean = 0
  #of: { prices: SlotSeries; tariff: TariffSignal; first: Slot; slots: number } | undefined

  constructor(longest: number) {
    this.expected = new Float64Array(longest)
    this.sell = new Float64Array(longest)
    this.buy = new Float64Array(longest)
  }

  look(prices: SlotSeries, tariff: TariffSignal, first: Slot, slots: number): void {
    const of = this.#of
    const same = of !== undefined && of.prices.values === prices.values && of.prices.first === prices.first
    if (same && of.tariff === tariff && of.first === first && of.slots === slots) return
    this.#of = { prices, tariff, first, slots }
    let sum = 0
    let known = 0
    let price = firstPrice(prices, tariff, first)
    for (let k = 0; k < slots; k++) {
      const expected = seriesAt(prices, first + k)
      this.expected[k] = expected
      if (!Number.isNaN(expected)) {
        price = expected
        sum += expected
        known++
      }
      const doubt = DOUBT * k * Math.abs(price)
      this.sell[k] = price - doubt
      this.buy[k] = price + doubt + tariff.networkCharge
    }
    this.mean = known === 0 ? price : sum / known
  }
}

/** The first price that is known; where none is, the middle of the tariff. */
function firstPrice({ values }: SlotSeries, tariff: TariffSignal, slot: Slot): number {
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) return values[i]
  const middle = (seriesAt(tariff.retail, slot) + seriesAt(tariff.feedIn, slot)) / 2
  return Number.isNaN(middle) ? 0 : middle
}
