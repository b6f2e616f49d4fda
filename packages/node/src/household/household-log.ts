import { CodedError, wh } from '@jazzgrid/units'
import { z } from 'zod'
import { type OwnerPreference, PREFERENCES, type TripReport } from '../api/contract/household.js'
import { replaceFile, textOf } from '../folder/atomic-file.js'
import type { OwnersTrip, SiteHousehold } from '../site/site-port.js'

export const tripSchema: z.ZodType<TripReport> = z.strictObject({
  departs_ms: z.int().min(0),
  returns_ms: z.int().min(0),
  energy_wh: z.int().min(0),
  departure_soc_share: z.number().min(0).max(1),
})

const fileSchema = z.strictObject({
  schema: z.literal('jazzgrid/household@1'),
  preferences: z.array(z.strictObject({ from_ms: z.int(), preference: z.enum(PREFERENCES) })),
  trips: z.array(z.strictObject({ from_ms: z.int(), device: z.string(), trips: z.array(tripSchema) })),
})

type Wishes = Omit<z.output<typeof fileSchema>, 'schema'>

/** A value with the time from which on it holds; `pending` takes its place later. */
export interface Dated<T> {
  readonly value: T
  /** undefined: since the site began. */
  readonly since: number | undefined
  readonly pending: { readonly value: T; readonly from: number } | undefined
}

/**
 * What the owner wished for, with the times from which on it held: a site that is lived through again after a restart must
 * live with what was wanted then.
 */
export class HouseholdLog {
  readonly #path: string
  readonly #site: SiteHousehold
  #wishes: Wishes

  private constructor(path: string, site: SiteHousehold, wishes: Wishes) {
    this.#path = path
    this.#site = site
    this.#wishes = wishes
  }

  /** Tell a site that has not begun to live all that was wished for. Throws CodedError `bad-household`, `bad-trips`. */
  static async open(path: string, site: SiteHousehold): Promise<HouseholdLog> {
    const log = new HouseholdLog(path, site, await wishesIn(path))
    for (const { preference, from_ms } of log.#wishes.preferences) site.prefer(preference, from_ms)
    for (const { device, trips, from_ms } of log.#wishes.trips) site.plan(device, trips.map(tripOf), from_ms)
    return log
  }

  get cars(): readonly string[] {
    return [...this.#site.cars.keys()]
  }

  preference(now: number): Dated<OwnerPreference> {
    const changes = this.#wishes.preferences.map(({ from_ms, preference }) => ({ from: from_ms, value: preference }))
    return dated(this.#site.preference, changes, now)
  }

  trips(car: string, now: number): Dated<readonly TripReport[]> {
    const changes = this.#wishes.trips
      .filter(({ device }) => device === car)
      .map(({ from_ms, trips }) => ({ from: from_ms, value: trips }))
    return dated(this.#site.cars.get(car)?.map(reportOf) ?? [], changes, now)
  }

  /** From a time on that has not come. It is on the disk when this returns. */
  async prefer(preference: OwnerPreference, from: number): Promise<void> {
    const preferences = [...this.#wishes.preferences, { from_ms: from, preference }]
    await this.#keep({ ...this.#wishes, preferences })
    this.#site.prefer(preference, from)
  }

  /** Throws CodedError `bad-trips` where the car cannot do that. */
  async plan(car: string, trips: readonly TripReport[], from: number): Promise<void> {
    this.#site.check(car, trips.map(tripOf), from)
    const all = [...this.#wishes.trips, { from_ms: from, device: car, trips: [...trips] }]
    await this.#keep({ ...this.#wishes, trips: all })
    this.#site.plan(car, trips.map(tripOf), from)
  }

  async #keep(wishes: Wishes): Promise<void> {
    await replaceFile(this.#path, `${JSON.stringify({ schema: 'jazzgrid/household@1', ...wishes })}\n`, 0o600)
    this.#wishes = wishes
  }
}

async function wishesIn(path: string): Promise<Wishes> {
  const text = await textOf(path)
  if (text === undefined) return { preferences: [], trips: [] }
  try {
    return fileSchema.parse(JSON.parse(text))
  } catch (cause) {
    const message = `${path} is not as this program writes it; restore it from a backup, for the site was lived by it`
    throw new CodedError('bad-household', message, { cause })
  }
}

function dated<T>(first: T, changes: readonly { readonly from: number; readonly value: T }[], now: number): Dated<T> {
  const holds = changes.findLast(({ from }) => from <= now)
  const pending = changes.findLast(({ from }) => from > now)
  return { value: holds?.value ?? first, since: holds?.from, pending }
}

const tripOf = ({ departs_ms, returns_ms, energy_wh, departure_soc_share }: TripReport): OwnersTrip => ({
  departure: departs_ms,
  arrival: returns_ms,
  energy: wh(energy_wh),
  departureSoc: departure_soc_share,
})

const reportOf = ({ departure, arrival, energy, departureSoc }: OwnersTrip): TripReport => ({
  departs_ms: departure,
  returns_ms: arrival,
  energy_wh: energy,
  departure_soc_share: departureSoc,
})
