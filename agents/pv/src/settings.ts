/** What a roof trades by; prices are shares of the span between feed-in and retail, so that any tariff fits. */
export interface PvSettings {
  /** Share of the site's surplus that this roof offers: 1 unless a site has several. */
  readonly share: number
  /** First asking price above the expected one, as a share of the span up to retail, 0..1. */
  readonly ambition: number
  /** Whether the amount is hedged against the error of the forecast; a store of the site makes up for it better. */
  readonly hedges: boolean
  /** Urgency at which it asks the expected price, in (0, 1). */
  readonly turn: number
}

export const PV_SETTINGS: PvSettings = { share: 1, hedges: false, ambition: 0.5, turn: 0.7 }
