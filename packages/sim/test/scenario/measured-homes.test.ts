import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { resolveScenario, resolveScenarioText } from '../../src/scenario/resolve-scenario.js'
import type { Scenario } from '../../src/scenario/scenario.js'

const repository = fileURLToPath(new URL('../../../../', import.meta.url))
const data = resolve(repository, '..', 'shared', 'data')
const there = existsSync(resolve(data, 'citylearn-2022')) && existsSync(resolve(data, 'hamlet'))

/** Sum of a column over the first rows, in units of 10^-30, read digit by digit and so without rounding. */
function exactSum(file: string, column: string, count: number): bigint {
  const [header, ...rows] = readFileSync(resolve(data, file), 'utf8').trim().split('\n')
  const at = header.trim().split(',').indexOf(column)
  return rows.slice(0, count).reduce((total, row) => {
    const [mantissa, exponent = '0'] = row.split(',')[at].trim().toLowerCase().split('e')
    const [whole, fraction = ''] = mantissa.split('.')
    return total + BigInt(whole + fraction) * 10n ** BigInt(30 - fraction.length + Number(exponent))
  }, 0n)
}

/** Half up, as a register with 1 Wh does. */
const rounded = (sum: bigint, unitsPerWh: bigint) => Number((2n * sum + unitsPerWh) / (2n * unitsPerWh))

const seriesOf = (scenario: Scenario, name: string): readonly number[] => {
  const device = scenario.sites.flatMap(({ devices }) => devices).find((device) => device.name === name)
  return device !== undefined && 'series' in device ? (device.series ?? []) : []
}
const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

const ONE = 10n ** 30n

describe.skipIf(!there)(there ? 'measured homes' : `measured homes: SKIPPED, there is no data at ${data}`, () => {
  it.each([30, 60])('of CityLearn hold their week to the Wh in slots of %i minutes', async (slot) => {
    const set = [`market.slotMinutes=${slot}`]
    const scenario = await resolveScenario('citylearn-week', { root: data, set })
    for (const [i, roof] of [12n, 4n, 4n, 8n, 10n].entries()) {
      const file = `citylearn-2022/Building_${i + 1}.csv`
      const load = seriesOf(scenario, `b${i + 1}-household`)
      const generation = seriesOf(scenario, `b${i + 1}-pv`)
      expect([load.length, generation.length]).toEqual([(168 * 60) / slot, (168 * 60) / slot])
      // the register is rounded once, at the end of the week: kWh and W per kW, an hour each
      expect(total(load)).toBe(rounded(exactSum(file, 'non_shiftable_load', 168), ONE / 1000n))
      expect(total(generation)).toBe(rounded(roof * exactSum(file, 'solar_generation', 168), ONE))
    }
  })

  it('of CityLearn pay the published prices', async () => {
    const { tariff } = await resolveScenario('citylearn-week', { root: data })
    expect(tariff.retail.slice(0, 3)).toEqual([165, 157, 153]) // USD/kWh to a thousandth
    expect(tariff.retail).toHaveLength(168)
  })

  it('of HAMLET, in quarters of an hour by the epoch, hold ten days to the Wh in slots of half an hour', async () => {
    const time = { column: 'timestamp', format: 'epoch-s' }
    const series = (file: string) => ({ file: `hamlet/${file}`, column: 'electricity', unit: 'W', time })
    const home = { kind: 'household', series: series('hh_2012_3.csv') }
    const pv = { kind: 'pv', series: { ...series('pv_1_pu.csv'), scale: 5000 } }
    const text = stringify({
      name: 'hamlet',
      // the file begins at 23:00 UTC, which is midnight in Berlin
      time: { zone: 'Europe/Berlin', start: '2021-02-15', days: 10, warmUpDays: 0 },
      sites: [{ name: 'h', devices: [home, pv] }],
    })
    const scenario = await resolveScenarioText(text, 'hamlet.yaml', { root: data })
    const load = seriesOf(scenario, 'h-household')
    expect(load).toHaveLength(480)
    expect(total(load)).toBe(rounded(exactSum('hamlet/hh_2012_3.csv', 'electricity', 960), 4n * ONE))
    expect(total(seriesOf(scenario, 'h-pv'))).toBe(
      rounded(5000n * exactSum('hamlet/pv_1_pu.csv', 'electricity', 960), 4n * ONE),
    )
  })
})
