import type { Trade } from '@jazzgrid/market'
import type { Slot } from '@jazzgrid/units'

/** Open, low, high, close and volume of one slot; prices NaN before the first trade. */
export interface PriceBar {
  open: number
  low: number
  high: number
  close: number
  /** Sum of price x quantity, for the mean. */
  turnover: number
  traded: number
  selfSupplied: number
  /** What the slot was last expected to trade at. */
  expected: number
}

const empty = (): PriceBar => ({
  open: Number.NaN,
  low: Number.NaN,
  high: Number.NaN,
  close: Number.NaN,
  turnover: 0,
  traded: 0,
  selfSupplied: 0,
  expected: Number.NaN,
})

export const meanPrice = (bar: PriceBar): number => (bar.traded === 0 ? Number.NaN : bar.turnover / bar.traded)

/** The bars of all slots that are being traded. */
export class PriceBars {
  readonly #bars = new Map<Slot, PriceBar>()

  of(slot: Slot): PriceBar {
    let bar = this.#bars.get(slot)
    if (bar === undefined) {
      bar = empty()
      this.#bars.set(slot, bar)
    }
    return bar
  }

  traded(trade: Trade): void {
    const bar = this.of(trade.slot)
    if (trade.buyer === trade.seller) {
      bar.selfSupplied += trade.quantity
      return
    }
    const price = trade.price
    if (bar.traded === 0) {
      bar.open = price
      bar.low = price
      bar.high = price
    }
    bar.low = Math.min(bar.low, price)
    bar.high = Math.max(bar.high, price)
    bar.close = price
    bar.turnover += price * trade.quantity
    bar.traded += trade.quantity
  }

  take(slot: Slot): PriceBar {
    const bar = this.of(slot)
    this.#bars.delete(slot)
    return bar
  }
}
