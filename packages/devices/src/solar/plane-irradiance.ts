import type { SunPosition } from './sun-position.js'

const RADIAN = Math.PI / 180

/** Share of light that the ground throws back; the usual value for grass and soil. */
const ALBEDO = 0.2

/**
 * Diffuse share of global irradiance from the clearness index kt, global over extraterrestrial.
 * D. G. Erbs, S. A. Klein and J. A. Duffie, Solar Energy 28 (1982) 293-302.
 */
export function diffuseShare(kt: number): number {
  if (kt <= 0.22) return 1 - 0.09 * kt
  if (kt > 0.8) return 0.165
  return 0.9511 + kt * (-0.1604 + kt * (4.388 + kt * (-16.638 + kt * 12.336)))
}

/** What reaches the ground, split by where it comes from. */
export interface SkyLight {
  readonly sun: SunPosition
  /** On a horizontal plane [W/m2]. */
  readonly global: number
  /** Of it, from the whole sky but the sun [W/m2]. */
  readonly diffuse: number
}

/**
 * Irradiance on a tilted plane [W/m2]: direct light by the angle of incidence, an isotropic sky, and the ground.
 * B. Y. H. Liu and R. C. Jordan, Solar Energy 7 (1963) 53-74.
 * @param tilt degrees from horizontal
 * @param azimuth degrees from south, west positive
 */
export function planeIrradiance({ sun, global, diffuse }: SkyLight, tilt: number, azimuth: number): number {
  const cosTilt = Math.cos(tilt * RADIAN)
  const sinElevation = Math.sin(sun.elevation * RADIAN)
  let direct = 0
  if (sinElevation > 0) {
    const across = Math.cos(sun.elevation * RADIAN) * Math.sin(tilt * RADIAN)
    const incidence = sinElevation * cosTilt + across * Math.cos((sun.azimuth - azimuth) * RADIAN)
    direct = (Math.max(0, incidence) * (global - diffuse)) / sinElevation
  }
  return direct + (diffuse * (1 + cosTilt)) / 2 + (ALBEDO * global * (1 - cosTilt)) / 2
}
