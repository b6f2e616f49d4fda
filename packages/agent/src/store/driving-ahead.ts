import type { Slot } from '@jazzgrid/units'
import type { StorageHorizon } from '../value/storage-horizon.js'
import type { StoreSettings, VehicleTerms } from './store-settings.js'

/**
 * What driving makes of a horizon: no terminal while the car is away, driving spread over the absence, and the departure
 * charge as a floor in front of it. A car that stands at home without a plug has no terminal either, for as long as it
 * stands: the plug is in the owner's hand, and the next return is the next chance that it is put in.
 * @param first slot of index 0.
 * @param plugged whether it is plugged in now; a car on its way is not.
 * @returns how many slots from the first on it stands without a plug.
 */
export function driveAhead(
  h: StorageHorizon,
  { slotLength, capacity }: StoreSettings,
  { trips }: VehicleTerms,
  first: Slot,
  plugged: boolean,
): number {
  const start = first * slotLength
  const end = start + h.slots * slotLength
  let unplugged = plugged ? 0 : h.slots
  for (const trip of trips) {
    if (trip.arrival <= start) continue
    if (trip.departure > end) break
    const from = Math.floor((trip.departure - start) / slotLength)
    const until = Math.ceil((trip.arrival - start) / slotLength)
    for (let k = Math.max(0, from); k < Math.min(until, h.slots); k++) {
      h.charge[k] = 0
      h.discharge[k] = 0
      const begin = start + k * slotLength
      const driven = Math.min(trip.arrival, begin + slotLength) - Math.max(trip.departure, begin)
      h.trip[k] += (trip.energy * driven) / (trip.arrival - trip.departure)
    }
    if (from >= 1 && from <= h.slots) {
      h.floor[from - 1] = Math.min(h.ceiling, Math.max(h.floor[from - 1], trip.departureSoc * capacity))
    }
    unplugged = Math.min(unplugged, Math.max(0, from))
  }
  for (let k = 0; k < unplugged; k++) {
    h.charge[k] = 0
    h.discharge[k] = 0
  }
  return unplugged
}
