import { type Wh, wh } from '@jazzgrid/units'

/** What a battery bids and asks at a state of charge [currency per kWh]; absent = nothing on that side. */
export interface BiddingRow {
  /** Per cent of capacity. */
  readonly soc: number
  readonly buy?: number
  readonly sell?: number
}

/** Each entry of the table is for 1.0 kWh. */
export const TABLE_LOT: Wh = wh(1000)

/** The bidding table by state of charge of the founding slides (Urawa-Misono trial). */
export const BIDDING_TABLE: readonly BiddingRow[] = [
  { soc: 30, buy: 25 },
  { soc: 40, buy: 20, sell: 30 },
  { soc: 50, buy: 10, sell: 20 },
  { soc: 60, buy: 5, sell: 15 },
  { soc: 70, sell: 10 },
]

/**
 * The row for a state of charge (0..1): the nearest full ten per cent, halves upwards. Below the table the first row
 * holds, above it the last: an empty battery goes on buying and a full one goes on selling.
 */
export function rowAt(soc: number): BiddingRow | undefined {
  if (Number.isNaN(soc)) return undefined
  const ten = Math.round(soc * 10) * 10
  const first = BIDDING_TABLE[0]
  const last = BIDDING_TABLE[BIDDING_TABLE.length - 1]
  return BIDDING_TABLE.find((row) => row.soc === Math.max(first.soc, Math.min(last.soc, ten)))
}
