import type { DeliveryCall } from '../strategy/signal.js'
import type { DeviceReading, EnergySetpoint, Strategy } from '../strategy/strategy.js'
import type { AgentProfile } from './agent-profile.js'
import { type AgentState, StateBook } from './agent-state.js'

/** Of a device that follows nature: a roof, a load. */
export const NO_SETPOINT: EnergySetpoint = { energy: Number.NaN, reasons: [] }

/** What the device is to do in the slot that starts. */
export function setpointFor(
  profile: AgentProfile,
  state: AgentState,
  strategy: Strategy,
  call: DeliveryCall,
): EnergySetpoint {
  return strategy.setpoint?.(state.own, profile.settings, call, new StateBook(state)) ?? NO_SETPOINT
}

/** What the meter says was delivered, and what the strategy learns from it. */
export function verify(
  profile: AgentProfile,
  state: AgentState,
  strategy: Strategy,
  reading: DeviceReading,
): AgentState {
  const own = strategy.delivered?.(state.own, profile.settings, reading)
  return own === undefined || own === state.own ? state : { ...state, own }
}
