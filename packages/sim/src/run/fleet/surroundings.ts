import type {
  AgentProfile,
  DueSlot,
  ForecastSignal,
  QuoteRules,
  SiteSignal,
  SlotSeries,
  Strategy,
  TariffSignal,
  TelemetrySignal,
  View,
} from '@jazzgrid/agent'
import type { Chance } from '@jazzgrid/units'
import type { SiteForecast } from '../community/site-forecast.js'
import type { Opening } from './fleet.js'

/** What a fleet needs to know to show each agent its own view. */
export interface FleetSurroundings {
  readonly profiles: readonly AgentProfile[]
  readonly rules: QuoteRules
  readonly tariff: TariffSignal
  /** By account. */
  readonly forecasts: readonly SiteForecast[]
  readonly strategy: (profile: AgentProfile) => Strategy
  /** Each agent's own stream. */
  readonly chances: readonly Chance[]
}

/** The forecast that the agents of one site see. */
export function forecastFor(forecast: SiteForecast, price: SlotSeries): ForecastSignal {
  const { load, generation, loadError, generationError } = forecast
  return { price, load, generation, loadError, generationError }
}

/** The sample of all streams as one agent sees it. */
export function viewFor(
  around: FleetSurroundings,
  agent: number,
  opening: Opening,
  due: readonly DueSlot[],
  site: SiteSignal,
  telemetry: TelemetrySignal,
): View {
  return {
    now: opening.now,
    due,
    firstOpen: opening.firstOpen,
    rules: around.rules,
    price: opening.price,
    tariff: around.tariff,
    forecast: forecastFor(around.forecasts[around.profiles[agent].account], opening.expected),
    site,
    telemetry,
  }
}

/** A delivery call comes between two gates. */
export const NOTHING_DUE: readonly DueSlot[] = []

/** Nothing is promised in a delivery call either. */
export const NO_ROOM: SiteSignal = { out: { first: 0, values: [] }, in: { first: 0, values: [] } }

/** Before the first reading. */
export const UNKNOWN: TelemetrySignal = { soc: Number.NaN, plugged: true, running: Number.NaN }
