import {
  StorePlan,
  type StoreSettings,
  type Strategy,
  storeQuotes,
  storeSetpoint,
  type VehicleTerms,
} from '@jazzgrid/agent'

/** A vehicle that stands as a store between its trips. */
export interface EvSettings extends StoreSettings, VehicleTerms {
  /** The `price-cap` strategy charges under this price [micro/Wh]. */
  readonly priceCap: number
}

const plan = new StorePlan()

/**
 * A car that trades by the value of the energy in its battery, with its trips in front of it: the departure charge is a
 * floor of the plan and therefore comes before any gain; selling back pays only above what buying again will cost, losses
 * and wear included.
 */
export const evValueStrategy: Strategy<EvSettings, null> = {
  name: 'ev-value',
  initial: () => null,
  quote(_own, settings, view, book) {
    plan.look(settings, view, book, settings)
    plan.think(settings, view, book)
    return storeQuotes(plan, settings, view, book, 'ev')
  },
  setpoint: (_own, settings, call, book) => storeSetpoint(plan, settings, call, book, settings),
}
