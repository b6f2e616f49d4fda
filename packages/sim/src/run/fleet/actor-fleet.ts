import {
  type AgentActor,
  type AgentEvent,
  createAgentMachine,
  type DeliveryCall,
  type DeviceReading,
  decisions$,
  type EnergySetpoint,
  type ForecastSignal,
  type Gate,
  NO_SETPOINT,
  type PriceSignal,
  type SiteSignal,
  spawnAgent,
  type TariffSignal,
  type TelemetrySignal,
} from '@jazzgrid/agent'
import type { Fate } from '@jazzgrid/market'
import type { Clock } from '@jazzgrid/units'
import { BehaviorSubject, merge, type Observable, ReplaySubject, Subject } from 'rxjs'
import type { Decided, Fleet, Opening } from './fleet.js'
import { type FleetSurroundings, forecastFor, NO_ROOM, NOTHING_DUE, UNKNOWN, viewFor } from './surroundings.js'

/**
 * Every agent an xstate actor of its own with its own RxJS pipeline: the gate samples the streams of prices, tariffs,
 * forecasts and telemetry into one event per decision, and what the actor emits is the only thing that comes back.
 */
export class ActorFleet implements Fleet {
  readonly failures = new Map<number, unknown>()
  readonly actors: readonly AgentActor[]
  readonly #around: FleetSurroundings
  readonly #gate$ = new Subject<Gate>()
  readonly #price$ = new ReplaySubject<PriceSignal>(1)
  readonly #tariff$: BehaviorSubject<TariffSignal>
  /** By account: the agents of a site share its forecast. */
  readonly #forecast$: readonly ReplaySubject<ForecastSignal>[]
  readonly #site$: readonly ReplaySubject<SiteSignal>[]
  readonly #telemetry$: readonly BehaviorSubject<TelemetrySignal>[]
  /** What concerns one agent alone: fates, calls, readings. */
  readonly #direct$: readonly Subject<AgentEvent>[]
  #sink: ((decided: Decided) => void) | undefined
  #setpoint = NO_SETPOINT

  constructor(around: FleetSurroundings, clock: Clock) {
    this.#around = around
    this.#tariff$ = new BehaviorSubject(around.tariff)
    this.#forecast$ = around.forecasts.map(() => new ReplaySubject<ForecastSignal>(1))
    this.#site$ = around.forecasts.map(() => new ReplaySubject<SiteSignal>(1))
    this.#telemetry$ = around.profiles.map(() => new BehaviorSubject<TelemetrySignal>(UNKNOWN))
    this.#direct$ = around.profiles.map(() => new Subject<AgentEvent>())
    const strategies = around.profiles.map(around.strategy)
    const machine = createAgentMachine({
      strategy: ({ id }) => strategies[id],
      inbox: (agent) => this.#inbox(agent),
      chance: (agent) => around.chances[agent],
    })
    this.actors = around.profiles.map((profile) => {
      const { slotLength } = around.rules
      const onError = (error: unknown) => this.failures.set(profile.id, error)
      const actor = spawnAgent(machine, { profile, slotLength }, { clock, onError })
      actor.on('decided', (decided) => this.#sink?.(decided))
      actor.on('setpoint', ({ setpoint }) => {
        this.#setpoint = setpoint
      })
      return actor.start()
    })
  }

  decide(opening: Opening, site: (account: number) => SiteSignal, sink: (decided: Decided) => void): void {
    const { now, due, firstOpen, price, expected } = opening
    // the devices of a site share its leg: each sees what those before it have left
    for (let account = 0; account < this.#site$.length; account++) this.#site$[account].next(site(account))
    this.#sink = (decided) => {
      sink(decided)
      const { account } = this.#around.profiles[decided.agent]
      this.#site$[account].next(site(account))
    }
    this.#price$.next(price)
    for (let account = 0; account < this.#forecast$.length; account++) {
      this.#forecast$[account].next(forecastFor(this.#around.forecasts[account], expected))
    }
    this.#gate$.next({ now, due, firstOpen })
    this.#sink = undefined
  }

  hear(agent: number, fates: readonly Fate[]): void {
    this.#direct$[agent].next({ type: 'fates', fates })
  }

  setpoint(agent: number, opening: Opening, call: Omit<DeliveryCall, 'view'>): EnergySetpoint {
    if (this.failures.has(agent)) return NO_SETPOINT
    const view = viewFor(this.#around, agent, opening, NOTHING_DUE, NO_ROOM, this.#telemetry$[agent].value)
    this.#setpoint = NO_SETPOINT
    this.#direct$[agent].next({ type: 'deliver', call: { ...call, view } })
    return this.#setpoint
  }

  telemetry(agent: number, signal: TelemetrySignal): void {
    this.#telemetry$[agent].next(signal)
  }

  verify(agent: number, reading: DeviceReading): void {
    this.#direct$[agent].next({ type: 'reading', reading })
  }

  stop(): void {
    for (const actor of this.actors) actor.stop()
  }

  #inbox(agent: number): Observable<AgentEvent> {
    const { profiles, rules } = this.#around
    const signals = {
      gate$: this.#gate$,
      price$: this.#price$,
      tariff$: this.#tariff$,
      forecast$: this.#forecast$[profiles[agent].account],
      site$: this.#site$[profiles[agent].account],
      telemetry$: this.#telemetry$[agent],
    }
    return merge(decisions$(signals, rules), this.#direct$[agent])
  }
}
