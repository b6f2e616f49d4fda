import type { DeliveryCall } from '../strategy/signal.js'
import type { DeviceReading, Strategy } from '../strategy/strategy.js'
import type { AgentProfile } from './agent-profile.js'
import { type AgentState, StateBook } from './agent-state.js'

/** The energy to move in the slot that starts [Wh, positive into the device]; NaN: the device follows nature. */
export function setpointFor(profile: AgentProfile, state: AgentState, strategy: Strategy, call: DeliveryCall): number {
  return strategy.setpoint?.(state.own, profile.settings, call, new StateBook(state)) ?? Number.NaN
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
