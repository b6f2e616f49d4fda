import type { Registers, SiteFlow, StoreFlow } from '@jazzgrid/market'
import { type Slot, wh } from '@jazzgrid/units'
import type { Community, Member, Site } from '../community/community.js'
import type { Span } from '../community/span.js'
import { StoreWorld } from './store-world.js'

/** What the meters of one site say of one slot [whole Wh, all >= 0]. */
export interface SiteSlot {
  readonly load: number
  readonly generation: number
  readonly imported: number
  readonly exported: number
  batteryCharge: number
  batteryDischarge: number
  evCharge: number
  evDischarge: number
}

/** What one device did in one slot: energy positive into the device. */
export interface DeviceSlot {
  readonly energy: number
  /** NaN without a store. */
  readonly soc: number
  readonly plugged: boolean
  /** What driving took from the battery, and of trips that arrived in the slot what it could not supply [Wh]. */
  readonly driven: number
  readonly stranded: number
}

const NO_STORE = { soc: Number.NaN, plugged: true, driven: 0, stranded: 0 }

/** Nature: roofs, loads and stores of all sites, one slot after the other, with a cumulative meter at each site. */
export class CommunityWorld {
  readonly sites: SiteSlot[] = []
  readonly devices: DeviceSlot[] = []
  readonly registers: Registers[]
  /** What the stores did, for the tracking of origin. */
  flows: StoreFlow[] = []
  readonly stores: ReadonlyMap<number, StoreWorld>
  /** Place of a store among the stores, by agent. */
  readonly storeIndex: ReadonlyMap<number, number>
  readonly #community: Community
  readonly #span: Span

  constructor(community: Community, span: Span) {
    this.#community = community
    this.#span = span
    this.registers = community.sites.map(() => ({ imported: wh(0), exported: wh(0) }))
    const stores = new Map<number, StoreWorld>()
    const index = new Map<number, number>()
    for (const { id, device } of community.members) {
      if (device.kind !== 'battery' && device.kind !== 'ev') continue
      index.set(id, stores.size)
      stores.set(id, new StoreWorld(device))
    }
    this.stores = stores
    this.storeIndex = index
  }

  /** Let the slot pass. @param setpoints per agent, energy into the device; NaN = nature decides. */
  step(slot: Slot, setpoints: ArrayLike<number>): void {
    this.flows = []
    for (const site of this.#community.sites) this.#stepSite(site, slot, setpoints)
  }

  siteFlows(): SiteFlow[] {
    return this.sites.map(({ load, generation }) => ({ pv: wh(generation), load: wh(load) }))
  }

  #stepSite(site: Site, slot: Slot, setpoints: ArrayLike<number>): void {
    const k = slot - this.#span.first
    const load = site.load[k]
    const generation = site.generation[k]
    const moved = { batteryCharge: 0, batteryDischarge: 0, evCharge: 0, evDischarge: 0 }
    const allowed = this.withinContract(site, slot, setpoints)
    let net = load - generation
    for (const member of site.members) {
      if (member.device.kind === 'pv' || member.device.kind === 'household') {
        const energy = member.device.kind === 'pv' ? -member.truth[k] : member.truth[k]
        this.devices[member.id] = { energy: energy === 0 ? 0 : energy, ...NO_STORE }
        continue
      }
      const energy = this.#stepStore(member, slot, allowed.get(member.id) ?? 0)
      net += energy
      const kind = member.device.kind
      if (energy > 0) moved[`${kind}Charge`] += energy
      else moved[`${kind}Discharge`] -= energy
    }
    const imported = Math.max(0, net)
    const exported = Math.max(0, -net)
    const before = this.registers[site.account]
    this.registers[site.account] = {
      imported: wh(before.imported + imported),
      exported: wh(before.exported + exported),
    }
    this.sites[site.account] = { load, generation, imported, exported, ...moved }
  }

  /**
   * What each store of the site may move: its setpoint as far as it can follow it. The contract of the site holds whatever
   * the setpoints say; where all of them together would break it, the last ones give way first.
   */
  withinContract(site: Site, slot: Slot, setpoints: ArrayLike<number>): ReadonlyMap<number, number> {
    const { grid, first } = this.#span
    const allowed = new Map<number, number>()
    let net = site.load[slot - first] - site.generation[slot - first]
    for (const { id } of site.members) {
      const store = this.stores.get(id)
      if (store === undefined) continue
      const energy = store.reachable(grid.start(slot), grid.end(slot), setpoints[id] || 0)
      allowed.set(id, energy)
      net += energy
    }
    for (const [id, energy] of [...allowed].reverse()) {
      const excess = Math.max(0, Math.abs(net) - site.capPerSlot) * Math.sign(net)
      if (excess === 0) break
      if (Math.sign(energy) !== Math.sign(excess)) continue
      const cut = Math.sign(excess) * Math.min(Math.abs(excess), Math.abs(energy))
      allowed.set(id, energy - cut)
      net -= cut
    }
    return allowed
  }

  #stepStore(member: Member, slot: Slot, allowed: number): number {
    const store = this.stores.get(member.id) as StoreWorld
    const { grid } = this.#span
    const step = store.step(grid.start(slot), grid.end(slot), allowed)
    const { moved: energy, soc, plugged, driven, stranded } = step
    this.devices[member.id] = { energy, soc, plugged, driven, stranded }
    this.flows.push({
      store: this.storeIndex.get(member.id) as number,
      ...(step.plugged ? { site: member.site.account } : undefined),
      charge: wh(Math.max(0, step.moved)),
      discharge: wh(Math.max(0, -step.moved)),
      loss: wh(step.loss),
      driven: wh(step.driven),
    })
    return step.moved
  }
}
