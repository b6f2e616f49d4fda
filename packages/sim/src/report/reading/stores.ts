import type { RunRecord } from '../../record/run-record.js'
import type { Scenario, Trip } from '../../scenario/scenario.js'
import { numbers, texts } from './columns.js'

/** State of charge of one battery or vehicle over the recorded slots. */
export interface StoreSeries {
  readonly name: string
  readonly site: string
  readonly kind: 'battery' | 'ev'
  /** Wh */
  readonly capacity: number
  readonly minimumSoc: number
  readonly maximumSoc: number
  /** Share 0..1 a slot, NaN where it is not known. */
  readonly soc: Float64Array
  /** False while a vehicle is away, or stands at home without being plugged in. */
  readonly plugged: readonly boolean[]
  /** Slots in which a vehicle stands at home and could be plugged in, but is not. */
  readonly unplugged: readonly boolean[]
  readonly trips: readonly Trip[]
  /** What driving took from the battery over the record [Wh]. */
  readonly driven: number
  /** What a trip that ended in the slot needed beyond that [Wh]; 0 where none did, NaN where it is not known. */
  readonly stranded: Float64Array
}

type Filled = { -readonly [K in keyof StoreSeries]: StoreSeries[K] } & { plugged: boolean[]; unplugged: boolean[] }

/** Less than this is rounding of a trip that just made it [Wh]. */
export const LACK = 0.5

/** In the order of the scenario. @param starts starts of the recorded slots, ascending. */
export function stores(run: RunRecord, scenario: Scenario, starts: Float64Array): StoreSeries[] {
  const found = new Map<string, Filled>()
  const row = new Map(Array.from(starts, (start, i) => [start, i]))
  for (const site of scenario.sites) {
    for (const device of site.devices) {
      if (device.kind !== 'battery' && device.kind !== 'ev') continue
      found.set(device.name, {
        name: device.name,
        site: site.name,
        kind: device.kind,
        capacity: device.capacity,
        minimumSoc: device.minimumSoc,
        maximumSoc: device.maximumSoc,
        soc: new Float64Array(starts.length).fill(Number.NaN),
        plugged: new Array<boolean>(starts.length).fill(true),
        unplugged: new Array<boolean>(starts.length).fill(false),
        trips: device.kind === 'ev' ? device.trips : [],
        driven: 0,
        stranded: new Float64Array(starts.length).fill(Number.NaN),
      })
    }
  }
  if (found.size === 0) return []
  const slot = numbers(run, 'agents', 'slot_ms')
  const soc = numbers(run, 'agents', 'soc')
  const plugged = numbers(run, 'agents', 'plugged')
  const driven = numbers(run, 'agents', 'driven_wh')
  const stranded = numbers(run, 'agents', 'stranded_wh')
  const agent = texts(run, 'agents', 'agent')
  const byCode = agent.texts.map((name) => found.get(name))
  for (let i = 0; i < slot.length; i++) {
    const store = byCode[agent.codes[i]]
    const at = row.get(slot[i])
    if (!store || at === undefined) continue
    store.soc[at] = soc[i]
    store.plugged[at] = plugged[i] !== 0
    store.unplugged[at] = plugged[i] === 0
    if (driven[i] > 0) store.driven += driven[i]
    store.stranded[at] = stranded[i]
  }
  // who is away cannot be plugged in
  for (const { trips, unplugged } of found.values()) {
    for (const { departure, arrival } of trips) {
      for (let time = departure; time < arrival; time += scenario.market.slotLength) {
        const at = row.get(time)
        if (at !== undefined) unplugged[at] = false
      }
    }
  }
  return [...found.values()]
}

/** What the trips of a vehicle lacked: how many of them, and how much together [Wh]. */
export interface Lack {
  readonly trips: number
  readonly energy: number
}

export function lackOf({ stranded }: StoreSeries): Lack {
  const lacking = stranded.filter((energy) => energy >= LACK)
  return { trips: lacking.length, energy: lacking.reduce((sum, energy) => sum + energy, 0) }
}

/** How the stores of a large community stand together: the middle and the spread, slot by slot. */
export interface StoreSpread {
  readonly low: Float64Array
  readonly median: Float64Array
  readonly high: Float64Array
}

/** 10th, 50th and 90th percentile (nearest rank) of the known states. */
export function spread(all: readonly StoreSeries[], slots: number): StoreSpread {
  const rank = (quantile: number) =>
    Float64Array.from({ length: slots }, (_, i) => {
      const known = all.map((store) => store.soc[i]).filter(Number.isFinite)
      known.sort((a, b) => a - b)
      return known.length === 0 ? Number.NaN : known[Math.ceil(quantile * known.length) - 1]
    })
  return { low: rank(0.1), median: rank(0.5), high: rank(0.9) }
}
