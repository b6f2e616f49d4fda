import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { resolveScenarioText } from '../resolve-scenario.js'
import type { ScenarioTariff } from '../scenario.js'

const tariffOf = async (tariff: unknown, rest: Record<string, unknown> = {}, csv = ''): Promise<ScenarioTariff> => {
  const text = stringify(
    {
      name: 'tariff',
      time: { start: '2018-05-18', warmUpDays: 1, ...(rest.time as object) },
      market: rest.market,
      tariff,
      sites: [{ name: 'h' }],
    },
    { keepUndefined: false },
  )
  return (await resolveScenarioText(text, 'tariff.yaml', { read: async () => new TextEncoder().encode(csv) })).tariff
}

/** Runs of equal prices as `count x price`. */
const runs = (prices: readonly number[]) => {
  const found: [number, number][] = []
  for (const value of prices) {
    if (found.at(-1)?.[1] === value) found.at(-1)![0]++
    else found.push([1, value])
  }
  return found.map(([count, value]) => `${count} x ${value / 1000}`)
}

describe('a tariff', () => {
  it('is constant by default, for every slot of warm-up and run', async () => {
    const { retail, feedIn, network, suspendAbove } = await tariffOf(undefined)
    expect([runs(retail), runs(feedIn)]).toEqual([['96 x 26'], ['96 x 8.5']])
    expect({ network, suspendAbove }).toEqual({ network: { sameFeeder: 0, other: 0 }, suspendAbove: 0.2 })
  })

  it('follows windows of the local day, the first that holds a slot', async () => {
    const windows = [
      { from: '10:00', to: '12:00', price: 20 },
      { from: '07:00', to: '23:00', price: 31.8 },
    ]
    const { retail } = await tariffOf({ retail: { base: 17, windows } }, { time: { warmUpDays: 0 } })
    expect(runs(retail)).toEqual(['14 x 17', '6 x 31.8', '4 x 20', '22 x 31.8', '2 x 17'])
  })

  it('knows weekdays and windows over midnight, which belong to the day on which they begin', async () => {
    // Thursday 17 (warm-up), Friday 18, Saturday 19
    const windows = [{ from: '22:00', to: '06:00', days: 'weekdays', price: 10 }]
    const { retail } = await tariffOf({ retail: { base: 20, windows } }, { time: { days: 2 } })
    expect(runs(retail)).toEqual(['12 x 10', '32 x 20', '16 x 10', '32 x 20', '16 x 10', '36 x 20'])
  })

  it('keeps local hours on a day when clocks are set', async () => {
    const time = { zone: 'Europe/Zurich', start: '2024-03-31', warmUpDays: 0 }
    const windows = [{ from: '06:00', to: '24:00', price: 30 }]
    // 06:00 comes five hours after midnight; 24 hours later it is 01:00 of the next day
    expect(runs((await tariffOf({ retail: { base: 20, windows } }, { time })).retail)).toEqual([
      '10 x 20',
      '36 x 30',
      '2 x 20',
    ])
  })

  it('is read from a series, in the currency of the market, per kWh or MWh', async () => {
    const csv = `p\n${Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 80.5 : -3)).join('\n')}\n`
    const series = { file: 'spot.csv', column: 'p', unit: 'EUR/MWh', start: '2018-05-18T00:00', stepMinutes: 60 }
    const market = { currency: 'EUR', tick: 0.001, band: { min: -1, max: 1 } }
    const rest = { market, time: { warmUpDays: 0 } }
    const { feedIn } = await tariffOf({ retail: 0.3, feedIn: { series } }, rest, csv)
    expect([feedIn.slice(0, 2), feedIn.slice(46)]).toEqual([
      [81, 81],
      [-3, -3],
    ]) // 80.5 rounds half up
    await expect(
      tariffOf({ retail: 0.3, feedIn: { series: { ...series, unit: 'JPY/kWh' } } }, rest, csv),
    ).rejects.toThrow(
      'tariff.feedIn.series.unit: spot.csv: the series is in JPY and the market in EUR. Convert with scale and name the currency of the market',
    )
    await expect(tariffOf({ retail: 0.3, feedIn: { series: { ...series, unit: 'kW' } } }, rest, csv)).rejects.toThrow(
      'here goes a price, and kW measures power. Use a unit such as JPY/kWh',
    )
  })

  it('refuses windows of no length', async () => {
    const windows = [{ from: '10:00', to: '10:00', price: 20 }]
    await expect(tariffOf({ feedIn: { base: 17, windows } })).rejects.toThrow(
      'tariff.feedIn.windows.0: the window from 10:00 to 10:00 is empty. For the whole day write from: "00:00", to: "24:00"',
    )
  })

  it('refuses windows off the slots', async () => {
    const windows = [{ from: '10:10', to: '12:00', price: 20 }]
    await expect(tariffOf({ feedIn: { base: 17, windows } })).rejects.toThrow(
      'tariff.feedIn.windows.0.from: 10:10 is not on a slot border. Use a multiple of 30 minutes',
    )
  })
})
