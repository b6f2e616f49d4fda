import type { RunRecord } from '../../record/run-record.js'
import type { Scenario } from '../../scenario/scenario.js'
import { numbers, texts } from './columns.js'

export const SOURCES = ['own', 'pv', 'store', 'supplier'] as const

/**
 * Where the energy that a site used or stored came from: `own` (its own devices, behind its meter), `pv` and `store`
 * (neighbours' generation and storage), `supplier`.
 */
export type Source = (typeof SOURCES)[number]

export interface Provenance {
  readonly site: string
  /** Wh */
  readonly energy: Readonly<Record<Source, number>>
  /** Sum of the sources: load and charging of the site. */
  readonly total: number
}

/**
 * In the order of the scenario. Slot by slot from the meter: what the site needed beyond its import was its own; of the
 * import, as much as it had bought net came from neighbours, the rest from the supplier. Neighbours' energy is split in
 * proportion to the origin of all units that the site bought.
 */
export function provenance(run: RunRecord, scenario: Scenario): Provenance[] {
  const site = texts(run, 'readings', 'site')
  const column = (name: string) => numbers(run, 'readings', name)
  const position = column('position_wh')
  const imported = column('import_wh')
  const needs = [column('load_wh'), column('battery_charge_wh'), column('ev_charge_wh')]
  const sums = new Map(scenario.sites.map(({ name }) => [name, { own: 0, neighbours: 0, supplier: 0 }]))
  for (let i = 0; i < imported.length; i++) {
    const sum = sums.get(site.at(i))
    if (!sum) continue
    const need = needs.reduce((all, values) => all + known(values[i]), 0)
    const neighbours = Math.min(known(imported[i]), Math.max(0, known(position[i])))
    sum.own += Math.max(0, need - known(imported[i]))
    sum.neighbours += neighbours
    sum.supplier += known(imported[i]) - neighbours
  }
  const bought = purchases(run)
  return [...sums].map(([site, { own, neighbours, supplier }]) => {
    const { pv, all } = bought.get(site) ?? { pv: 0, all: 0 }
    const fromPv = all === 0 ? 0 : (neighbours * pv) / all
    const energy = { own, pv: fromPv, store: neighbours - fromPv, supplier }
    return { site, energy, total: own + neighbours + supplier }
  })
}

/** All sites as one. */
export function combined(sites: readonly Provenance[]): Omit<Provenance, 'site'> {
  const sum = (of: (each: Provenance) => number) => sites.reduce((all, each) => all + of(each), 0)
  const energy = Object.fromEntries(SOURCES.map((source) => [source, sum((each) => each.energy[source])]))
  return { energy: energy as Record<Source, number>, total: sum(({ total }) => total) }
}

/** Per site what it bought from others [Wh]: of PV, and in all. */
function purchases(run: RunRecord): Map<string, { pv: number; all: number }> {
  const buyer = texts(run, 'trades', 'buyer')
  const kind = texts(run, 'trades', 'kind')
  const origin = texts(run, 'trades', 'origin')
  const quantity = numbers(run, 'trades', 'quantity_wh')
  const found = new Map<string, { pv: number; all: number }>()
  for (let i = 0; i < quantity.length; i++) {
    if (kind.at(i) === 'self-supply') continue
    const sum = found.get(buyer.at(i)) ?? { pv: 0, all: 0 }
    if (origin.at(i) === 'pv') sum.pv += quantity[i]
    sum.all += quantity[i]
    found.set(buyer.at(i), sum)
  }
  return found
}

const known = (value: number): number => (Number.isFinite(value) ? value : 0)
