import { primaryOf } from '@jazzgrid/market'
import type { Slot } from '@jazzgrid/units'
import type { TableBuilder } from '../../record/table-builder.js'
import type { SlotOutcome } from '../clearing-house.js'
import type { Community } from '../community/community.js'
import type { SiteForecast } from '../community/site-forecast.js'
import type { Delivery } from '../delivery.js'
import type { CommunityWorld } from '../world/community-world.js'
import { meanPrice, type PriceBar } from './price-bar.js'
import { ReasonCells } from './reason-cells.js'

const agentColumns = (table: TableBuilder) => ({
  slot: table.number('slot_ms'),
  agent: table.text('agent'),
  kind: table.text('kind'),
  site: table.text('site'),
  energy: table.number('energy_wh'),
  planned: table.number('planned_wh'),
  forecast: table.number('forecast_wh'),
  soc: table.number('soc'),
  plugged: table.number('plugged'),
  driven: table.number('driven_wh'),
  stranded: table.number('stranded_wh'),
  reasons: table.text('reasons'),
})

/** Writes what one slot was: `slots`, `readings` and `agents`. */
export class SlotLog {
  readonly #tables: { readonly slots: TableBuilder; readonly readings: TableBuilder; readonly agents: TableBuilder }
  readonly #community: Community
  readonly #forecasts: readonly SiteForecast[]
  readonly #slotLength: number
  readonly #reasons = new ReasonCells()
  readonly #agents: ReturnType<typeof agentColumns>

  constructor(
    tables: { readonly slots: TableBuilder; readonly readings: TableBuilder; readonly agents: TableBuilder },
    community: Community,
    forecasts: readonly SiteForecast[],
    slotLength: number,
  ) {
    this.#tables = tables
    this.#community = community
    this.#forecasts = forecasts
    this.#slotLength = slotLength
    this.#agents = agentColumns(tables.agents)
  }

  add(slot: Slot, bar: PriceBar, expected: number, outcome: SlotOutcome, world: CommunityWorld, delivery: Delivery) {
    this.#slot(slot, bar, expected, outcome, world)
    for (const { account, scenario } of this.#community.sites)
      this.#reading(slot, account, scenario.name, outcome, world)
    for (const { id } of this.#community.members) this.#agent(slot, id, world, delivery)
  }

  #agent(slot: Slot, id: number, world: CommunityWorld, delivery: Delivery): void {
    const { device, site } = this.#community.members[id]
    const { energy, soc, plugged, driven, stranded } = world.devices[id]
    const row = this.#tables.agents.next()
    const to = this.#agents
    to.slot.put(row, slot * this.#slotLength)
    to.agent.put(row, device.name)
    to.kind.put(row, device.kind)
    to.site.put(row, site.scenario.name)
    to.energy.put(row, energy)
    to.planned.put(row, delivery.setpoints[id])
    to.forecast.put(row, this.#forecast(site.account, device.kind, slot))
    to.soc.put(row, soc)
    to.plugged.put(row, plugged ? 1 : 0)
    to.driven.put(row, driven)
    to.stranded.put(row, stranded)
    to.reasons.put(row, this.#reasons.text(delivery.reasons[id]))
  }

  #slot(slot: Slot, bar: PriceBar, expected: number, { settled }: SlotOutcome, world: CommunityWorld): void {
    const { reference } = settled.lines[0]
    const sum = (of: 'generation' | 'load' | 'imported' | 'exported') =>
      world.sites.reduce((total, site) => total + site[of], 0)
    this.#tables.slots.row([
      slot * this.#slotLength,
      bar.open,
      bar.low,
      bar.high,
      bar.close,
      meanPrice(bar),
      bar.traded,
      bar.selfSupplied,
      expected,
      reference.retail,
      reference.feedIn,
      sum('generation'),
      sum('load'),
      sum('imported'),
      sum('exported'),
    ])
  }

  #reading(slot: Slot, account: number, name: string, { settled, tracked }: SlotOutcome, world: CommunityWorld): void {
    const metered = world.sites[account]
    const line = settled.lines[account]
    const origin = tracked.sites[account]
    this.#tables.readings.row([
      slot * this.#slotLength,
      name,
      metered.imported,
      metered.exported,
      line.bought - line.sold,
      line.imbalance,
      metered.load,
      metered.generation,
      metered.batteryCharge,
      metered.batteryDischarge,
      metered.evCharge,
      metered.evDischarge,
      primaryOf(origin.load).pv,
      origin.own + origin.traded,
      origin.supplied,
    ])
  }

  /** Of the device's own kind of energy; a store has no forecast. */
  #forecast(account: number, kind: string, slot: Slot): number {
    const { load, generation } = this.#forecasts[account]
    if (kind === 'household') return load.values[slot - load.first]
    return kind === 'pv' ? -generation.values[slot - generation.first] : Number.NaN
  }
}
