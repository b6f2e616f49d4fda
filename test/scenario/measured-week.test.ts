import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type RunRecord, simulate } from '@jazzgrid/sim'
import { beforeAll, describe, expect, test } from 'vitest'
import { numbers, texts } from './record-columns.js'
import { MEASURED, measuredThere, resolved, skipped } from './shipped-runs.js'

const HOURS = 168

/** Size of each roof [kW]: the files give W per kW. */
const HOMES = [
  ['b1', 12n],
  ['b2', 4n],
  ['b3', 4n],
  ['b4', 8n],
  ['b5', 10n],
] as const

/** Digits that are kept below one unit of the file. */
const SCALE = 30

/** The cells of a column, read digit by digit at 10^-30 of a unit and so without rounding. */
function cells(file: string, column: string): bigint[] {
  const [header, ...rows] = readFileSync(resolve(MEASURED, 'citylearn-2022', file), 'utf8')
    .trim()
    .split('\n')
  const at = header.trim().split(',').indexOf(column)
  return rows.slice(0, HOURS).map((row) => {
    const [mantissa, exponent = '0'] = row.split(',')[at].trim().toLowerCase().split('e')
    const [whole, fraction = ''] = mantissa.split('.')
    return BigInt(whole + fraction) * 10n ** BigInt(SCALE - fraction.length + Number(exponent))
  })
}

/** Whole Wh per hour as a meter shows them: its register is the exact sum so far, half up, and an hour the difference. */
function metered(values: readonly bigint[], unitsPerWh: bigint): number[] {
  let sum = 0n
  let register = 0n
  return values.map((value) => {
    sum += value
    const reading = (2n * sum + unitsPerWh) / (2n * unitsPerWh)
    const energy = Number(reading - register)
    register = reading
    return energy
  })
}

describe.skipIf(!measuredThere)(`a week of measured homes${measuredThere ? '' : `: ${skipped}`}`, () => {
  let record: RunRecord
  let readings: Readonly<Record<string, Float64Array>>
  let site: string[]

  beforeAll(async () => {
    record = await simulate(await resolved('citylearn-week', 'base'), { fidelity: 'strategy' })
    site = texts(record, 'readings', 'site')
    const names = [
      'load',
      'generation',
      'import',
      'export',
      'position',
      'imbalance',
      'battery_charge',
      'battery_discharge',
    ]
    readings = Object.fromEntries(names.map((name) => [name, numbers(record, 'readings', `${name}_wh`)]))
  }, 60_000)

  const of = (home: string, name: string) => [...readings[name]].filter((_, row) => site[row] === home)

  test.each(HOMES)(
    '%s uses and generates to the Wh what its file says, hour by hour and over the week',
    (home, roof) => {
      const file = `Building_${home.slice(1)}.csv`
      const kWh = cells(file, 'non_shiftable_load')
      const watts = cells(file, 'solar_generation').map((value) => value * roof)
      const unit = 10n ** BigInt(SCALE)
      expect(of(home, 'load')).toEqual(metered(kWh, unit / 1000n))
      expect(of(home, 'generation')).toEqual(metered(watts, unit))
      // over the week nothing but one rounding of the exact sum is left
      const week = kWh.reduce((sum, value) => sum + value, 0n) * 1000n
      const total = of(home, 'load').reduce((sum, value) => sum + value, 0)
      expect(2n * (BigInt(total) * unit - week) <= unit && 2n * (week - BigInt(total) * unit) < unit).toBe(true)
    },
  )

  test.each(HOMES)(
    '%s imports less exports what it used less generated plus what its battery took, every hour',
    (home) => {
      const [drawn, fed, load, generation] = ['import', 'export', 'load', 'generation'].map((name) => of(home, name))
      const [charge, discharge] = ['battery_charge', 'battery_discharge'].map((name) => of(home, name))
      const [position, imbalance] = ['position', 'imbalance'].map((name) => of(home, name))
      expect(drawn).toHaveLength(HOURS)
      drawn.forEach((energy, hour) => {
        expect(energy - fed[hour]).toBe(load[hour] - generation[hour] + charge[hour] - discharge[hour])
        expect(energy - fed[hour]).toBe(position[hour] + imbalance[hour])
      })
      expect(charge.some((energy) => energy > 0) && discharge.some((energy) => energy > 0)).toBe(true)
    },
  )

  test('they trade', () => {
    expect(record.tables.trades.rows).toBeGreaterThan(100)
  })
})
