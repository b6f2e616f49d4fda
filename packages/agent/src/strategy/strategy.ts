import type { Chance, Slot } from '@jazzgrid/units'
import type { ReasonCode } from '../decision/reason.js'
import type { Quote } from './quote.js'
import type { DeliveryCall, View } from './signal.js'

/** What an agent has promised and what it has in the books; energy bought is positive. */
export interface Book {
  /** Net contracted energy of the device in a slot [Wh]. */
  position(slot: Slot): number
  /** What its resting bids and offers of a slot may still add [Wh, >= 0]. */
  bidLeaves(slot: Slot): number
  offerLeaves(slot: Slot): number
  /** Last slot with a position or a resting order; below 0 where there is none. */
  readonly lastSlot: Slot
}

/** The metered delivery of one slot [Wh at the terminal, positive into the device]. */
export interface DeviceReading {
  readonly slot: Slot
  readonly energy: number
  /** After the slot, NaN without a store. */
  readonly soc: number
  readonly plugged: boolean
}

/** What a strategy is told once, when its agent is born. `settings` is plain data of the strategy's own shape. */
export interface Birth<Settings> {
  readonly settings: Settings
  readonly slotLength: number
}

/** What a strategy wants its device to do in a slot, and why; a driver turns it into setpoints of power. */
export interface EnergySetpoint {
  /** Wh at the terminal, positive into the device. */
  readonly energy: number
  readonly reasons: readonly ReasonCode[]
}

/**
 * How much and at what price: a pure function of its own small state and the view. The same code runs under an xstate
 * actor and in a plain loop, on a device and in the simulator.
 *
 * `quote` answers for every due slot, with an order or with the reasons for none. `setpoint` says what the device does
 * in the slot that starts; without it the device follows nature (a roof, a load). `delivered` learns from the meter.
 * Chance is not part of a snapshot: a strategy that must go on after a restart as if nothing had happened draws from
 * `chance.stream(name)`, named by the time.
 */
export interface Strategy<Settings = unknown, Own = unknown> {
  readonly name: string
  initial(birth: Birth<Settings>): Own
  /** What it learns from the market at a gate, before it quotes. */
  observe?(own: Own, settings: Settings, view: View, chance: Chance | undefined): Own
  quote(own: Own, settings: Settings, view: View, book: Book, chance: Chance | undefined): readonly Quote[]
  setpoint?(own: Own, settings: Settings, call: DeliveryCall, book: Book): EnergySetpoint
  delivered?(own: Own, settings: Settings, reading: DeviceReading): Own
}
