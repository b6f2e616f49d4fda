import { map, type Observable, withLatestFrom } from 'rxjs'
import type {
  DueSlot,
  ForecastSignal,
  PriceSignal,
  QuoteRules,
  SiteSignal,
  TariffSignal,
  TelemetrySignal,
} from '../strategy/signal.js'
import type { AgentEvent } from './agent-event.js'

/** The clock of the market: fires when slots are due to be quoted. */
export interface Gate {
  /** UTC ms. */
  readonly now: number
  readonly due: readonly DueSlot[]
  readonly firstOpen: number
}

/** The streams that a decision samples. */
export interface Signals {
  readonly gate$: Observable<Gate>
  readonly price$: Observable<PriceSignal>
  readonly tariff$: Observable<TariffSignal>
  readonly forecast$: Observable<ForecastSignal>
  readonly site$: Observable<SiteSignal>
  readonly telemetry$: Observable<TelemetrySignal>
}

/**
 * One event per decision: RxJS decides when and with what. Streams tick as often as they like; the machine hears of them
 * only through the sample that the gate takes.
 */
export function decisions$(signals: Signals, rules: QuoteRules): Observable<AgentEvent> {
  return signals.gate$.pipe(
    withLatestFrom(signals.price$, signals.tariff$, signals.forecast$, signals.site$, signals.telemetry$),
    map(
      ([gate, price, tariff, forecast, site, telemetry]): AgentEvent => ({
        type: 'gate',
        view: { ...gate, rules, price, tariff, forecast, site, telemetry },
      }),
    ),
  )
}
