import type { SettledSlot } from '@jazzgrid/market'
import type { TableBuilder } from '../../record/table-builder.js'

/** Sums of one account over the recorded slots; money positive where it received. */
interface Sums {
  bought: number
  sold: number
  imported: number
  exported: number
  trade: number
  network: number
  imbalance: number
  penalty: number
  load: number
  renewable: number
  local: number
}

/** What a site would have paid otherwise, normalised for what its stores hold in the end [micro]. */
export interface Comparison {
  readonly supplierOnly: number
  readonly selfConsumption: number
  /** Change of stored energy over the recorded days [Wh], and what it is worth [micro]. */
  readonly storedChange: number
  readonly storedWorth: number
}

/** Adds up the settled slots and writes the `statements`: sites, then supplier, network and community. */
export class AccountLog {
  readonly #names: readonly string[]
  readonly #sums: Sums[]
  readonly #institutions = { supplier: 0, network: 0, surplus: 0, penalty: 0 }

  constructor(names: readonly string[]) {
    this.#names = names
    this.#sums = names.map(() => ({
      bought: 0,
      sold: 0,
      imported: 0,
      exported: 0,
      trade: 0,
      network: 0,
      imbalance: 0,
      penalty: 0,
      load: 0,
      renewable: 0,
      local: 0,
    }))
  }

  add(settled: SettledSlot, consumption: readonly { load: number; renewable: number; local: number }[]): void {
    settled.lines.forEach((line, account) => {
      const sums = this.#sums[account]
      sums.bought += line.bought
      sums.sold += line.sold
      sums.imported += line.metered?.imported ?? 0
      sums.exported += line.metered?.exported ?? 0
      sums.trade += line.sales - line.purchases
      sums.network -= line.network
      sums.imbalance -= line.supplier
      sums.penalty -= line.penalty
      sums.load += consumption[account].load
      sums.renewable += consumption[account].renewable
      sums.local += consumption[account].local
      this.#institutions.supplier += line.supplier
      this.#institutions.network += line.network
      this.#institutions.penalty += line.penalty
      // what buyers paid beyond what sellers received is the community's
      this.#institutions.surplus += line.purchases - line.sales
    })
  }

  sums(account: number): Readonly<Sums> {
    return this.#sums[account]
  }

  /** @param comparisons per account. */
  write(table: TableBuilder, comparisons: readonly Comparison[]): void {
    this.#names.forEach((name, account) => {
      const sums = this.#sums[account]
      const { supplierOnly, selfConsumption, storedChange, storedWorth } = comparisons[account]
      const total = sums.trade + sums.network + sums.imbalance + sums.penalty
      table.row([
        name,
        sums.bought,
        sums.sold,
        sums.imported,
        sums.exported,
        sums.trade,
        sums.network,
        sums.imbalance,
        sums.penalty,
        total,
        -supplierOnly,
        -selfConsumption,
        total + storedWorth + selfConsumption,
        storedChange,
        sums.load === 0 ? Number.NaN : sums.renewable / sums.load,
        sums.load === 0 ? Number.NaN : sums.local / sums.load,
      ])
    })
    const { supplier, network, surplus, penalty } = this.#institutions
    const none = Number.NaN
    const rest = [none, none, none, none, none, none] as const
    table.row(['supplier', none, none, none, none, 0, 0, supplier, 0, supplier, ...rest])
    table.row(['network', none, none, none, none, 0, network, 0, 0, network, ...rest])
    table.row(['community', none, none, none, none, surplus, 0, 0, penalty, surplus + penalty, ...rest])
  }
}
