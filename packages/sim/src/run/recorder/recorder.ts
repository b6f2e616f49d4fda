import { type NetworkTariff, primaryOf, type RoundReport, type Trade } from '@jazzgrid/market'
import { invariant, type Slot } from '@jazzgrid/units'
import { recordHash, TABLE_NAMES } from '../../record/record-hash.js'
import type { RunRecord, RunTable, TableName } from '../../record/run-record.js'
import type { TableBuilder } from '../../record/table-builder.js'
import { tableBuilders } from '../../record/table-builders.js'
import type { Scenario } from '../../scenario/scenario.js'
import type { SlotOutcome } from '../clearing-house.js'
import type { Community } from '../community/community.js'
import type { SiteForecast } from '../community/site-forecast.js'
import type { Span } from '../community/span.js'
import { comparisons } from '../comparison.js'
import type { Delivery } from '../delivery.js'
import type { Fidelity } from '../fleet/fleet-of.js'
import { keyFigures } from '../key-figures.js'
import type { CommunityWorld } from '../world/community-world.js'
import { AccountLog } from './account-log.js'
import { DecisionLog } from './decision-log.js'
import { OrderLog } from './order-log.js'
import { type PriceBar, PriceBars } from './price-bar.js'
import { SlotLog } from './slot-log.js'
import { UnitLog } from './unit-log.js'

/** Keeps the record of a run; what belongs to the warm-up is followed but not written. */
export class Recorder {
  readonly decisions: DecisionLog
  readonly orders: OrderLog
  readonly #tables: Record<TableName, TableBuilder>
  readonly #units: UnitLog
  readonly #slots: SlotLog
  readonly #accounts: AccountLog
  readonly #bars = new PriceBars()
  readonly #scenario: Scenario
  readonly #span: Span
  readonly #community: Community
  #storedBefore: readonly number[] = []

  constructor(
    scenario: Scenario,
    span: Span,
    community: Community,
    forecasts: readonly SiteForecast[],
    network: NetworkTariff,
  ) {
    this.#scenario = scenario
    this.#span = span
    this.#community = community
    this.#tables = tableBuilders()
    const { slotLength } = scenario.market
    const agents = community.members.map(({ device }) => device.name)
    const sites = community.sites.map(({ scenario: { name } }) => name)
    const { trades, deliveries } = this.#tables
    this.decisions = new DecisionLog(this.#tables.decisions, slotLength)
    this.orders = new OrderLog(this.#tables.orders, agents, slotLength, span.recorded)
    this.#units = new UnitLog({ trades, deliveries, slotLength, from: span.recorded, network, sites, agents })
    this.#slots = new SlotLog(this.#tables, community, forecasts, slotLength)
    this.#accounts = new AccountLog(sites)
  }

  matched(report: RoundReport): void {
    for (const trade of report.trades) this.#match(trade)
    for (const trade of report.selfSupply) this.#match(trade)
    this.orders.sweep(report.fates)
  }

  tradesOf(slot: Slot): Trade[] {
    return this.#units.of(slot).map(({ trade }) => trade)
  }

  closed(slot: Slot, at: number, outcome: SlotOutcome, world: CommunityWorld, delivery: Delivery): PriceBar {
    const bar = this.#bars.take(slot)
    this.#units.verified(slot, delivery.calledAt, at, outcome.delivered)
    if (slot < this.#span.recorded) return bar
    this.#slots.add(slot, bar, bar.expected, outcome, world, delivery)
    this.#accounts.add(
      outcome.settled,
      outcome.tracked.sites.map((site, account) => ({
        load: world.sites[account].load,
        renewable: primaryOf(site.load).pv,
        local: site.own + site.traded,
      })),
    )
    return bar
  }

  /** The recorded days begin: what stores hold now is what they have to come back to. */
  begin(world: CommunityWorld): void {
    this.#storedBefore = this.#community.members.map(({ id }) => world.stores.get(id)?.stored ?? 0)
  }

  /** The price that was expected for a slot when it was last quoted. */
  expected(slot: Slot, price: number): void {
    this.#bars.of(slot).expected = price
  }

  finish(fidelity: Fidelity, world: CommunityWorld): RunRecord {
    invariant(this.orders.unfinished === 0, `${this.orders.unfinished} orders have no fate`)
    const slots = this.#tables.slots.build()
    const others = comparisons(this.#scenario, this.#span, this.#community, slots, world, this.#storedBefore)
    this.#accounts.write(this.#tables.statements, others)
    const built = (name: TableName): RunTable => this.#tables[name].build()
    keyFigures(this.#tables.kpis, {
      slots,
      trades: built('trades'),
      readings: built('readings'),
      agents: built('agents'),
      statements: built('statements'),
    })
    const tables = Object.fromEntries(TABLE_NAMES.map((name) => [name, built(name)])) as Record<TableName, RunTable>
    const { name, case: variant, seed } = this.#scenario
    return { scenario: name, case: variant, seed, fidelity, tables, hash: recordHash(tables) }
  }

  #match(trade: Trade): void {
    this.#bars.traded(trade)
    this.#units.matched(trade, this.orders.find(trade.sell)?.placed ?? Number.NaN)
  }
}
