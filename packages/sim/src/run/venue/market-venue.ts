import type { MarketData, Registers, Request, RoundReport, SettledSlot } from '@jazzgrid/market'
import type { Slot } from '@jazzgrid/units'

/** Where the orders of a run are executed: by one exchange, or by peers that agree on what it does. */
export interface MarketVenue {
  /** The public state of the open products as of the last round. */
  readonly data: MarketData
  /** @param now UTC ms. @param requests each account's in its own order. */
  round(now: number, requests: readonly Request[]): RoundReport | Promise<RoundReport>
  /** A seller that does not deliver may not offer until this time [UTC ms]. */
  suspend(account: number, until: number): void
  /** What the meters read at the end of a slot, per account. */
  metered(slot: Slot, registers: readonly Registers[]): void
  /** What the run settled by those readings, for a venue that settles by itself to compare. */
  settled(slot: SettledSlot): void
  /** Throws where the peers came to another result than the run. */
  finish(): void
}
