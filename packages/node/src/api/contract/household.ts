export const PREFERENCES = ['cheapest', 'renewable', 'local', 'profit'] as const

/** What the owner of a site wants. */
export type OwnerPreference = (typeof PREFERENCES)[number]

export interface Preferences {
  readonly schema: 'jazzgrid/prefs@1'
  readonly preference: OwnerPreference
  readonly since_ms: number
  /** Takes the place of it at `from_ms`. */
  readonly pending: { readonly preference: OwnerPreference; readonly from_ms: number } | null
}

export interface TripReport {
  readonly departs_ms: number
  readonly returns_ms: number
  readonly energy_wh: number
  /** At least this much of its capacity when it leaves. */
  readonly departure_soc_share: number
}

export interface CarTrips {
  readonly device: string
  readonly trips: readonly TripReport[]
  readonly since_ms: number
  readonly pending: { readonly trips: readonly TripReport[]; readonly from_ms: number } | null
}

export interface Trips {
  readonly schema: 'jazzgrid/trips@1'
  readonly cars: readonly CarTrips[]
}

export interface TripsWish {
  readonly device: string
  readonly trips: readonly TripReport[]
}
