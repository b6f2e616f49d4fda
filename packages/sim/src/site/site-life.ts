import type { Fate, MarketData, OrderRequest, Registers, Request, RoundReport, Trade } from '@jazzgrid/market'
import type { SiteMemory } from '@jazzgrid/node'
import { Chance, CodedError, type Slot, VirtualClock } from '@jazzgrid/units'
import { tableBuilders } from '../record/table-builders.js'
import { community, type Site } from '../run/community/community.js'
import { type SiteForecast, siteForecasts } from '../run/community/site-forecast.js'
import { Span } from '../run/community/span.js'
import { tariffSignal } from '../run/community/tariff-signal.js'
import { Delivery } from '../run/delivery.js'
import type { Fleet, Opening } from '../run/fleet/fleet.js'
import { fleetOf } from '../run/fleet/fleet-of.js'
import { strategyRegistry } from '../run/fleet/strategies.js'
import { MarketFeed } from '../run/market-feed.js'
import { DecisionLog } from '../run/recorder/decision-log.js'
import { OrderLog } from '../run/recorder/order-log.js'
import { meanPrice, PriceBars } from '../run/recorder/price-bar.js'
import { RoundDesk } from '../run/round-desk.js'
import { CommunityWorld } from '../run/world/community-world.js'
import type { Scenario } from '../scenario/scenario.js'
import { decisionMemory } from './decision-memory.js'
import { withSettings } from './living-settings.js'
import { OwnerWishes } from './owner-wishes.js'

/** What the meter read at the end of a slot. */
export interface MeterReading extends Registers {
  readonly slot: Slot
}

/**
 * One site of a scenario by itself: its agents and its part of the simulated world, without the other sites. What it shows
 * to the market and hears from it is all that it shares with them, so as long as every round is certified it does what the
 * site does in a run of the whole community, to the byte.
 */
export class SiteLife {
  /** The site's account, and the number of its first device, in the community. */
  readonly account: number
  readonly #firstDevice: number
  readonly #span: Span
  readonly #site: Site
  readonly #clock: VirtualClock
  readonly #fleet: Fleet
  readonly #world: CommunityWorld
  readonly #forecasts: readonly SiteForecast[]
  readonly #feed: MarketFeed
  readonly #desk: RoundDesk
  readonly #orders: OrderLog
  readonly #delivery: Delivery
  readonly #bars = new PriceBars()
  readonly #lead: number
  /** What the owner wants. */
  readonly household: OwnerWishes
  /** Why the agents did what they did. */
  readonly memory: SiteMemory
  #opening: Opening | undefined

  /** Throws CodedError `unknown-site`. */
  constructor(scenario: Scenario, name: string) {
    this.account = scenario.sites.findIndex((site) => site.name === name)
    if (this.account < 0) {
      const names = scenario.sites.map((site) => site.name).join(', ')
      throw new CodedError('unknown-site', `${scenario.name} has no site ${name}; it has ${names}`)
    }
    this.#firstDevice = scenario.sites.slice(0, this.account).reduce((sum, { devices }) => sum + devices.length, 0)
    const own: Scenario = { ...scenario, sites: [scenario.sites[this.account]] }
    const span = new Span(own)
    const chance = new Chance(own.seed)
    const people = community(own, span, chance)
    const tariff = tariffSignal(own, span)
    const { market } = own
    this.#span = span
    this.#site = people.sites[0]
    this.#clock = new VirtualClock(span.starts)
    this.#forecasts = siteForecasts(own, people, span, chance)
    const profiles = people.members.map(({ profile }) => profile)
    const shipped = strategyRegistry(profiles)
    this.household = new OwnerWishes(own, people.members, chance, (id, trips) =>
      this.#world.stores.get(id)!.retime(trips),
    )
    this.#fleet = fleetOf(
      'actor',
      {
        profiles,
        rules: { slotLength: market.slotLength, tick: market.tick, lot: market.lot, band: market.band },
        tariff,
        forecasts: this.#forecasts,
        strategy: (profile) => withSettings(shipped(profile), () => this.household.settings(profile.id)),
        chances: people.members.map(({ device }) => chance.stream(`trader/${device.name}`)),
      },
      this.#clock,
    )
    this.#world = new CommunityWorld(people, span)
    this.#feed = new MarketFeed(span, market, tariff)
    this.#delivery = new Delivery({ community: people, span, tariff, fleet: this.#fleet, world: this.#world })
    const tables = tableBuilders()
    const names = people.members.map(({ device }) => device.name)
    this.memory = decisionMemory({
      name,
      agents: new Map(names.map((agent, i) => [this.#firstDevice + i, agent])),
      decisions: tables.decisions,
      slotLength: market.slotLength,
    })
    this.#orders = new OrderLog(tables.orders, names, market.slotLength, span.recorded)
    this.#desk = new RoundDesk({
      scenario: own,
      community: people,
      fleet: this.#fleet,
      decisions: new DecisionLog(tables.decisions, market.slotLength),
      orders: this.#orders,
      from: span.recorded,
      preference: () => this.household.wanted,
    })
    this.#lead = Math.max(0, market.gateClosure)
    this.#delivery.announce(span.starts)
  }

