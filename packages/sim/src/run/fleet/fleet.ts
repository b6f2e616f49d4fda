import type {
  AgentOutlet,
  DeliveryCall,
  DeviceReading,
  DueSlot,
  EnergySetpoint,
  PriceSignal,
  SiteSignal,
  SlotSeries,
  TelemetrySignal,
} from '@jazzgrid/agent'
import type { Fate } from '@jazzgrid/market'

/** What all agents are shown when slots are due. */
export interface Opening {
  /** UTC ms. */
  readonly now: number
  readonly due: readonly DueSlot[]
  readonly firstOpen: number
  readonly price: PriceSignal
  /** Expected price per slot. */
  readonly expected: SlotSeries
}

/** What comes back from an agent that decided. */
export type Decided = Extract<AgentOutlet, { type: 'decided' }>

/**
 * All agents of a run behind one door, so that the loop is the same whether they are plain calls or xstate actors.
 * Agents answer in the order of their numbers.
 */
export interface Fleet {
  /** @param site what the agent's site may still promise at this moment; asked again for each agent. */
  decide(opening: Opening, site: (account: number) => SiteSignal, sink: (decided: Decided) => void): void
  hear(agent: number, fates: readonly Fate[]): void
  /**
   * What the device is to do; an energy of NaN where it follows nature.
   * @param opening what there is to see now: the last gate at which something was due may lie slots back.
   */
  setpoint(agent: number, opening: Opening, call: Omit<DeliveryCall, 'view'>): EnergySetpoint
  /** The latest of what the device says about itself. */
  telemetry(agent: number, signal: TelemetrySignal): void
  verify(agent: number, reading: DeviceReading): void
  /** Agents whose own code failed, with the error; they take no further part and nobody else is touched. */
  readonly failures: ReadonlyMap<number, unknown>
  stop(): void
}
