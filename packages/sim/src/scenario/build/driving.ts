import { DAY, MINUTE } from '@jazzgrid/units'
import { stampReader } from '../../series/time/time-stamp.js'
import type { Path } from '../file/tree.js'
import type { Trip } from '../scenario.js'
import type { DrivingSpec, EvSpec } from '../schema/device-schema.js'
import { type Building, complain, wattHoursOf } from './building.js'
import { dateText, isOn, minutesOf } from './calendar.js'

/** A trip with what is needed to judge it: the widest absence that chance may give it, and where it was written. */
interface PlannedTrip extends Trip {
  readonly earliest: number
  readonly latest: number
  readonly path: Path
}

/**
 * The absences of a car in a run: its explicit trips and its patterns, one by one for every local day, in order. A trip
 * that begins before the run is left out; one that ends after it stays.
 */
export function buildTrips(spec: EvSpec, name: string, path: Path, building: Building): Trip[] {
  const planned = [
    ...spec.trips.flatMap((trip, i) => explicit(trip, spec, [...path, 'trips', i], building)),
    ...spec.driving.flatMap((pattern, i) =>
      repeated(pattern, i, { spec, name, path: [...path, 'driving', i] }, building),
    ),
  ]
  planned.sort((a, b) => a.earliest - b.earliest || a.latest - b.latest)
  let last: PlannedTrip | undefined
  const told = new Set<string>() // patterns that meet once meet every week
  for (const trip of planned) {
    const where = trip.path.join('.')
    if (last !== undefined && trip.earliest < last.latest && !told.has(where)) {
      complainOfOverlap(trip, last, building)
      told.add(where)
    }
    if (last === undefined || trip.latest > last.latest) last = trip
  }
  return planned.map(({ departure, arrival, energy, departureSoc, plugged }) => {
    return { departure, arrival, energy, departureSoc, plugged }
  })
}

function explicit(trip: EvSpec['trips'][number], spec: EvSpec, path: Path, building: Building): PlannedTrip[] {
  const { span, zone } = building
  checkEnergy(trip, spec, path, building)
  const [departure, arrival] = (['departure', 'arrival'] as const).map((key) => {
    const stamp = stampReader('iso')!(trip[key])
    const [instant] = 'wall' in stamp ? zone.instants(stamp.wall) : []
    if (instant === undefined) {
      complain(building, [...path, key], `${trip[key]} does not exist in ${zone.name}`, 'Change it')
    } else if (instant % span.slotLength !== 0) {
      const border = dateText(zone.wall(Math.floor(instant / span.slotLength) * span.slotLength)).replace(' ', 'T')
      complain(building, [...path, key], `${trip[key]} is not on a slot border`, `Use ${border}, or shorter slots`)
    }
    return instant
  })
  if (departure === undefined || arrival === undefined) return []
  if (arrival <= departure) {
    complain(building, [...path, 'arrival'], `${trip.arrival} is not after ${trip.departure}`, 'Change one of them')
    return []
  }
  if (departure < span.from || departure >= span.to) return []
  const energy = wattHoursOf(trip.energyKwh)
  const { departureSoc, plugged } = trip
  return [{ departure, arrival, energy, departureSoc, plugged, earliest: departure, latest: arrival, path }]
}

function repeated(
  pattern: DrivingSpec,
  index: number,
  { spec, name, path }: { spec: EvSpec; name: string; path: Path },
  building: Building,
): PlannedTrip[] {
  const { span, zone } = building
  checkEnergy(pattern, spec, path, building)
  const [leaves, returns] = (['leaves', 'returns'] as const).map((key) => {
    const minutes = minutesOf(pattern[key])
    if ((minutes * MINUTE) % span.slotLength !== 0) {
      const border = Math.floor((minutes * MINUTE) / span.slotLength) * (span.slotLength / MINUTE)
      const remedy = `Use ${clock(border)} or ${clock(border + span.slotLength / MINUTE)}`
      complain(building, [...path, key], `${pattern[key]} is not on a slot border`, remedy)
    }
    return minutes * MINUTE
  })
  const overnight = returns <= leaves ? DAY : 0
  const steps = Math.floor((pattern.jitterMinutes * MINUTE) / span.slotLength)
  const margin = steps * span.slotLength
  if (leaves + margin >= returns + overnight - margin) {
    complain(building, [...path, 'jitterMinutes'], 'the car might return before it leaves', 'Use less jitter')
    return []
  }
  const trips: PlannedTrip[] = []
  const firstDay = Math.floor(zone.wall(span.from) / DAY) * DAY
  for (let day = firstDay; day < zone.wall(span.to); day += DAY) {
    if (!isOn(pattern.days, day)) continue
    // a stream for each day, so that other days, trips and cars do not shift the draw
    const chance = building.chance.stream(`driving/${name}/${index}/${dateText(day).slice(0, 10)}`)
    const jitter = () => (steps === 0 ? 0 : (chance.integer(2 * steps + 1) - steps) * span.slotLength)
    const onBorder = (wall: number) => Math.floor(zone.instant(wall) / span.slotLength) * span.slotLength
    const departure = onBorder(day + leaves + jitter())
    const arrival = onBorder(day + returns + overnight + jitter())
    // drawn after the times, so that a chance of 1 leaves them as they were
    const plugged = pattern.plugProbability === 1 || chance.uniform() < pattern.plugProbability
    if (departure < span.from || departure >= span.to) continue
    trips.push({
      departure,
      arrival,
      energy: wattHoursOf(pattern.energyKwh),
      departureSoc: pattern.departureSoc,
      plugged,
      earliest: onBorder(day + leaves - margin),
      latest: onBorder(day + returns + overnight + margin),
      path,
    })
  }
  return trips
}

function complainOfOverlap(trip: PlannedTrip, other: PlannedTrip, building: Building): void {
  const local = (utc: number) => dateText(building.zone.wall(utc))
  const where = `${building.parsed.text(other.path)} (${local(other.earliest)} to ${local(other.latest)})`
  const problem = `the trip of ${local(trip.earliest)} to ${local(trip.latest)} overlaps ${where}`
  complain(building, trip.path, problem, 'Leave later, return earlier, or use less jitter')
}

/** A car that leaves as agreed must not run out of its band on the way. */
function checkEnergy(trip: { energyKwh: number; departureSoc: number }, spec: EvSpec, path: Path, building: Building) {
  const { energyKwh, departureSoc } = trip
  const { minimumSoc, maximumSoc, capacityKwh } = spec
  // in whole Wh, so that binary fractions of a share do not decide
  const room = Math.round((departureSoc - minimumSoc) * capacityKwh * 1000)
  if (departureSoc > maximumSoc || departureSoc < minimumSoc) {
    const problem = `${departureSoc} is outside the band of ${minimumSoc} to ${maximumSoc}`
    complain(building, [...path, 'departureSoc'], problem, 'Change it')
  } else if (room < energyKwh * 1000) {
    const problem = `a car that leaves at SOC ${departureSoc} has ${room / 1000} kWh above its minimum, the trip takes ${energyKwh}`
    complain(building, [...path, 'energyKwh'], problem, 'Raise departureSoc or lower energyKwh')
  }
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
