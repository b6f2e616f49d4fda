import {
  clearSkyGlobal,
  diffuseShare,
  extraterrestrial,
  planeIrradiance,
  type SkyLight,
  sunPosition,
} from '@jazzgrid/devices'
import { type Chance, DAY, HOUR } from '@jazzgrid/units'
import { runSpan } from '../../scenario/run-span.js'
import type { Scenario } from '../../scenario/scenario.js'
import { clearSkyIndex, SAMPLE } from './clear-sky-index.js'

/** The weather of a whole run, one value a slot, warm-up first; means over the slot, the same for every site. */
export interface Weather {
  /**
   * Irradiance in the plane of an array [W/m2]; the same array, not to be written to, for every roof of one orientation.
   * @param tilt degrees from horizontal
   * @param azimuth degrees from south, west positive
   */
  irradianceOn(tilt: number, azimuth: number): Float64Array
  /** Air temperature [degC]. */
  readonly temperature: Float64Array
}

/**
 * Clear-sky geometry times a clear-sky index, and a daily wave of temperature.
 * @param chance the chance of the run; the sky draws from its stream `weather` only
 */
export function weather(scenario: Pick<Scenario, 'time' | 'weather' | 'market'>, chance: Chance): Weather {
  const climate = scenario.weather
  const { from, count: slots, slotLength } = runSpan(scenario)
  const perSlot = slotLength / SAMPLE
  const index = clearSkyIndex(slots * perSlot, climate.clearness, climate.variability, chance.stream('weather'))
  const sky = Array.from(index, (share, i) => skyLight(climate, from + (i + 0.5) * SAMPLE, share))
  const planes = new Map<string, Float64Array>()
  return {
    irradianceOn(tilt, azimuth) {
      const key = `${tilt}/${azimuth}`
      let plane = planes.get(key)
      if (!plane) {
        plane = slotMeans(slots, perSlot, (i) => planeIrradiance(sky[i], tilt, azimuth))
        planes.set(key, plane)
      }
      return plane
    },
    temperature: slotMeans(slots, perSlot, (i) => airTemperature(climate, from + (i + 0.5) * SAMPLE)),
  }
}

function skyLight(climate: Scenario['weather'], time: number, index: number): SkyLight {
  const sun = sunPosition(climate.latitude, climate.longitude, time)
  const global = index * clearSkyGlobal(sun)
  const above = extraterrestrial(sun)
  return { sun, global, diffuse: above > 0 ? global * diffuseShare(global / above) : 0 }
}

/** A sinusoid that is warmest two hours after mean solar noon, when the ground has had its share of the sun. */
function airTemperature({ longitude, temperature }: Scenario['weather'], time: number): number {
  const solar = time + (longitude / 15) * HOUR
  return temperature.mean + temperature.swing * Math.cos((2 * Math.PI * (solar - 14 * HOUR)) / DAY)
}

function slotMeans(slots: number, perSlot: number, sample: (i: number) => number): Float64Array {
  const means = new Float64Array(slots)
  for (let slot = 0; slot < slots; slot++) {
    let sum = 0
    for (let i = slot * perSlot; i < (slot + 1) * perSlot; i++) sum += sample(i)
    means[slot] = sum / perSlot
  }
  return means
}
