import { type BatteryLimit, type BatterySpec, type BatteryState, batteryAt, floorOf, stepBattery } from './battery.js'
import { energyOver, type J, joulesOf, secondsBetween } from './energy.js'
import { checkTrips, nextTrip, type Trip, type TripOutcome, whereabouts } from './trip.js'

/**
 * A vehicle with a battery. `charge` and `discharge` are those of vehicle and charger together; a discharge limit of 0
 * makes it charge-only. Driving may use the battery down to the foot of its SOC band.
 */
export interface VehicleSpec extends BatterySpec {
  readonly trips: readonly Trip[]
  /** Where it is plugged in before the first trip; absent = nowhere. */
  readonly plugAt?: number
  /** SOC below which nothing is given to a site; the foot of the band by default. */
  readonly v2gFloor?: number
}

export interface VehicleState {
  readonly battery: BatteryState
  /** Missing so far on the trip under way. */
  readonly missing: J
}

/** Energy through one charger; a vehicle may be at two of them within a step. */
export interface ChargerExchange {
  readonly site: number
  /** Positive into the vehicle. */
  readonly moved: J
}

/** stored before + moved - losses - driven = stored after, in whole joules. */
export interface VehicleStep {
  readonly state: VehicleState
  readonly exchanges: readonly ChargerExchange[]
  /** Sum over all exchanges. */
  readonly moved: J
  /** Taken from the battery by driving. */
  readonly driven: J
  readonly chargeLoss: J
  readonly dischargeLoss: J
  readonly selfDischarge: J
  readonly limitedBy?: BatteryLimit | 'not-plugged-in'
  /** Trips that arrived within this step. */
  readonly arrived: readonly TripOutcome[]
}

export function vehicleAt(spec: VehicleSpec, soc: number): VehicleState {
  checkTrips(spec.trips)
  return { battery: batteryAt(spec, soc), missing: 0 }
}

/** The next trip that departs at or after this time, if there is one. */
export function nextDeparture(spec: VehicleSpec, at: number): Trip | undefined {
  const next = nextTrip(spec.trips, at)
  return spec.trips[next]?.departure < at ? spec.trips[next + 1] : spec.trips[next]
}

/** The account of the charger it is plugged into at this time, if it is. */
export function pluggedAt(spec: VehicleSpec, at: number): number | undefined {
  const where = whereabouts(spec.trips, at, spec.plugAt)
  return where.driving ? undefined : where.plugAt
}

/**
 * Let the vehicle stand, charge, feed in or drive from `from` to `to` (UTC ms), asking for `power` [W, positive charges]
 * while it is plugged in. A trip that the battery cannot supply is driven all the same and reported with what was missing.
 */
export function stepVehicle(
  spec: VehicleSpec,
  before: VehicleState,
  power: number,
  from: number,
  to: number,
): VehicleStep {
  const next = nextTrip(spec.trips, from)
  if (next === spec.trips.length || spec.trips[next].departure >= to) {
    return stand(spec, before, power, secondsBetween(from, to), next > 0 ? spec.trips[next - 1].plugAt : spec.plugAt)
  }
  const totals = { driven: 0, chargeLoss: 0, dischargeLoss: 0, selfDischarge: 0 }
  const exchanges: ChargerExchange[] = []
  const arrived: TripOutcome[] = []
  const v2gFloor = v2gFloorOf(spec)
  let { battery, missing } = before
  let limitedBy: VehicleStep['limitedBy']

  for (let at = from; at < to; ) {
    const where = whereabouts(spec.trips, at, spec.plugAt)
    const until = Math.min(to, where.driving ? where.driving.arrival : (nextDeparture(spec, at)?.departure ?? to))
    const seconds = secondsBetween(at, until)
    const site = where.driving ? undefined : where.plugAt
    const step = stepBattery(spec, battery, site === undefined ? 0 : energyOver(power, seconds), seconds, v2gFloor)
    battery = step.state
    totals.chargeLoss += step.chargeLoss
    totals.dischargeLoss += step.dischargeLoss
    totals.selfDischarge += step.selfDischarge
    if (site !== undefined) exchanges.push({ site, moved: step.moved })
    limitedBy ??= site === undefined && power !== 0 ? 'not-plugged-in' : step.limitedBy
    if (where.driving) {
      const needed = drive(where.driving, at, until)
      const used = Math.min(needed, battery.stored - floorOf(spec))
      battery = { ...battery, stored: battery.stored - used, throughput: battery.throughput + used }
      totals.driven += used
      missing += needed - used
      if (until === where.driving.arrival) {
        arrived.push({ trip: where.driving, missing })
        missing = 0
      }
    }
    at = until
  }
  const moved = exchanges.reduce((sum, exchange) => sum + exchange.moved, 0)
  return { state: { battery, missing }, exchanges, moved, ...totals, arrived, ...(limitedBy && { limitedBy }) }
}

/** All of the step in one place, as in most steps: what the general case comes to without a departure or an arrival. */
function stand(spec: VehicleSpec, before: VehicleState, power: number, seconds: number, site?: number): VehicleStep {
  const asked = site === undefined ? 0 : energyOver(power, seconds)
  const step = stepBattery(spec, before.battery, asked, seconds, v2gFloorOf(spec))
  const { moved, chargeLoss, dischargeLoss, selfDischarge } = step
  const limitedBy = site === undefined && power !== 0 ? 'not-plugged-in' : step.limitedBy
  return {
    state: { battery: step.state, missing: before.missing },
    exchanges: site === undefined ? [] : [{ site, moved }],
    moved: site === undefined ? 0 : moved,
    driven: 0,
    chargeLoss,
    dischargeLoss,
    selfDischarge,
    arrived: [],
    ...(limitedBy && { limitedBy }),
  }
}

const v2gFloorOf = (spec: VehicleSpec): J =>
  Math.max(floorOf(spec), Math.ceil(joulesOf(spec.capacity) * (spec.v2gFloor ?? 0)))

/** Energy of a part of a drive [J]: evenly over its time, as differences of one running count. */
function drive(trip: Trip, from: number, to: number): J {
  const by = (at: number): J =>
    Math.floor((joulesOf(trip.energy) * (at - trip.departure)) / (trip.arrival - trip.departure))
  return by(to) - by(from)
}
