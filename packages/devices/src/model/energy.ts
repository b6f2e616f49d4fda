import { broken, type Wh, wh } from '@jazzgrid/units'

/**
 * Energy inside a physical model [J], always an integer: W x s is whole, so that 1 W for half an hour is not lost and
 * conservation can be checked with `===`. It never leaves the models unrounded: records hold Wh.
 */
export type J = number

export const JOULES_PER_WH = 3600

/** Energy [J] of a constant integer power [W] over whole seconds; keeps the sign of the power. */
export function energyOver(power: number, seconds: number): J {
  const joules = power * seconds
  if (!Number.isSafeInteger(joules)) broken(`${power} W over ${seconds} s is a whole number of joules`)
  return joules === 0 ? 0 : joules
}

export const joulesOf = (energy: Wh): J => energyOver(energy, JOULES_PER_WH)

/** Whole Wh and what is carried to the next count. */
export interface WholeWh {
  readonly energy: Wh
  /** [J], 0 <= remainder < 3600. */
  readonly remainder: J
}

/**
 * Count whole Wh out of joules, with the remainder carried: over any number of steps the sum of counted Wh x 3600 plus
 * the last remainder is the sum of the joules. Works for either sign (the count is the floor).
 */
export function countWh(remainder: J, joules: J): WholeWh {
  const total = remainder + joules
  const energy = Math.floor(total / JOULES_PER_WH)
  return { energy: wh(energy), remainder: total - energy * JOULES_PER_WH }
}

/** Whole seconds of a time span in UTC ms; models step in seconds. */
export function secondsBetween(from: number, to: number): number {
  const seconds = (to - from) / 1000
  if (!(Number.isInteger(seconds) && seconds >= 0)) broken(`${from} to ${to} ms is a whole number of seconds, forward`)
  return seconds
}
