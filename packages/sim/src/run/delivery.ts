import { NO_SETPOINT, type ReasonCode, seriesAt, type TariffSignal } from '@jazzgrid/agent'
import type { Trade } from '@jazzgrid/market'
import type { Price, Slot } from '@jazzgrid/units'
import type { Community } from './community/community.js'
import type { Span } from './community/span.js'
import type { Fleet, Opening } from './fleet/fleet.js'
import type { CommunityWorld } from './world/community-world.js'
import type { StoreWorld } from './world/store-world.js'

export interface DeliveryParts {
  readonly community: Community
  readonly span: Span
  readonly tariff: TariffSignal
  readonly fleet: Fleet
  readonly world: CommunityWorld
}

/** Turns contracts into setpoints, lets the slot pass in the world, and reads the meters back to the agents. */
export class Delivery {
  /** Per agent, energy into the device that was asked for in the slot under way; NaN where nature decides. */
  readonly setpoints: Float64Array
  /** Why, per agent. */
  readonly reasons: (readonly ReasonCode[])[]
  /** UTC ms at which the slot under way was handed over. */
  calledAt = Number.NaN
  readonly #parts: DeliveryParts
  /** Net purchases of each agent by slot [Wh]. */
  readonly #positions = new Map<Slot, Float64Array>()

  constructor(parts: DeliveryParts) {
    this.#parts = parts
    this.setpoints = new Float64Array(parts.community.members.length).fill(Number.NaN)
    this.reasons = parts.community.members.map(() => NO_SETPOINT.reasons)
  }

  contracted({ slot, buyerDevice, sellerDevice, quantity }: Trade): void {
    this.promised(slot, buyerDevice, quantity)
    this.promised(slot, sellerDevice, -quantity)
  }

  /** One side of a unit. @param energy into the device [Wh]. */
  promised(slot: Slot, device: number, energy: number): void {
    let positions = this.#positions.get(slot)
    if (positions === undefined) {
      positions = new Float64Array(this.setpoints.length)
      this.#positions.set(slot, positions)
    }
    positions[device] += energy
  }

  /** Tell every store where it stands before the first gate, or after a slot. */
  announce(at: number): void {
    const { community, fleet, world } = this.#parts
    for (const { id } of community.members) {
      const store = world.stores.get(id)
      if (store === undefined) continue
      fleet.telemetry(id, { soc: store.soc, plugged: store.pluggedAt(at), running: Number.NaN })
    }
  }

  /** The slot's gate has closed and its time has come: ask the agents for setpoints, site by site. */
  call(slot: Slot, opening: Opening): void {
    const { community, span, tariff, fleet, world } = this.#parts
    const { now } = opening
    this.calledAt = now
    const positions = this.#positions.get(slot)
    for (const site of community.sites) {
      // a store follows the site's own meter within seconds, so over the slot it answers the actual load and generation
      let residual = site.load[slot - span.first] - site.generation[slot - span.first]
      // a store at its terminal sees to its own contracts, and those before it must not do so as well
      const ownAffair = (id: number) => world.stores.get(id)?.pluggedAt(now) === true
      for (const { id } of site.members) if (!ownAffair(id)) residual -= positions?.[id] ?? 0
      for (const { id } of site.members) {
        this.setpoints[id] = Number.NaN
        this.reasons[id] = NO_SETPOINT.reasons
        if (!this.#concerned(id, positions)) continue
        if (ownAffair(id)) residual -= positions?.[id] ?? 0
        const { energy, reasons } = fleet.setpoint(id, opening, {
          slot,
          residual,
          retail: seriesAt(tariff.retail, slot) as Price,
          feedIn: seriesAt(tariff.feedIn, slot) as Price,
        })
        this.setpoints[id] = energy
        this.reasons[id] = reasons
        // the next store of the site sees what this one takes or gives
        if (!Number.isNaN(energy) && world.stores.has(id)) residual += energy
      }
      // what the connection leaves of the setpoints is what the plans for later slots may build on
      for (const [id, running] of world.withinContract(site, slot, this.setpoints)) {
        const store = world.stores.get(id) as StoreWorld
        fleet.telemetry(id, { soc: store.soc, plugged: store.pluggedAt(now), running })
      }
    }
  }

  /** The slot is over. */
  pass(slot: Slot, now: number): void {
    const { community, fleet, world } = this.#parts
    world.step(slot, this.setpoints)
    const positions = this.#positions.get(slot)
    for (const { id } of community.members) {
      if (!this.#concerned(id, positions)) continue
      const { energy, soc, plugged } = world.devices[id]
      fleet.verify(id, { slot, energy, soc, plugged })
    }
    this.announce(now)
    this.#positions.delete(slot)
  }

  /** A roof or load that promised nothing for a slot has nothing to deliver and nothing to verify in it. */
  #concerned(agent: number, positions: Float64Array | undefined): boolean {
    return this.#parts.world.stores.has(agent) || (positions !== undefined && positions[agent] !== 0)
  }
}
