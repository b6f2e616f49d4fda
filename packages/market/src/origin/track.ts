import { broken, type Wh, wh } from '@jazzgrid/units'
import type { Origin } from '../order.js'
import { addMix, available, draw, emptyMix, GRID, type Mix, mixTotal, PV } from './mix.js'
import { type Contract, shortenChains } from './pass-through.js'
import { sellFrom } from './sale.js'
import { closeFlow, type NetFlow, openFlow, type StoreContent, type StoreFlow, type StoreUse } from './store.js'

/** Metered generation and consumption of a site in one slot, without its stores [Wh >= 0]. */
export interface SiteFlow {
  readonly pv: Wh
  readonly load: Wh
}

/** A trade with what was really delivered of it (see `deliveredOf`). */
export interface DeliveredTrade {
  readonly seller: number
  readonly buyer: number
  readonly quantity: Wh
  readonly origin: Origin
}

/** Where the consumption of a site (without charging) came from, and what it gave to the supplier. */
export interface SiteOrigin {
  /** own + traded + supplied, by class; sums to the load. */
  readonly load: Mix
  /** From own PV and own stores. */
  readonly own: Wh
  /** From others in the community. */
  readonly traded: Wh
  /** From the supplier, in this slot. */
  readonly supplied: Wh
  /** Everything drawn from the supplier: for the load, for charging, and for what was sold without having it. */
  readonly drawn: Wh
  /** Given to the supplier. */
  readonly exported: Mix
}

/** Energy that really went from one site to another, by class; chains of resale are shortened. */
export interface OriginFlow {
  readonly seller: number
  readonly buyer: number
  readonly mix: Mix
}

export interface TrackedSlot {
  /** After the slot, in the order given. */
  readonly stores: readonly StoreContent[]
  readonly sites: readonly SiteOrigin[]
  readonly flows: readonly OriginFlow[]
  /** What every store flow took out for good, in the order given. */
  readonly uses: readonly StoreUse[]
}

/**
 * Follow every Wh of one slot from where it was generated or stored to where it was used. A site uses its own PV first,
 * then its own stores, then what it bought, then the supplier's; its load comes before its charging. What is left of own
 * sources is sold, then given to the supplier. Undelivered energy is not in the trades, so its buyer's need falls to the
 * grid and the seller keeps the attribute for what it really gave. Exact: every sum in Wh is kept.
 */
export function trackSlot(
  before: readonly StoreContent[],
  sites: readonly SiteFlow[],
  storeFlows: readonly StoreFlow[],
  trades: readonly DeliveredTrade[],
): TrackedSlot {
  const stores = [...before]
  const own = sites.map(ownPool)
  const chargers: NetFlow[][] = sites.map(() => [])
  const nets = storeFlows.map((flow) => {
    const net = openFlow(stores, flow)
    if (flow.site === undefined) return net
    addMix(own[flow.site], net.given)
    chargers[flow.site].push(net)
    return net
  })

  const loads = sites.map(({ load }, site) => {
    const drawn = emptyMix()
    takeOwn(own[site], load, drawn)
    for (const net of chargers[site]) takeOwn(own[site], net.into, net.charged)
    return drawn
  })
  const fromOwn = loads.map(mixTotal)

  const balances = sites.map(({ load }, site) => {
    const charging = chargers[site].reduce((need, net) => need + net.into - mixTotal(net.charged), 0)
    return { surplus: mixTotal(own[site]), need: load - fromOwn[site] + charging }
  })
  const flows = sellAll(shortenChains(trades.map(contractOf), balances), own)
  const bought = sites.map(emptyMix)
  const drawn = new Array<number>(sites.length).fill(0)
  for (const { seller, buyer, mix } of flows) {
    addMix(bought[buyer], mix)
    drawn[seller] += mix[GRID]
  }

  const results = sites.map(({ load }, site): SiteOrigin => {
    const traded = takeUpTo(bought[site], load - fromOwn[site], loads[site])
    const supplied = load - fromOwn[site] - traded
    loads[site][GRID] += supplied
    drawn[site] += supplied
    for (const { into, charged } of chargers[site]) {
      takeUpTo(bought[site], into - mixTotal(charged), charged)
      const rest = into - mixTotal(charged)
      charged[GRID] += rest
      drawn[site] += rest
    }
    addMix(own[site], bought[site]) // bought beyond need: it goes on to the supplier
    return {
      load: loads[site],
      own: fromOwn[site],
      traded: wh(traded),
      supplied: wh(supplied),
      drawn: wh(drawn[site]),
      exported: own[site],
    }
  })
  return { stores, sites: results, flows, uses: nets.map((net) => closeFlow(stores, net)) }
}

function ownPool({ pv, load }: SiteFlow): number[] {
  const sound = Number.isSafeInteger(pv) && Number.isSafeInteger(load) && pv >= 0 && load >= 0
  if (!sound) broken(`generation ${pv} and load ${load} are whole Wh, not negative`)
  const pool = emptyMix()
  pool[PV] = pv
  return pool
}

/** Own PV first, then own stores, as far as they go. */
function takeOwn(pool: number[], wanted: number, into: number[]): void {
  const fromPv = Math.min(pool[PV], wanted)
  pool[PV] -= fromPv
  into[PV] += fromPv
  takeUpTo(pool, wanted - fromPv, into)
}

/** @returns what was taken [Wh], at most what is there. */
function takeUpTo(pool: number[], wanted: number, into: number[]): number {
  const taken = Math.min(wanted, available(pool))
  draw(pool, taken, into)
  return taken
}

const contractOf = ({ seller, buyer, quantity, origin }: DeliveredTrade): Contract => {
  if (!(Number.isSafeInteger(quantity) && quantity >= 0)) broken(`a delivery of ${quantity} Wh is whole, not negative`)
  return { seller, buyer, energy: quantity, claim: origin }
}

/** Sell from every site's surplus what its contracts owe; `own` keeps what is left. */
function sellAll(contracts: readonly Contract[], own: readonly number[][]): OriginFlow[] {
  const bySeller: Contract[][] = own.map(() => [])
  for (const contract of contracts) bySeller[contract.seller].push(contract)
  return bySeller.flatMap((sold, seller) => {
    const mixes = sellFrom(own[seller], sold)
    return sold.map(({ buyer }, i) => ({ seller, buyer, mix: mixes[i] }))
  })
}
