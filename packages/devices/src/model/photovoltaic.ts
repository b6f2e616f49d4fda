import { broken, type W } from '@jazzgrid/units'
import type { J } from './energy.js'

/** A PV system of one orientation behind one inverter. */
export interface PhotovoltaicSpec {
  /** DC rating at standard test conditions (1,000 W/m2, 25 degC cell). */
  readonly peak: W
  /** Largest AC power of the inverter; the DC peak by default. */
  readonly inverter?: W
  /** AC per DC energy, in (0, 1]; 0.96 by default, the order of a European efficiency of 96 %. */
  readonly inverterEfficiency?: number
  /** Relative change of power per kelvin above a cell of 25 degC; -0.004 by default (crystalline silicon). */
  readonly temperatureCoefficient?: number
  /** Nominal operating cell temperature [degC] at 800 W/m2 and 20 degC ambient; 45 by default. */
  readonly noct?: number
  /** Share of DC power left after soiling, mismatch and wiring, in (0, 1]; 1 by default. */
  readonly derate?: number
}

/** DC = AC + conversion + clipped + curtailed, in whole joules; energy leaves the device, so `moved` <= 0. */
export interface PhotovoltaicStep {
  readonly moved: J
  readonly conversion: J
  /** Lost to the inverter's rating. */
  readonly clipped: J
  /** Held back on request, below what sun and inverter allowed. */
  readonly curtailed: J
}

/**
 * Cell temperature [degC] by the NOCT model: ambient + (NOCT - 20) x G / 800.
 * R. G. Ross, "Interface design considerations for terrestrial solar cell modules", 12th IEEE PVSC (1976).
 */
export function cellTemperature(noct: number, irradiance: number, ambient: number): number {
  return ambient + ((noct - 20) * irradiance) / 800
}

/**
 * DC power [W, >= 0, not rounded] from irradiance in the plane of the array [W/m2] and ambient temperature [degC]:
 * peak x G/1000 x (1 + gamma (cell - 25)), as in Duffie and Beckman, "Solar Engineering of Thermal Processes", ch. 23,
 * and in PVWatts (NREL/TP-6A20-62641).
 */
export function dcPower(spec: PhotovoltaicSpec, irradiance: number, ambient: number): number {
  if (irradiance <= 0) return 0
  const above = cellTemperature(spec.noct ?? 45, irradiance, ambient) - 25
  const power = (spec.peak * irradiance * (1 + (spec.temperatureCoefficient ?? -0.004) * above)) / 1000
  return Math.max(0, power * (spec.derate ?? 1))
}

/**
 * Convert DC energy over `seconds`, from `dcPower` (rounded to joules by the caller) or from a series of DC generation.
 * @param limit hold the AC power at or below this [W >= 0]; absent = no curtailment.
 */
export function stepPhotovoltaic(spec: PhotovoltaicSpec, dc: J, seconds: number, limit?: W): PhotovoltaicStep {
  if (!(Number.isSafeInteger(dc) && dc >= 0)) broken(`DC energy ${dc} J is whole and not negative`)
  const possible = Math.floor(dc * (spec.inverterEfficiency ?? 0.96))
  const rated = Math.min(possible, (spec.inverter ?? spec.peak) * seconds)
  const moved = limit === undefined ? rated : Math.min(rated, limit * seconds)
  return {
    moved: moved === 0 ? 0 : -moved,
    conversion: dc - possible,
    clipped: possible - rated,
    curtailed: rated - moved,
  }
}
