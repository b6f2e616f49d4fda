import { cost, type Money, type Price, type Wh, wh } from '@jazzgrid/units'

/** The supplier's prices of one slot: the outside option that everybody has without a market. */
export interface Reference {
  /** What a Wh from the supplier costs, with its own network charge included. */
  readonly retail: Price
  /** What the supplier pays for a Wh. */
  readonly feedIn: Price
}

/** One pair of prices for all, or one per account where tariffs differ (tiers, contracts). */
export type References = Reference | readonly Reference[]

export function referenceOf(references: References, account: number): Reference {
  return Array.isArray(references) ? references[account] : (references as Reference)
}

/**
 * What an amount exchanged with the supplier costs: positive was drawn and is bought at retail, negative was fed in and
 * is sold at feed-in (a negative cost). The two are never netted in money: one amount has one sign and one price.
 */
export function supplierCost(reference: Reference, energy: Wh): Money {
  return cost(energy > 0 ? reference.retail : reference.feedIn, energy)
}

/** What was metered, over the slots since the last reading. */
export interface Metered {
  readonly imported: Wh
  readonly exported: Wh
}

/** Metered net of a site; positive was drawn. Within one delivery period a site settles by its net. */
export const netOf = (metered: Metered): Wh => wh(metered.imported - metered.exported)
