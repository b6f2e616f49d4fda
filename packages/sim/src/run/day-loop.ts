import { seriesAt, type TariffSignal } from '@jazzgrid/agent'
import type { Request, RoundReport } from '@jazzgrid/market'
import type { Slot, VirtualClock } from '@jazzgrid/units'
import type { RunRecord } from '../record/run-record.js'
import type { Scenario } from '../scenario/scenario.js'
import { ClearingHouse } from './clearing-house.js'
import type { Community } from './community/community.js'
import type { SiteForecast } from './community/site-forecast.js'
import type { Span } from './community/span.js'
import { Delivery } from './delivery.js'
import type { Fleet, Opening } from './fleet/fleet.js'
import type { Fidelity } from './fleet/fleet-of.js'
import { MarketFeed } from './market-feed.js'
import { meanPrice } from './recorder/price-bar.js'
import { Recorder } from './recorder/recorder.js'
import { RoundDesk } from './round-desk.js'
import type { MarketVenue } from './venue/market-venue.js'
import { CommunityWorld } from './world/community-world.js'

export interface DayLoopParts {
  readonly scenario: Scenario
  readonly span: Span
  readonly community: Community
  readonly forecasts: readonly SiteForecast[]
  readonly tariff: TariffSignal
  readonly venue: MarketVenue
  readonly fleet: Fleet
  readonly clock: VirtualClock
}

/** The gate of a round, and what the agents want there. */
export interface Asked {
  readonly opening: Opening
  readonly requests: readonly Request[]
}

/**
 * The order of things in a round: the slot that has ended is metered and settled; the gate opens and agents decide; the
 * exchange executes; and once its gate has closed and its time has come, a slot is handed over for delivery.
 */
export class DayLoop {
  readonly #parts: DayLoopParts
  readonly #world: CommunityWorld
  readonly #house: ClearingHouse
  readonly #feed: MarketFeed
  readonly #desk: RoundDesk
  readonly #delivery: Delivery
  readonly #recorder: Recorder
  lastPrice = Number.NaN

  constructor(parts: DayLoopParts) {
    const { scenario, span, community, forecasts, fleet, venue } = parts
    this.#parts = parts
    this.#world = new CommunityWorld(community, span)
    this.#house = new ClearingHouse(scenario, span, community, this.#world)
    this.#feed = new MarketFeed(span, scenario.market, parts.tariff)
    this.#recorder = new Recorder(scenario, span, community, forecasts, this.#house.network)
    this.#delivery = new Delivery({ community, span, tariff: parts.tariff, fleet, world: this.#world })
    const { decisions, orders } = this.#recorder
    this.#desk = new RoundDesk({ scenario, community, fleet, decisions, orders, from: span.recorded })
    this.#delivery.announce(span.starts)
    venue.metered(span.first - 1, [...this.#world.registers])
  }

  /** The round of this moment up to what the agents ask of the market. */
  ask(): Asked {
    const { clock, span, venue } = this.#parts
    const { grid } = span
    const now = clock.now()
    const slot = grid.at(now)
    if (now === grid.start(slot) && slot > span.first) this.#close(slot - 1)
    if (now === grid.start(span.recorded)) this.#recorder.begin(this.#world)
    const opening = this.#feed.opening(now, venue.data)
    for (const due of opening.due) this.#recorder.expected(due.slot, seriesAt(opening.expected, due.slot))
    return { opening, requests: this.#desk.decide(opening) }
  }

  /** The rest of the round, with what the market did; the clock moves on to the next. */
  answer({ opening }: Asked, report: RoundReport): void {
    const { clock, span, scenario } = this.#parts
    const { grid } = span
    const { now } = opening
    const slot = grid.at(now)
    this.#desk.tell(report)
    for (const trade of report.trades) this.#delivery.contracted(trade)
    for (const trade of report.selfSupply) this.#delivery.contracted(trade)
    this.#recorder.matched(report)
    this.#feed.hear(report.fates)
    const calledAt = grid.start(slot) + Math.max(0, scenario.market.gateClosure)
    if (now === calledAt) this.#delivery.call(slot, opening)
    clock.advanceTo(now + scenario.market.roundLength)
  }

  /** Settle the last slot and hand over the record. */
  finish(fidelity: Fidelity): RunRecord {
    this.#close(this.#parts.span.end - 1)
    return this.#recorder.finish(fidelity, this.#world)
  }

  #close(slot: Slot): void {
    const { venue, scenario, span } = this.#parts
    const now = span.grid.end(slot)
    this.#delivery.pass(slot, now)
    const { community, forecasts } = this.#parts
    for (const { account } of community.sites) {
      const { load, generation } = this.#world.sites[account]
      forecasts[account].learn(slot, load, generation)
    }
    const trades = this.#recorder.tradesOf(slot)
    const outcome = this.#house.close(slot, trades, this.#world)
    venue.metered(slot, [...this.#world.registers])
    venue.settled(outcome.settled)
    for (const account of outcome.suspended) venue.suspend(account, now + scenario.market.slotLength)
    const bar = this.#recorder.closed(slot, now, outcome, this.#world, this.#delivery)
    const price = meanPrice(bar)
    this.#feed.learn(slot, price)
    if (!Number.isNaN(price)) this.lastPrice = price
    for (const room of this.#desk.rooms) room.forget(slot)
  }
}
