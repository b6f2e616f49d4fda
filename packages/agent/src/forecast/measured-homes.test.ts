import { HOUR } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { loadOf, measuredHomesPresent, NO_MEASURED_HOMES, retailPrices, solarOf } from '../../test/measured-homes.js'
import { Calendar } from './calendar.js'
import { ClearSkySeries } from './clear-sky-series.js'
import type { Forecaster } from './forecaster.js'
import { Persistence } from './persistence.js'
import { RidgeForecast } from './regression/ridge-forecast.js'
import { SeasonalNaive } from './seasonal-naive.js'
import { SolarForecast } from './solar-forecast.js'

const PACIFIC = -8 * HOUR
const calendar = new Calendar(HOUR, PACIFIC)
// the series starts on a Monday by its own `day_type` column, as 1 August 2022 does
const START = (Date.UTC(2022, 7, 1) - PACIFIC) / HOUR
const WARM_UP = 28 * 24

/** Mean absolute errors after four weeks: one hour ahead, and of whole days forecast at local midnight. */
function errors(forecaster: Forecaster, series: number[]): { hour: number; day: number } {
  const out = new Float64Array(24)
  const hour = { sum: 0, count: 0 }
  const day = { sum: 0, count: 0 }
  series.forEach((value, i) => {
    const slot = START + i
    if (i >= WARM_UP) {
      forecaster.predict(slot, 1, out)
      hour.sum += Math.abs(out[0] - value)
      hour.count++
    }
    if (i >= WARM_UP && i % 24 === 0 && i + 24 <= series.length) {
      forecaster.predict(slot, 24, out)
      for (let h = 0; h < 24; h++) day.sum += Math.abs(out[h] - series[i + h])
      day.count += 24
    }
    forecaster.observe(slot, value)
  })
  return { hour: hour.sum / hour.count, day: day.sum / day.count }
}

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length

describe.skipIf(!measuredHomesPresent)(
  `on a year of five measured homes${measuredHomesPresent ? '' : ` (${NO_MEASURED_HOMES})`}`,
  () => {
    it('ridge beats persistence one hour ahead and yesterday a day ahead on the load of every home', () => {
      const ratios = [1, 2, 3, 4, 5].map((home) => {
        const load = loadOf(home)
        const ridge = errors(new RidgeForecast(calendar, { least: 0 }), load)
        return {
          hour: ridge.hour / errors(new Persistence(), load).hour,
          day: ridge.day / errors(new SeasonalNaive(24), load).day,
        }
      })
      for (const { hour, day } of ratios) {
        expect(hour).toBeLessThan(0.98)
        expect(day).toBeLessThan(0.95)
      }
      expect(mean(ratios.map((r) => r.hour))).toBeLessThan(0.91)
      expect(mean(ratios.map((r) => r.day))).toBeLessThan(0.89)
    })

    it('clear sky times clearness beats yesterday and persistence one hour ahead on every roof', () => {
      const sky = new ClearSkySeries({ latitude: 34.1, longitude: -117.44 }, HOUR)
      for (const home of [1, 2, 3, 4, 5]) {
        const yields = solarOf(home)
        const solar = errors(new SolarForecast(sky, { perDay: 24, typical: 500 }), yields)
        expect(solar.hour / errors(new Persistence(), yields).hour).toBeLessThan(0.5)
        const yesterday = errors(new SeasonalNaive(24), yields)
        expect(solar.hour / yesterday.hour).toBeLessThan(0.69)
        // a day ahead nothing in the past yields says what the clouds will do: it is no better than yesterday
        expect(solar.day / yesterday.day).toBeLessThan(1.12)
      }
    })

    it('ridge beats persistence and yesterday on the retail price', () => {
      const prices = retailPrices()
      const ridge = errors(new RidgeForecast(calendar, { typical: 200 }), prices)
      expect(ridge.hour / errors(new Persistence(), prices).hour).toBeLessThan(0.8)
      expect(ridge.day / errors(new SeasonalNaive(24), prices).day).toBeLessThan(0.9)
    })
  },
)
