import type { Fate } from '@jazzgrid/market'
import type { DeliveryCall, View } from '../strategy/signal.js'
import type { DeviceReading } from '../strategy/strategy.js'

/** What reaches a machine: about four events an agent and slot. Price ticks are not events; the gate samples them. */
export type AgentEvent =
  /** Time to decide: the sample of all streams that the gate took. */
  | { readonly type: 'gate'; readonly view: View }
  /** What a round did with the agent's orders. */
  | { readonly type: 'fates'; readonly fates: readonly Fate[] }
  /** The slot starts: what is contracted is to be delivered. */
  | { readonly type: 'deliver'; readonly call: DeliveryCall }
  /** The slot has ended and the meter was read. */
  | { readonly type: 'reading'; readonly reading: DeviceReading }
  | { readonly type: 'device.lost'; readonly why: string }
  | { readonly type: 'device.found' }
