import {
  type AgentState,
  type DeliveryCall,
  type DeviceReading,
  decide,
  type EnergySetpoint,
  hearFates,
  NO_SETPOINT,
  newborn,
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
    for (let id = 0; id < this.#states.length; id++) {
      if (this.failures.has(id)) continue
      let decided: ReturnType<typeof decide>
      try {
        decided = this.#decide(id, opening, site)
      } catch (error) {
        this.failures.set(id, error)
        continue
      }
      this.#states[id] = decided.state
      sink({ type: 'decided', agent: id, requests: decided.requests, decisions: decided.decisions })
    }
  }

  hear(agent: number, fates: readonly Fate[]): void {
    if (!this.failures.has(agent)) this.#states[agent] = hearFates(this.#states[agent], fates)
  }

  setpoint(agent: number, opening: Opening, call: Omit<DeliveryCall, 'view'>): EnergySetpoint {
    if (this.failures.has(agent)) return NO_SETPOINT
    const view = viewFor(this.#around, agent, opening, NOTHING_DUE, NO_ROOM, this.#telemetry[agent])
    const { slot, residual, retail, feedIn } = call
    try {
      const asked = { slot, residual, retail, feedIn, view }
      return setpointFor(this.#around.profiles[agent], this.#states[agent], this.#strategies[agent], asked)
    } catch (error) {
      this.failures.set(agent, error)
      return NO_SETPOINT
    }
  }

  telemetry(agent: number, signal: TelemetrySignal): void {
    this.#telemetry[agent] = signal
  }

  verify(agent: number, reading: DeviceReading): void {
    if (this.failures.has(agent)) return
    try {
      const profile = this.#around.profiles[agent]
      this.#states[agent] = verify(profile, this.#states[agent], this.#strategies[agent], reading)
    } catch (error) {
      this.failures.set(agent, error)
    }
  }

  stop(): void {}

  #decide(id: number, opening: Opening, site: (account: number) => SiteSignal) {
    const profile = this.#around.profiles[id]
    const view = viewFor(this.#around, id, opening, opening.due, site(profile.account), this.#telemetry[id])
    return decide(profile, this.#states[id], this.#strategies[id], view, this.#around.chances[id])
  }
}
