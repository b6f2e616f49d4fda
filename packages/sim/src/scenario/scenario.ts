import type { Price, W, Wh } from '@jazzgrid/units'

/**
 * A resolved scenario: what one run needs, in base units, with every default filled in and every series read. It is plain
 * data; equal scenarios and seeds give equal runs.
 */
export interface Scenario {
  readonly name: string
  /** The case of the file that was resolved, `base` where it has none. */
  readonly case: string
  readonly seed: string
  readonly time: ScenarioTime
  readonly market: ScenarioMarket
  readonly tariff: ScenarioTariff
  readonly weather: ScenarioWeather
  readonly forecast: ScenarioForecast
  readonly sites: readonly ScenarioSite[]
}

export interface ScenarioTime {
  /** IANA zone of the community; days, profiles and trips are local. */
  readonly zone: string
  /** UTC ms of the local midnight on which the recorded days begin. */
  readonly start: number
  readonly days: number
  /** Days simulated before `start` to fill forecasts, stores and price history; not in the results. */
  readonly warmUpDays: number
}

export type MechanismName = 'continuous' | 'call' | 'pay-as-bid' | 'trade-reduction'

export interface ScenarioMarket {
  readonly currency: string
  readonly mechanism: MechanismName
  /** Batch mechanisms only: the price within the interval, see `PriceRule` of the market. */
  readonly pricing: { readonly k: number; readonly interval: 'marginal-pair' | 'supporting' }
  /** ms */
  readonly slotLength: number
  /** ms between two rounds; divides the slot. */
  readonly roundLength: number
  /** ms before the slot starts that its book opens. */
  readonly openBefore: number
  /** ms relative to the slot's start at which its book closes; negative is before. A multiple of the round. */
  readonly gateClosure: number
  /** ms before gate closure at which agents quote a slot, descending, multiples of the round; the last is usually 0. */
  readonly quoteLeads: readonly number[]
  readonly tick: Price
  readonly lot: Wh
  readonly band: { readonly min: Price; readonly max: Price }
}

export interface ScenarioTariff {
  /** Per slot of the whole run, warm-up included, index 0 = first slot of the warm-up. */
  readonly retail: readonly Price[]
  readonly feedIn: readonly Price[]
  /** Network charge by distance class, paid by the buyer, once; within a site there is none. */
  readonly network: { readonly sameFeeder: Price; readonly other: Price }
  /** Share of sold energy that may be missing before a seller's offers are suspended, 0..1. */
  readonly suspendAbove: number
}

export interface ScenarioWeather {
  /** degrees, north and east positive */
  readonly latitude: number
  readonly longitude: number
  /** Mean of the clear-sky index: 1 is a clear day, 0.3 an overcast one. */
  readonly clearness: number
  /** Standard deviation of its slot-to-slot variation, 0 = none. */
  readonly variability: number
  /** Daily mean and half of the daily swing of air temperature [degC]. */
  readonly temperature: { readonly mean: number; readonly swing: number }
}

/** `noisy`: the truth times 1 + sd x normal, for experiments on forecast error; `models`: learnt from own readings. */
export type ScenarioForecast = { readonly kind: 'noisy'; readonly sd: number } | { readonly kind: 'models' }

/** What the owner of a site wants; a house trades accordingly. */
export type Preference = 'cheapest' | 'renewable' | 'local' | 'profit'

export interface ScenarioSite {
  /** Unique in the scenario. */
  readonly name: string
  readonly kind: 'house' | 'store' | 'mall' | 'office' | 'other'
  readonly feeder: string
  readonly preference: Preference
  /** A trader of the literature that names the prices of its devices; without one they concede. */
  readonly trader?: 'zi-c' | 'zip'
  /** Hedge contracted amounts against forecast error, where no store of the site makes up for it. */
  readonly hedge?: boolean
  /** Most power the connection may carry either way. */
  readonly contract: W
  /** Most power the router leg may exchange with the others. */
  readonly leg: W
  /** What the owner pays beyond its limit for a unit with the attribute; 0 = nothing. */
  readonly premium: { readonly renewable: Price; readonly local: Price }
  readonly devices: readonly ScenarioDevice[]
}

export type ScenarioDevice = ScenarioPv | ScenarioBattery | ScenarioEv | ScenarioHousehold

export interface ScenarioPv {
  readonly kind: 'pv'
  /** Unique in the scenario; also the name of its chance stream. */
  readonly name: string
  readonly peak: W
  /** Degrees from horizontal and from south (west positive). */
  readonly tilt: number
  readonly azimuth: number
  /** Metered generation per slot of the whole run [Wh]; absent = from the weather. */
  readonly series?: readonly Wh[]
}

export interface ScenarioBattery {
  readonly kind: 'battery'
  readonly name: string
  readonly capacity: Wh
  readonly charge: W
  readonly discharge: W
  /** One way, 0..1. */
  readonly chargeEfficiency: number
  readonly dischargeEfficiency: number
  /** Band and start as shares of capacity. */
  readonly minimumSoc: number
  readonly maximumSoc: number
  readonly initialSoc: number
  /** Wear per Wh through the terminals. */
  readonly wear: Price
  readonly strategy: 'value' | 'table'
}

export interface ScenarioEv extends Omit<ScenarioBattery, 'kind' | 'strategy'> {
  readonly kind: 'ev'
  /** `price-cap` is the rule of the slides: charge when the price is under `priceCap`. */
  readonly strategy: 'value' | 'price-cap'
  readonly priceCap: Price
  /** Sells back to the community (V2G) or only charges. */
  readonly v2g: boolean
  readonly trips: readonly Trip[]
}

/** One absence: unplugged in [departure, arrival), UTC ms on slot borders, using this much from the battery. */
export interface Trip {
  readonly departure: number
  readonly arrival: number
  readonly energy: Wh
  /** SOC (0..1) that must be there at departure. */
  readonly departureSoc: number
  /** Whether it is plugged in from its arrival on; nobody knows before. */
  readonly plugged: boolean
}

export interface ScenarioHousehold {
  readonly kind: 'household'
  readonly name: string
  readonly profile: 'detached' | 'store' | 'mall' | 'office' | 'flat'
  /** Mean energy of a day [Wh]; ignored with a series. */
  readonly daily: Wh
  /** Share of the load that is bought on the market, 0..1. */
  readonly tradable: number
  readonly series?: readonly Wh[]
}
