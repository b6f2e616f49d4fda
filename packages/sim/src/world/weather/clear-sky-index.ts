import { type Chance, MINUTE } from '@jazzgrid/units'
import { redNoise } from '../red-noise.js'

/** Distance of the points at which sun and clouds are sampled [ms]; it divides every slot length. */
export const SAMPLE = 5 * MINUTE

/** An assumption: clouds are forgotten to 1/e after two hours, the pace of passing fields of cloud. */
const MEMORY = 120 * MINUTE

/**
 * Bounds of the clear-sky index over five minutes. The darkest overcast still lets a few percent through; the edges of
 * clouds lift global irradiance above the clear sky by some tens of percent for moments, by less over five minutes.
 */
const DARKEST = 0.05
const BRIGHTEST = 1.2

/**
 * Clear-sky index, irradiance over clear-sky irradiance, as red noise about its mean, sampled every five minutes. As
 * the steps are those of the clouds and not of the market, the same sky passes over slots of every length.
 * The excursion is cut symmetrically about the mean, so that the bounds do not move the mean; where the mean is near a
 * bound and the deviation wide, the deviation comes out smaller than asked for.
 * @param mean long-run mean, 0 to 1.2; at or beyond a bound the sky is constant
 * @param deviation standard deviation before the cut, 0 = constant
 */
export function clearSkyIndex(points: number, mean: number, deviation: number, chance: Chance): Float64Array {
  const reach = Math.max(0, Math.min(mean - DARKEST, BRIGHTEST - mean))
  return redNoise(points, SAMPLE, MEMORY, deviation, chance).map(
    (excursion) => mean + Math.max(-reach, Math.min(reach, excursion)),
  )
}
