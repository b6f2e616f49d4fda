import type { RunRecord } from '../../record/run-record.js'
import type { Scenario } from '../../scenario/scenario.js'
import { numbers, texts } from './columns.js'

/** Energy traded between sites, seller -> buyer, with the smallest ends drawn together as one. */
export interface Flows {
  /** Largest first, `OTHERS` last. */
  readonly sellers: readonly FlowEnd[]
  readonly buyers: readonly FlowEnd[]
  readonly links: readonly FlowLink[]
  /** Wh */
  readonly total: number
}

export interface FlowEnd {
  readonly name: string
  readonly energy: number
  /** How many ends it stands for. */
  readonly ends: number
}

export interface FlowLink {
  /** Index into `sellers`, into `buyers`. */
  readonly seller: number
  readonly buyer: number
  readonly energy: number
  /** Money that the buyers paid for it, without network charges [micro]. */
  readonly paid: number
}

/** Stands for the ends that are not shown one by one; no site has an empty name. */
export const OTHERS = ''

/** Whose trades are added up: those of each site, or of all devices of a kind. */
export type FlowGrouping = 'site' | 'device-kind'

/** @param top how many ends a side shows by name; one more than that is shown rather than a group of one. */
export function flows(run: RunRecord, scenario: Scenario, by: FlowGrouping, top = 14): Flows {
  const seller = endNames(run, scenario, by, 'seller')
  const buyer = endNames(run, scenario, by, 'buyer')
  const kind = texts(run, 'trades', 'kind')
  const quantity = numbers(run, 'trades', 'quantity_wh')
  const price = numbers(run, 'trades', 'price_micro_per_wh')
  const sold = new Map<string, number>()
  const bought = new Map<string, number>()
  let total = 0
  const between: number[] = []
  for (let i = 0; i < quantity.length; i++) {
    if (kind.at(i) === 'self-supply') continue
    between.push(i)
    total += quantity[i]
    sold.set(seller(i), (sold.get(seller(i)) ?? 0) + quantity[i])
    bought.set(buyer(i), (bought.get(buyer(i)) ?? 0) + quantity[i])
  }
  const sellers = ends(sold, top)
  const buyers = ends(bought, top)
  const sellerIndex = indexOf(sellers)
  const buyerIndex = indexOf(buyers)
  const links = new Map<number, { seller: number; buyer: number; energy: number; paid: number }>()
  for (const i of between) {
    const from = sellerIndex(seller(i))
    const to = buyerIndex(buyer(i))
    const key = from * buyers.length + to
    const link = links.get(key) ?? { seller: from, buyer: to, energy: 0, paid: 0 }
    link.energy += quantity[i]
    link.paid += quantity[i] * price[i]
    links.set(key, link)
  }
  const ordered = [...links.values()].sort((a, b) => a.seller - b.seller || a.buyer - b.buyer)
  return { sellers, buyers, links: ordered, total }
}

function endNames(
  run: RunRecord,
  scenario: Scenario,
  by: FlowGrouping,
  side: 'seller' | 'buyer',
): (row: number) => string {
  if (by === 'site') return texts(run, 'trades', side).at
  const kinds = new Map(scenario.sites.flatMap(({ devices }) => devices.map(({ name, kind }) => [name, kind] as const)))
  const agent = texts(run, 'trades', `${side}_agent`)
  const kindOf = agent.texts.map((name) => kinds.get(name) ?? name)
  return (row) => kindOf[agent.codes[row]]
}

function ends(energies: ReadonlyMap<string, number>, top: number): FlowEnd[] {
  const largest = [...energies]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([name, energy]): FlowEnd => ({ name, energy, ends: 1 }))
  if (largest.length <= top + 1) return largest
  const rest = largest.slice(top)
  const energy = rest.reduce((sum, end) => sum + end.energy, 0)
  return [...largest.slice(0, top), { name: OTHERS, energy, ends: rest.length }]
}

function indexOf(shown: readonly FlowEnd[]): (name: string) => number {
  const index = new Map(shown.map((end, i) => [end.name, i]))
  return (name) => index.get(name) ?? shown.length - 1
}
