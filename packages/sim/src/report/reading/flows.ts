import type { RunRecord } from '../../record/run-record.js'
import { numbers, texts } from './columns.js'

/** Energy traded between sites, seller -> buyer, with the smallest sites drawn together as one. */
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
  /** How many sites it stands for. */
  readonly sites: number
}

export interface FlowLink {
  /** Index into `sellers`, into `buyers`. */
  readonly seller: number
  readonly buyer: number
  readonly energy: number
  /** Money that the buyers paid for it, without network charges [micro]. */
  readonly paid: number
}

/** Stands for the sites that are not shown one by one; no site can have an empty name. */
export const OTHERS = ''

/** @param top how many sites a side shows by name; one more than that is shown rather than a group of one. */
export function flows(run: RunRecord, top = 14): Flows {
  const seller = texts(run, 'trades', 'seller')
  const buyer = texts(run, 'trades', 'buyer')
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
    sold.set(seller.at(i), (sold.get(seller.at(i)) ?? 0) + quantity[i])
    bought.set(buyer.at(i), (bought.get(buyer.at(i)) ?? 0) + quantity[i])
  }
  const sellers = ends(sold, top)
  const buyers = ends(bought, top)
  const sellerIndex = indexOf(sellers)
  const buyerIndex = indexOf(buyers)
  const links = new Map<number, { seller: number; buyer: number; energy: number; paid: number }>()
  for (const i of between) {
    const from = sellerIndex(seller.at(i))
    const to = buyerIndex(buyer.at(i))
    const key = from * buyers.length + to
    const link = links.get(key) ?? { seller: from, buyer: to, energy: 0, paid: 0 }
    link.energy += quantity[i]
    link.paid += quantity[i] * price[i]
    links.set(key, link)
  }
  const ordered = [...links.values()].sort((a, b) => a.seller - b.seller || a.buyer - b.buyer)
  return { sellers, buyers, links: ordered, total }
}

function ends(energies: ReadonlyMap<string, number>, top: number): FlowEnd[] {
  const largest = [...energies]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([name, energy]): FlowEnd => ({ name, energy, sites: 1 }))
  if (largest.length <= top + 1) return largest
  const rest = largest.slice(top)
  const energy = rest.reduce((sum, end) => sum + end.energy, 0)
  return [...largest.slice(0, top), { name: OTHERS, energy, sites: rest.length }]
}

function indexOf(shown: readonly FlowEnd[]): (name: string) => number {
  const index = new Map(shown.map((end, i) => [end.name, i]))
  return (name) => index.get(name) ?? shown.length - 1
}
