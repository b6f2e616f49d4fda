import type { Price } from '@jazzgrid/units'

/** What a load trades by; prices are shares of the span between feed-in and retail, so that any tariff fits. */
export interface HouseholdSettings {
  /** Share of the site's net load that this load buys: 1 unless a site has several. */
  readonly share: number
  /** Share of the load that is bought on the market at all, 0..1. */
  readonly tradable: number
  /** First price below the expected one, as a share of the span down to feed-in, 0..1. */
  readonly thrift: number
  /** Whether the amount is hedged against the error of the forecast; a store of the site makes up for it better. */
  readonly hedges: boolean
  /** Urgency at which it bids the expected price, in (0, 1). */
  readonly turn: number
  /** Paid beyond the limit for a unit with the attribute; 0 = nothing. */
  readonly premium: { readonly renewable: Price; readonly local: Price }
}

export const HOUSEHOLD_SETTINGS: HouseholdSettings = {
  share: 1,
  hedges: false,
  tradable: 1,
  thrift: 0.5,
  turn: 0.7,
  premium: { renewable: 0 as Price, local: 0 as Price },
}
