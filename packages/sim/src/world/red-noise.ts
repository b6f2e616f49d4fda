import type { Chance } from '@jazzgrid/units'

/**
 * Red noise: a stationary Gaussian AR(1) process of mean zero, the sampled form of the Ornstein-Uhlenbeck process.
 * @param step distance of the samples and `memory`, the time after which the correlation has fallen to 1/e [ms]
 * @param deviation standard deviation of every sample, the first included
 */
export function redNoise(
  points: number,
  step: number,
  memory: number,
  deviation: number,
  chance: Chance,
): Float64Array {
  const noise = new Float64Array(points)
  if (deviation === 0) return noise
  const kept = Math.exp(-step / memory)
  const shock = deviation * Math.sqrt(1 - kept * kept)
  let state = deviation * chance.normal()
  for (let i = 0; i < points; i++) {
    noise[i] = state
    state = kept * state + shock * chance.normal()
  }
  return noise
}
