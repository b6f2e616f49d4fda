import { type NetworkTariff, networkCharge, type Trade } from '@jazzgrid/market'
import { cost, type Slot } from '@jazzgrid/units'
import type { TableBuilder } from '../../record/table-builder.js'

/** A balanced unit on its way from match to meter. */
export interface Unit {
  /** Row in the `trades` table, -1 in the warm-up. */
  readonly id: number
  readonly trade: Trade
  readonly ordered: number
}

/** Writes `trades` when units are matched and `deliveries` when they were verified. */
export class UnitLog {
  readonly #trades: TableBuilder
  readonly #deliveries: TableBuilder
  readonly #slotLength: number
  readonly #from: Slot
  readonly #network: NetworkTariff
  readonly #sites: readonly string[]
  readonly #agents: readonly string[]
  readonly #units = new Map<Slot, Unit[]>()

  constructor(options: {
    readonly trades: TableBuilder
    readonly deliveries: TableBuilder
    readonly slotLength: number
    readonly from: Slot
    readonly network: NetworkTariff
    readonly sites: readonly string[]
    readonly agents: readonly string[]
  }) {
    this.#trades = options.trades
    this.#deliveries = options.deliveries
    this.#slotLength = options.slotLength
    this.#from = options.from
    this.#network = options.network
    this.#sites = options.sites
    this.#agents = options.agents
  }

  /** @param ordered when the seller's order was placed. */
  matched(trade: Trade, ordered: number): void {
    const selfSupply = trade.buyer === trade.seller
    const id = trade.slot < this.#from ? -1 : this.#trades.rows
    const units = this.#units.get(trade.slot)
    const unit: Unit = { id, trade, ordered }
    if (units === undefined) this.#units.set(trade.slot, [unit])
    else units.push(unit)
    if (id < 0) return
    const charge = networkCharge(this.#network, trade.buyer, trade.seller)
    this.#trades.row([
      id,
      selfSupply ? 'self-supply' : 'trade',
      trade.at,
      trade.slot * this.#slotLength,
      this.#sites[trade.seller],
      this.#agents[trade.sellerDevice],
      this.#sites[trade.buyer],
      this.#agents[trade.buyerDevice],
      trade.sell,
      trade.buy,
      selfSupply ? Number.NaN : trade.price,
      selfSupply ? Number.NaN : (trade.sellerPrice ?? trade.price),
      trade.quantity,
      trade.origin,
      selfSupply ? 0 : cost(charge, trade.quantity),
    ])
  }

  /** The units of a slot, in the order in which they were matched. */
  of(slot: Slot): readonly Unit[] {
    return this.#units.get(slot) ?? []
  }

  /** The slot was delivered and metered: write what became of its units, and forget them. */
  verified(slot: Slot, prepared: number, at: number, delivered: readonly number[]): void {
    const units = this.of(slot)
    this.#units.delete(slot)
    units.forEach((unit, i) => {
      if (unit.id < 0) return
      this.#deliveries.row([
        unit.id,
        slot * this.#slotLength,
        unit.ordered,
        unit.ordered,
        unit.trade.at,
        prepared,
        at,
        at,
        unit.trade.quantity,
        delivered[i],
        delivered[i] === unit.trade.quantity ? 'delivered' : 'under-delivered',
      ])
    })
  }
}
