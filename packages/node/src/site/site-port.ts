import type { MarketData, Registers, Request, RoundReport } from '@jazzgrid/market'
import type { Slot } from '@jazzgrid/units'

/** What the meter read at the end of a slot. */
export interface SlotReading extends Registers {
  readonly slot: Slot
}

/**
 * The site behind a peer: agents, devices, meter. Its peer calls it at every time of the round grid once, in this order:
 * `meter`, `decide` if the peer may write, and `act` when the round is decided or was not in time. `hear` comes
 * whenever a round is certified, be it late.
 */
export interface SitePort {
  meter(now: number): readonly SlotReading[]
  decide(now: number, data: MarketData): readonly Request[]
  hear(report: RoundReport): void
  act(now: number): void
}
