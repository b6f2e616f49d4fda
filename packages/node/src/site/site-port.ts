import type { MarketData, OrderRequest, Registers, Request, RoundReport } from '@jazzgrid/market'
import type { Slot, Wh } from '@jazzgrid/units'
import type { OwnerPreference } from '../api/contract/household.js'

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
  /** In place of `decide` where the agents may not order: they see the market, for what they do with their devices. */
  look?(now: number, data: MarketData): void
  /** The owner placed an order past the agents: it takes room on the site's connection. */
  placed?(order: OrderRequest): void
  /** Where the owner's wishes may change while the site lives. */
  readonly household?: SiteHousehold
  /** What the site remembers of its own reasons; left out where it keeps none. */
  readonly memory?: SiteMemory
}

/** One absence of a car: away in [departure, arrival), UTC ms on slot borders. */
export interface OwnersTrip {
  readonly departure: number
  readonly arrival: number
  readonly energy: Wh
  /** Share of its capacity that must be there at departure. */
  readonly departureSoc: number
}

/**
 * What the owner wants. A change holds from a time on that the site has not lived yet; a site that is lived through again is
 * told all changes before it begins, with the times that they had.
 */
export interface SiteHousehold {
  /** Before the first change. */
  readonly preference: OwnerPreference
  /** By the name of the car, before the first change. */
  readonly cars: ReadonlyMap<string, readonly OwnersTrip[]>
  prefer(preference: OwnerPreference, from: number): void
  /** Throws CodedError `bad-trips` where the car cannot do that, which changes nothing. */
  check(car: string, trips: readonly OwnersTrip[], from: number): void
  /** These trips in place of all that begin at `from` or later. Throws as `check`. */
  plan(car: string, trips: readonly OwnersTrip[], from: number): void
}

/** For people who ask why. */
export interface SiteMemory {
  readonly name: string
  /** Names of the agents by the number of their device. */
  readonly agents: ReadonlyMap<number, string>
  /** What the agents decided about a slot, in the order in which they did: rows of the table `decisions` of a run. */
  decisions(slot: Slot): readonly Readonly<Record<string, string | number | null>>[]
}
