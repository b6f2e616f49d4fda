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
  /** False while a vehicle is away. */
  readonly plugged: readonly boolean[]
  readonly trips: readonly Trip[]
}

/** In the order of the scenario. @param starts starts of the recorded slots, ascending. */
export function stores(run: RunRecord, scenario: Scenario, starts: Float64Array): StoreSeries[] {
  const found = new Map<string, StoreSeries & { plugged: boolean[] }>()
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
        trips: device.kind === 'ev' ? device.trips : [],
      })
    }
  }
  if (found.size === 0) return []
  const row = new Map(Array.from(starts, (start, i) => [start, i]))
  const slot = numbers(run, 'agents', 'slot_ms')
  const soc = numbers(run, 'agents', 'soc')
  const plugged = numbers(run, 'agents', 'plugged')
  const agent = texts(run, 'agents', 'agent')
  const byCode = agent.texts.map((name) => found.get(name))
  for (let i = 0; i < slot.length; i++) {
    const store = byCode[agent.codes[i]]
    const at = row.get(slot[i])
    if (!store || at === undefined) continue
    store.soc[at] = soc[i]
    store.plugged[at] = plugged[i] !== 0
  }
  return [...found.values()]
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