  /** UTC ms. */
  get starts(): number {
    return this.#span.starts
  }

  get ends(): number {
    return this.#span.ends
  }

  /** What the stores of the site hold, as a share of their capacity, by the name of the device. */
  get charge(): ReadonlyMap<string, number> {
    return new Map(
      this.#site.members.flatMap(({ id, device }) => {
        const store = this.#world.stores.get(id)
        return store === undefined ? [] : [[device.name, store.soc] as const]
      }),
    )
  }

  /** The slot that has ended, if one has, is metered. @param now a time of the round grid, each once. */
  meter(now: number): readonly MeterReading[] {
    this.household.advance(now)
    const { grid, first, end } = this.#span
    const slot = grid.at(now)
    if (now === this.#span.starts) return [{ slot: first - 1, ...this.#registers }]
    if (now !== grid.start(slot) || slot > end) return []
    this.#pass(slot - 1, now)
    return [{ slot: slot - 1, ...this.#registers }]
  }

  /**
   * The agents decide what to ask of the round.
   * @param data the market as of the newest certificate. @returns by the site's account in the community.
   */
  decide(now: number, data: MarketData): readonly Request[] {
    if (now >= this.#span.ends) return []
    this.#clock.advanceTo(now)
    this.#opening = this.#feed.opening(now, data)
    return this.#desk.decide(this.#opening).map((request) => this.#outward(request))
  }

  /** The agents see the market and may not ask for anything: their devices go on by what was contracted. */
  look(now: number, data: MarketData): void {
    if (now >= this.#span.ends) return
    this.#clock.advanceTo(now)
    this.#opening = this.#feed.opening(now, data)
  }

  /** The owner ordered past the agents: the order takes room on the router leg. */
  placed(order: OrderRequest): void {
    this.#desk.rooms[0].placed(order)
  }

  /** What a certified round did, for all accounts. */
  hear(report: RoundReport): void {
    const fates = report.fates.flatMap((fate) => this.#inward(fate))
    this.#desk.tell({ ...report, fates })
    this.#orders.sweep(fates)
    for (const trade of report.trades) this.#contract(trade)
    for (const trade of report.selfSupply) this.#contract(trade)
    this.#feed.hear(report.fates)
  }

  /**
   * The round is decided, or will not be in time: what was contracted until now is handed to the routers if this is the
   * moment for it. Without a certificate that is nothing, and the site lives on its own and on the supplier.
   */
  act(now: number): void {
    const slot = this.#span.grid.at(now)
    if (this.#opening === undefined || slot >= this.#span.end) return
    if (now === this.#span.grid.start(slot) + this.#lead) this.#delivery.call(slot, this.#opening)
  }

  stop(): void {
    this.#fleet.stop()
  }

  get #registers(): Registers {
    return this.#world.registers[0]
  }

  #pass(slot: Slot, now: number): void {
    this.#delivery.pass(slot, now)
    const { load, generation } = this.#world.sites[0]
    this.#forecasts[0].learn(slot, load, generation)
    const bar = this.#bars.take(slot)
    this.#feed.learn(slot, meanPrice(bar))
    for (const room of this.#desk.rooms) room.forget(slot)
  }

  #outward(request: Request): Request {
    return { ...request, account: this.account, device: request.device + this.#firstDevice }
  }

  #inward(fate: Fate): Fate[] {
    return fate.account === this.account ? [{ ...fate, account: 0, device: fate.device - this.#firstDevice }] : []
  }

  #contract(trade: Trade): void {
    const { slot, buyer, buyerDevice, seller, sellerDevice, quantity } = trade
    this.#bars.traded(trade)
    if (buyer === this.account) this.#delivery.promised(slot, buyerDevice - this.#firstDevice, quantity)
    if (seller === this.account) this.#delivery.promised(slot, sellerDevice - this.#firstDevice, -quantity)
  }
}
