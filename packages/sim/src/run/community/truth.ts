import { dcPower, JOULES_PER_WH, stepPhotovoltaic } from '@jazzgrid/devices'
import { type Chance, CodedError } from '@jazzgrid/units'
import type { Scenario, ScenarioDevice, ScenarioPv } from '../../scenario/scenario.js'
import { loadSeries } from '../../world/load/load-series.js'
import { type Weather, weather } from '../../world/weather/weather.js'
import type { Span } from './span.js'

/** What nature does to a roof or a load: whole Wh per slot of the run, >= 0 for both. */
export type Truth = (device: ScenarioDevice) => ArrayLike<number>

/** Share of DC power left after soiling, mismatch and wiring: 0.9, within the 0.86-0.92 that PVGIS and PVWatts assume. */
const DERATE = 0.9

/** Roofs and loads from their series where they have one, else from weather and habits. */
export function truthOf(scenario: Scenario, span: Span, chance: Chance): Truth {
  const sky = weather(scenario, chance)
  return (device) => {
    if (device.kind === 'pv') return device.series ? checked(device.name, device.series, span) : roof(device, sky, span)
    if (device.kind !== 'household') return new Int32Array(span.slots)
    return device.series
      ? checked(device.name, device.series, span)
      : loadSeries(device, scenario.time, span.grid.length, chance)
  }
}

function roof(device: ScenarioPv, sky: Weather, span: Span): Int32Array {
  const irradiance = sky.irradianceOn(device.tilt, device.azimuth)
  const seconds = span.grid.length / 1000
  const spec = { peak: device.peak, derate: DERATE }
  const energy = new Int32Array(span.slots)
  let carried = 0
  for (let k = 0; k < span.slots; k++) {
    const dc = Math.round(dcPower(spec, irradiance[k], sky.temperature[k]) * seconds)
    carried -= stepPhotovoltaic(spec, dc, seconds).moved
    energy[k] = Math.floor(carried / JOULES_PER_WH)
    carried -= energy[k] * JOULES_PER_WH
  }
  return energy
}

function checked(name: string, series: ArrayLike<number>, span: Span): ArrayLike<number> {
  if (series.length >= span.slots) return series
  throw new CodedError(
    'series-too-short',
    `the series of ${name} has ${series.length} slots and the run with its warm-up needs ${span.slots}: ` +
      'lengthen the series or shorten the run',
  )
}
