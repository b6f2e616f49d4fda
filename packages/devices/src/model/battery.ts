import { invariant, type W, type Wh } from '@jazzgrid/units'
import { energyOver, type J, joulesOf } from './energy.js'

/** What a battery can do. Power and energy are at its AC terminal, so an efficiency includes the inverter's. */
export interface BatterySpec {
  readonly capacity: Wh
  /** SOC band it is operated in, fractions of the capacity, 0 <= minSoc < maxSoc <= 1. */
  readonly minSoc: number
  readonly maxSoc: number
  /** Largest power into the terminal, >= 0. */
  readonly charge: W
  /** Largest power out of the terminal, >= 0. */
  readonly discharge: W
  /** One way, in (0, 1]: stored per energy in, and energy out per stored. */
  readonly chargeEfficiency: number
  readonly dischargeEfficiency: number
  /** Fraction of the stored energy lost per day at rest; 0 by default. */
  readonly selfDischarge?: number
}

export interface BatteryState {
  readonly stored: J
  /** Energy ever drawn from the cells: what wear is counted by. */
  readonly throughput: J
  /** Self-discharge too small to take yet, in [0, 1) J. */
  readonly residue: number
}

export type BatteryLimit = 'charge-limit' | 'discharge-limit' | 'full' | 'empty'

/** stored before + moved - chargeLoss - dischargeLoss - selfDischarge = stored after, in whole joules. */
export interface BatteryStep {
  readonly state: BatteryState
  /** Terminal energy that really flowed; positive into the battery. */
  readonly moved: J
  readonly chargeLoss: J
  readonly dischargeLoss: J
  readonly selfDischarge: J
  /** What kept `moved` from being what was asked for. */
  readonly limitedBy?: BatteryLimit
}

const DAY_SECONDS = 86_400

export const floorOf = (spec: BatterySpec): J => Math.ceil(joulesOf(spec.capacity) * spec.minSoc)
export const ceilingOf = (spec: BatterySpec): J => Math.floor(joulesOf(spec.capacity) * spec.maxSoc)
export const socOf = (spec: BatterySpec, state: BatteryState): number => state.stored / joulesOf(spec.capacity)
/** Equivalent full cycles so far. */
export const fullCycles = (spec: BatterySpec, state: BatteryState): number => state.throughput / joulesOf(spec.capacity)

/** A new battery at this SOC, brought into its band. */
export function batteryAt(spec: BatterySpec, soc: number): BatteryState {
  const band = spec.minSoc >= 0 && spec.minSoc < spec.maxSoc && spec.maxSoc <= 1
  invariant(band, `SOC band ${spec.minSoc} to ${spec.maxSoc} lies within 0 to 1`)
  const efficient = [spec.chargeEfficiency, spec.dischargeEfficiency].every((eta) => eta > 0 && eta <= 1)
  invariant(efficient, `efficiencies ${spec.chargeEfficiency} and ${spec.dischargeEfficiency} lie in (0, 1]`)
  const stored = Math.round(joulesOf(spec.capacity) * soc)
  return { stored: Math.min(Math.max(stored, floorOf(spec)), ceilingOf(spec)), throughput: 0, residue: 0 }
}

/** What the terminal can still take and give within `seconds` [J, both >= 0], before self-discharge in that time. */
export function batteryReach(
  spec: BatterySpec,
  state: BatteryState,
  seconds: number,
  floor: J = floorOf(spec),
): { readonly into: J; readonly outOf: J } {
  const room = Math.max(0, ceilingOf(spec) - state.stored)
  const above = Math.max(0, state.stored - floor)
  return {
    into: Math.min(energyOver(spec.charge, seconds), Math.ceil(room / spec.chargeEfficiency)),
    outOf: Math.min(energyOver(spec.discharge, seconds), Math.floor(above * spec.dischargeEfficiency)),
  }
}

/**
 * Let time pass, asking for `request` at the terminal (positive charges; a power P is `energyOver(P, seconds)`).
 * What rating or SOC band forbid is not moved. Self-discharge is taken first and stops at the foot of the band.
 * @param floor stop discharging to the terminal here, at or above the foot of the band (a vehicle's V2G reserve).
 */
export function stepBattery(
  spec: BatterySpec,
  before: BatteryState,
  request: J,
  seconds: number,
  floor: J = floorOf(spec),
): BatteryStep {
  const leak = before.residue + (before.stored * (spec.selfDischarge ?? 0) * seconds) / DAY_SECONDS
  const selfDischarge = Math.min(Math.floor(leak), Math.max(0, before.stored - floorOf(spec)))
  const rested = { ...before, stored: before.stored - selfDischarge, residue: leak - Math.floor(leak) }
  const reach = batteryReach(spec, rested, seconds, floor)
  if (request >= 0) {
    const moved = Math.min(request, reach.into) + 0 // never -0
    // a product may round up to the next joule: the ceiling holds whatever floating point does
    const gain = Math.min(Math.floor(moved * spec.chargeEfficiency), ceilingOf(spec) - rested.stored)
    const full = moved < energyOver(spec.charge, seconds)
    return {
      state: { ...rested, stored: rested.stored + gain },
      moved,
      chargeLoss: moved - gain,
      dischargeLoss: 0,
      selfDischarge,
      ...(moved < request && { limitedBy: full ? 'full' : 'charge-limit' }),
    }
  }
  const out = Math.min(-request, reach.outOf)
  const drawn = Math.min(Math.ceil(out / spec.dischargeEfficiency), rested.stored)
  const empty = out < energyOver(spec.discharge, seconds)
  return {
    state: { ...rested, stored: rested.stored - drawn, throughput: rested.throughput + drawn },
    moved: out === 0 ? 0 : -out,
    chargeLoss: 0,
    dischargeLoss: drawn - out,
    selfDischarge,
    ...(out < -request && { limitedBy: empty ? 'empty' : 'discharge-limit' }),
  }
}
