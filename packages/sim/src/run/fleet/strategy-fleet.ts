import {
  type AgentState,
  type DeliveryCall,
  type DeviceReading,
  decide,
  hearFates,
  NO_SETPOINT,
  newborn,
  type Setpoint,
  type SiteSignal,
  type Strategy,
  setpointFor,
  type TelemetrySignal,
  verify,
} from '@jazzgrid/agent'
import type { Fate } from '@jazzgrid/market'
import type { Decided, Fleet, Opening } from './fleet.js'
import { type FleetSurroundings, NO_ROOM, NOTHING_DUE, UNKNOWN, viewFor } from './surroundings.js'

/** The agents as plain calls of their strategies: the same life without actors and streams. */
export class StrategyFleet implements Fleet {
  readonly failures = new Map<number, unknown>()
  readonly #around: FleetSurroundings
  readonly #strategies: readonly Strategy[]
  readonly #states: AgentState[]
  readonly #telemetry: TelemetrySignal[]

  constructor(around: FleetSurroundings) {
    this.#around = around
    const { slotLength } = around.rules
    this.#strategies = around.profiles.map(around.strategy)
    this.#states = around.profiles.map((profile) =>
      newborn(this.#strategies[profile.id].initial({ settings: profile.settings, slotLength })),
    )
    this.#telemetry = around.profiles.map(() => UNKNOWN)
  }

  decide(opening: Opening, site: (account: number) => SiteSignal, sink: (decided: Decided) => void): void {
    for (const { id } of this.#around.profiles) {
      this.#guarded(id, undefined, () => {
        const profile = this.#around.profiles[id]
        const strategy = this.#strategies[id]
        const { state, requests, decisions } = decide(
          profile,
          this.#states[id],
          strategy,
          viewFor(this.#around, id, opening, opening.due, site(profile.account), this.#telemetry[id]),
          this.#around.chances[id],
        )
        this.#states[id] = state
        sink({ type: 'decided', agent: id, requests, decisions })
      })
    }
  }

  hear(agent: number, fates: readonly Fate[]): void {
    if (!this.failures.has(agent)) this.#states[agent] = hearFates(this.#states[agent], fates)
  }

  setpoint(agent: number, opening: Opening, call: Omit<DeliveryCall, 'view'>): Setpoint {
    const profile = this.#around.profiles[agent]
    return this.#guarded(agent, NO_SETPOINT, () =>
      setpointFor(profile, this.#states[agent], this.#strategies[agent], {
        ...call,
        view: viewFor(this.#around, agent, opening, NOTHING_DUE, NO_ROOM, this.#telemetry[agent]),
      }),
    )
  }

  telemetry(agent: number, signal: TelemetrySignal): void {
    this.#telemetry[agent] = signal
  }

  verify(agent: number, reading: DeviceReading): void {
    const profile = this.#around.profiles[agent]
    this.#guarded(agent, undefined, () => {
      this.#states[agent] = verify(profile, this.#states[agent], this.#strategies[agent], reading)
    })
  }

  stop(): void {}

  #guarded<T>(agent: number, otherwise: T, run: () => T): T {
    if (this.failures.has(agent)) return otherwise
    try {
      return run()
    } catch (error) {
      this.failures.set(agent, error)
      return otherwise
    }
  }
}
