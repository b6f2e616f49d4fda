import { invariant, type Wh } from '@jazzgrid/units'

/** One drive of a vehicle. Times are UTC ms at whole seconds; trips are in order and do not overlap. */
export interface Trip {
  readonly departure: number
  readonly arrival: number
  /** What the drive takes out of the battery, >= 0. */
  readonly energy: Wh
  /** Account of the site whose charger it is plugged into on arrival; absent = parked without a plug. */
  readonly plugAt?: number
}

export interface TripOutcome {
  readonly trip: Trip
  /** Short of what the drive took; fuelled or charged elsewhere. 0 = the battery supplied it all. [J] */
  readonly missing: number
}

/** What a vehicle is doing: driving a trip, or standing (plugged in or not). */
export type Whereabouts = { readonly driving: Trip } | { readonly driving?: undefined; readonly plugAt?: number }

/** Refuse a plan that could not be driven. */
export function checkTrips(trips: readonly Trip[]): void {
  trips.forEach((trip, i) => {
    invariant(trip.departure < trip.arrival && trip.energy >= 0, `trip ${i} takes time and no negative energy`)
    invariant(i === 0 || trips[i - 1].arrival <= trip.departure, `trip ${i} departs after the one before arrived`)
  })
}

/**
 * Index of the first trip that has not arrived at this time; trips.length once all have. Binary search, so that a year
 * of trips costs as little per step as a day.
 */
export function nextTrip(trips: readonly Trip[], at: number): number {
  let low = 0
  let high = trips.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (trips[middle].arrival <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** Where the vehicle is from this time on, until the next departure or arrival. */
export function whereabouts(trips: readonly Trip[], at: number, plugAt?: number): Whereabouts {
  const next = nextTrip(trips, at)
  if (next < trips.length && trips[next].departure <= at) return { driving: trips[next] }
  const standing = next > 0 ? trips[next - 1].plugAt : plugAt
  return standing === undefined ? {} : { plugAt: standing }
}
