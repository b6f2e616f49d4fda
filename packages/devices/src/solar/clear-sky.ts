import type { SunPosition } from './sun-position.js'

/** Total solar irradiance at one astronomical unit [W/m2]. G. Kopp and J. L. Lean, Geophys. Res. Lett. 38 (2011) L01706. */
const SOLAR_CONSTANT = 1361

const sinElevation = ({ elevation }: SunPosition): number => Math.sin((elevation * Math.PI) / 180)

/** Irradiance on a horizontal plane above the atmosphere [W/m2], 0 at night. */
export function extraterrestrial(sun: SunPosition): number {
  return (SOLAR_CONSTANT / (sun.distance * sun.distance)) * Math.max(0, sinElevation(sun))
}

/**
 * Global irradiance on the ground under a clear sky [W/m2], 0 at night. B. Haurwitz, J. Meteorology 2 (1945) 154-166, the
 * best of the models that need the elevation only in M. J. Reno et al., Sandia report SAND2012-2389.
 */
export function clearSkyGlobal(sun: SunPosition): number {
  const sine = sinElevation(sun)
  return sine <= 0 ? 0 : 1098 * sine * Math.exp(-0.059 / sine)
}
