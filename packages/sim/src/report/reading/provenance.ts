import type { RunRecord } from '../../record/run-record.js'
import type { Scenario } from '../../scenario/scenario.js'
import { numbers, texts } from './columns.js'

export const SOURCES = ['own', 'pv', 'store', 'supplier'] as const

/**
 * Where the energy that a site needed came from: `own` (its own devices, matched on the book at no price or used behind the
 * meter), `pv` and `store` (bought from a neighbour's generation or storage), `supplier`.
 */
export type Source = (typeof SOURCES)[number]

export interface Provenance {
  readonly site: string
  /** Wh */
  readonly energy: Readonly<Record<Source, number>>
  readonly total: number
}

/** In the order of the scenario. The supplier's part is what the meter imported beyond the units bought, per slot. */
export function provenance(run: RunRecord, scenario: Scenario): Provenance[] {
  const found = new Map(
    scenario.sites.map((site) => [site.name, { own: 0, pv: 0, store: 0, supplier: 0 } as Record<Source, number>]),
  )
  const buyer = texts(run, 'trades', 'buyer')
  const kind = texts(run, 'trades', 'kind')
  const origin = texts(run, 'trades', 'origin')
  const quantity = numbers(run, 'trades', 'quantity_wh')
  for (let i = 0; i < quantity.length; i++) {
    const energy = found.get(buyer.at(i))
    if (!energy || kind.at(i) === 'self-supply') continue
    const from = origin.at(i)
    energy[from === 'pv' ? 'pv' : from === 'grid' ? 'supplier' : 'store'] += quantity[i]
  }
  const site = texts(run, 'readings', 'site')
  const column = (name: string) => numbers(run, 'readings', name)
  const position = column('position_wh')
  const imported = column('import_wh')
  const needed = [column('load_wh'), column('battery_charge_wh'), column('ev_charge_wh')]
  for (let i = 0; i < imported.length; i++) {
    const energy = found.get(site.at(i))
    if (!energy) continue
    energy.supplier += Math.max(0, known(imported[i]) - Math.max(0, known(position[i])))
    energy.own += Math.max(0, needed.reduce((sum, values) => sum + known(values[i]), 0) - known(imported[i]))
  }
  return [...found].map(([site, energy]) => ({
    site,
    energy,
    total: SOURCES.reduce((sum, source) => sum + energy[source], 0),
  }))
}

const known = (value: number): number => (Number.isFinite(value) ? value : 0)
