import type { Price, Slot, Wh } from '@jazzgrid/units'

/**
 * Numbers per delivery period: `values[i]` belongs to slot `first + i`. Shared between agents, so nobody writes to it;
 * NaN = unknown.
 */
export interface SlotSeries {
  readonly first: Slot
  readonly values: ArrayLike<number>
}

/** The value of a slot, NaN outside the series. */
export function seriesAt(series: SlotSeries, slot: Slot): number {
  const value = series.values[slot - series.first]
  return value === undefined ? Number.NaN : value
}

/** `price$`: what the open books show, as of the last round. Prices micro/Wh, amounts Wh. */
export interface PriceSignal {
  readonly bestBid: SlotSeries
  readonly bestAsk: SlotSeries
  readonly last: SlotSeries
  /** Resting amounts by side, and what has traded so far. */
  readonly bidDepth: SlotSeries
  readonly askDepth: SlotSeries
  readonly traded: SlotSeries
}

/** `tariff$`: the outside option and what the network takes [micro/Wh]. */
export interface TariffSignal {
  readonly retail: SlotSeries
  readonly feedIn: SlotSeries
  /** Charge on a unit from another feeder: the most that a buyer has to add to a price. */
  readonly networkCharge: Price
}

/** `forecast$`: live price and forecast are different streams. Energy in Wh per slot, both >= 0. */
export interface ForecastSignal {
  /** Price at which a slot is expected to trade [micro/Wh]. */
  readonly price: SlotSeries
  /** Of the agent's own site. */
  readonly load: SlotSeries
  readonly generation: SlotSeries
  /** Standard deviations of their errors; 0 or NaN = taken as exact. */
  readonly loadError: SlotSeries
  readonly generationError: SlotSeries
}

/** `site$`: energy that the site's devices together may still promise to sell and to buy, per slot [Wh]. */
export interface SiteSignal {
  readonly out: SlotSeries
  readonly in: SlotSeries
}

/** `telemetry$`: the last reading of the device. Without a store `soc` is NaN; the last known value stands in a gap. */
export interface TelemetrySignal {
  /** Share of capacity, 0..1. */
  readonly soc: number
  readonly plugged: boolean
  /** Energy that the running slot's setpoint moves [Wh, positive into the device]; NaN before it is set. */
  readonly running: number
}

/** The rules of the market as far as they shape a quote. */
export interface QuoteRules {
  /** ms */
  readonly slotLength: number
  readonly tick: Price
  readonly lot: Wh
  readonly band: { readonly min: Price; readonly max: Price }
}

/** A slot to be quoted now; urgency runs from 0 when its book opens to 1 at gate closure. */
export interface DueSlot {
  readonly slot: Slot
  readonly urgency: number
  /** UTC ms of its gate closure. */
  readonly closesAt: number
}

/** Everything one decision may look at: the sample of all streams that the gate took. */
export interface View {
  /** UTC ms. */
  readonly now: number
  readonly due: readonly DueSlot[]
  /** First slot whose delivery can still be changed. */
  readonly firstOpen: Slot
  readonly rules: QuoteRules
  readonly price: PriceSignal
  readonly tariff: TariffSignal
  readonly forecast: ForecastSignal
  readonly site: SiteSignal
  readonly telemetry: TelemetrySignal
}

/** A slot is about to be delivered: what the site's contracts leave open in it, and at which prices the supplier helps. */
export interface DeliveryCall {
  readonly slot: Slot
  /**
   * Load minus generation minus everything the site has bought [Wh], as the site's own meter sees it while the slot runs;
   * contracts of stores that are still to be called are left out, because those see to them themselves.
   * Where the device does nothing, the site draws this much from the supplier (negative: feeds it in).
   */
  readonly residual: number
  readonly retail: Price
  readonly feedIn: Price
  /** The latest sample of the streams; nothing is due in it. */
  readonly view: View
}
