import type { Clock } from '@jazzgrid/units'
import { ActorFleet } from './actor-fleet.js'
import type { Fleet } from './fleet.js'
import { StrategyFleet } from './strategy-fleet.js'
import type { FleetSurroundings } from './surroundings.js'

/** How much of an agent's machinery runs; the records do not depend on it. */
export type Fidelity = 'strategy' | 'actor' | 'network'

export function fleetOf(fidelity: Fidelity, around: FleetSurroundings, clock: Clock): Fleet {
  return fidelity === 'strategy' ? new StrategyFleet(around) : new ActorFleet(around, clock)
}
