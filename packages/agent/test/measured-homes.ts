import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Measured series, kept beside the repository and not shipped with it. */
const FOLDER = resolve(import.meta.dirname, '../../../../shared/data/citylearn-2022')

export const measuredHomesPresent = existsSync(FOLDER)

export const NO_MEASURED_HOMES = `skipped: no measured homes in ${FOLDER}`

function column(file: string, name: string): number[] {
  const [header, ...rows] = readFileSync(resolve(FOLDER, file), 'utf8').trim().split('\n')
  const at = header.trim().split(',').indexOf(name)
  return rows.map((row) => Number(row.split(',')[at]))
}

/** Hourly load [Wh] of a home, a year from 1 August 2024, local standard time of Fontana, California. */
export const loadOf = (home: number): number[] =>
  column(`Building_${home}.csv`, 'non_shiftable_load').map((kwh) => kwh * 1000)

/** Hourly PV [Wh per kW] of a home. */
export const solarOf = (home: number): number[] => column(`Building_${home}.csv`, 'solar_generation')

/** Hourly retail price [milli-USD per kWh]. */
export const retailPrices = (): number[] => column('pricing.csv', 'electricity_pricing').map((usd) => usd * 1000)
