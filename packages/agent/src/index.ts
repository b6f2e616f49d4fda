export type { Action, Decision } from './decision/decision.js'
export type { Alternative, ReasonCode } from './decision/reason.js'
export { ALTERNATIVE_TEXTS, type BilingualText, REASON_TEXTS, reasonText } from './decision/reason-text.js'
export { Calendar } from './forecast/calendar.js'
export { ClearSkySeries, type Place } from './forecast/clear-sky-series.js'
export { DailyProfile } from './forecast/daily-profile.js'
export type { ForecastError, Forecaster } from './forecast/forecaster.js'
export { Persistence } from './forecast/persistence.js'
export { RidgeForecast, type RidgeSettings } from './forecast/regression/ridge-forecast.js'
export { SeasonalNaive } from './forecast/seasonal-naive.js'
export { SolarForecast, type SolarSettings } from './forecast/solar-forecast.js'
export type { AgentProfile } from './life/agent-profile.js'
export { type AgentState, newborn, StateBook } from './life/agent-state.js'
export { type Decided, decide } from './life/decide.js'
export { NO_SETPOINT, setpointFor, verify } from './life/deliver.js'
export { hearFates } from './life/hear-fates.js'
export type { RestingOrder } from './life/resting-order.js'
export { positionIn, pruned, type SlotLedger, withPosition } from './life/slot-ledger.js'
export type { AgentEvent } from './machine/agent-event.js'
export {
  type AgentBirth,
  type AgentContext,
  type AgentMachine,
  type AgentSurroundings,
  createAgentMachine,
} from './machine/agent-machine.js'
export type { AgentOutlet } from './machine/agent-outlet.js'
export { snapshotAgent } from './machine/agent-snapshot.js'
export { decisions$, type Gate, type Signals } from './machine/signals.js'
export { type AgentActor, type SpawnOptions, spawnAgent } from './machine/spawn-agent.js'
export { balancePrice, type OutlookInputs, priceOutlook } from './outlook/price-outlook.js'
export { Headroom, type Promises, promises } from './reserve/headroom.js'
export { SiteRoom } from './site/site-room.js'
export { StorePlan } from './store/store-plan.js'
export { storeQuotes } from './store/store-quotes.js'
export { storeSetpoint } from './store/store-setpoint.js'
export type { Absence, StoreSettings, VehicleTerms } from './store/store-settings.js'
export { storeSilence, unplanned } from './store/store-silence.js'
export { type Concession, concede } from './strategy/concession.js'
export { legRoom, onTick, wholeLots } from './strategy/grid-price.js'
export { hedge, netError } from './strategy/newsvendor.js'
export type { Grounds, NoQuote, OrderQuote, Quote } from './strategy/quote.js'
export {
  type DeliveryCall,
  type DueSlot,
  type ForecastSignal,
  type PriceSignal,
  type QuoteRules,
  type SiteSignal,
  type SlotSeries,
  seriesAt,
  type TariffSignal,
  type TelemetrySignal,
  type View,
} from './strategy/signal.js'
export type { Birth, Book, DeviceReading, EnergySetpoint, Strategy } from './strategy/strategy.js'
export { type AdaptiveAggressiveState, adaptiveAggressive } from './traders/adaptive-aggressive.js'
export { type AuctionView, type CdaTrader, type Shout, withinLimit } from './traders/cda-trader.js'
export { type TraderMemory, traderStrategy } from './traders/trader-strategy.js'
export { zeroIntelligence } from './traders/zero-intelligence.js'
export { type ZipState, zeroIntelligencePlus } from './traders/zero-intelligence-plus.js'
export { type StorageHorizon, storageHorizon } from './value/storage-horizon.js'
export { ValueProgramme } from './value/value-programme.js'
