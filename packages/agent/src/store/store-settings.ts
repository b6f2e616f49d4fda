import type { Price, W, Wh } from '@jazzgrid/units'

/** A battery, or a car battery, as its trading agent knows it. */
export interface StoreSettings {
  readonly capacity: Wh
  /** Ratings at the terminal, both >= 0. */
  readonly charge: W
  readonly discharge: W
  /** One way, in (0, 1]. */
  readonly chargeEfficiency: number
  readonly dischargeEfficiency: number
  /** Band it is operated in, shares of capacity. */
  readonly minimumSoc: number
  readonly maximumSoc: number
  /** Wear per Wh through the terminal. */
  readonly wear: Price
  /** Whether the site's own load comes before any sale: what an owner wants who prefers renewable or local energy. */
  readonly ownUse: boolean
  /** How far beyond the expected price it opens, as a share of the span that the tariff leaves, 0..1. */
  readonly ambition: number
  /** Urgency at which it quotes the expected price, in (0, 1). */
  readonly turn: number
  /** ms */
  readonly slotLength: number
}

/** One absence of a vehicle: away in [departure, arrival), UTC ms. */
export interface Absence {
  readonly departure: number
  readonly arrival: number
  /** What driving takes from the store. */
  readonly energy: Wh
  /** Share of capacity that must be there at departure. */
  readonly departureSoc: number
}

/** What a vehicle adds to a store. */
export interface VehicleTerms {
  readonly trips: readonly Absence[]
  /** Whether it may sell back. */
  readonly v2g: boolean
}
