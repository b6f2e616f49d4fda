import type { Request } from '@jazzgrid/market'
import type { Slot } from '@jazzgrid/units'
import type { Decision } from '../decision/decision.js'
import type { EnergySetpoint } from '../strategy/strategy.js'

/** What a machine emits; nothing else leaves it. */
export type AgentOutlet =
  | {
      readonly type: 'decided'
      readonly agent: number
      readonly requests: readonly Request[]
      readonly decisions: readonly Decision[]
    }
  | { readonly type: 'setpoint'; readonly agent: number; readonly slot: Slot; readonly setpoint: EnergySetpoint }
