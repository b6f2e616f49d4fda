import {
  deliveredOf,
  judge,
  type NetworkTariff,
  openSettlement,
  type Reliability,
  type ReliabilityRule,
  type SettledSlot,
  type SettlementState,
  type StoreContent,
  settle,
  type TrackedSlot,
  type Trade,
  trackSlot,
  UNBLEMISHED,
} from '@jazzgrid/market'
import { type Slot, wh } from '@jazzgrid/units'
import type { Scenario } from '../scenario/scenario.js'
import type { Community } from './community/community.js'
import type { Span } from './community/span.js'
import type { CommunityWorld } from './world/community-world.js'

/** What a slot came to: money, delivery and provenance. */
export interface SlotOutcome {
  readonly settled: SettledSlot
  readonly tracked: TrackedSlot
  /** Per trade, in order [Wh]. */
  readonly delivered: readonly number[]
  /** Accounts whose offers are suspended from now on. */
  readonly suspended: readonly number[]
}

/** Slots of a day that a seller's record looks back at. */
const WINDOW_DAYS = 1

/** Settles slot after slot against the meters, follows the origin of energy, and keeps the record of sellers. */
export class ClearingHouse {
  readonly network: NetworkTariff
  readonly #scenario: Scenario
  readonly #span: Span
  readonly #rule: ReliabilityRule
  #settlement: SettlementState
  #stores: readonly StoreContent[]
  readonly #records: Reliability[]

  constructor(scenario: Scenario, span: Span, { sites }: Community, world: CommunityWorld) {
    this.#scenario = scenario
    this.#span = span
    const { sameFeeder, other } = scenario.tariff.network
    this.network = { feeders: sites.map(({ feeder }) => feeder), sameFeeder, other }
    this.#settlement = openSettlement(span.first, [...world.registers])
    // what stores hold at the beginning came from the grid, as far as anybody knows
    this.#stores = [...world.stores.values()].map(({ stored, kind }) => ({
      kind,
      pv: wh(0),
      grid: wh(Math.round(stored)),
    }))
    this.#records = sites.map(() => UNBLEMISHED)
    const suspendAbove = Math.round(scenario.tariff.suspendAbove * 1000)
    this.#rule = {
      window: WINDOW_DAYS * span.grid.perDay,
      suspendAbove,
      recoverAt: Math.floor(suspendAbove / 2),
      tolerance: wh(scenario.market.lot),
      least: wh(10 * scenario.market.lot),
    }
  }

  close(slot: Slot, trades: readonly Trade[], world: CommunityWorld): SlotOutcome {
    const k = slot - this.#span.first
    const { retail, feedIn } = this.#scenario.tariff
    const { state, settled } = settle(
      this.#settlement,
      { slot, trades, registers: [...world.registers], reference: { retail: retail[k], feedIn: feedIn[k] } },
      { network: this.network },
    )
    this.#settlement = state
    const delivered = deliveredOf(
      trades,
      settled.lines.map(({ shortfall }) => shortfall),
    )
    const tracked = trackSlot(
      this.#stores,
      world.siteFlows(),
      world.flows,
      trades.flatMap(({ seller, buyer, origin }, i) =>
        delivered[i] > 0 && seller !== buyer ? [{ seller, buyer, origin, quantity: delivered[i] }] : [],
      ),
    )
    this.#stores = tracked.stores
    return { settled, tracked, delivered, suspended: this.#judge(settled) }
  }

  #judge(settled: SettledSlot): number[] {
    const suspended: number[] = []
    for (const { account, slot, sold, shortfall } of settled.lines) {
      const before = this.#records[account]
      const after = judge(before, { slot, sold, shortfall }, this.#rule)
      this.#records[account] = after
      if (after.suspended) suspended.push(account)
    }
    return suspended
  }
}
