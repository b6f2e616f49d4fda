import { describe, expect, it } from 'vitest'
import { head, mistakesOf, sites } from './scenario-text.js'

/** A market, a tariff and homes with a mistake of every kind: of the schema, of meaning, of a file. */
const BROKEN = `${head}
time: { zone: Asia/Tokio, start: 2018-02-30 }
market:
  mechanism: continous
  roundMinutes: 7
  band: { min: 50, max: 0 }
sites: []
`

describe('mistakes that the schema sees', () => {
  it('do not hide those of zones, dates, rounds and bands', async () => {
    expect((await mistakesOf(BROKEN)).map((line) => line.split(': ').slice(0, 2).join(' '))).toEqual([
      'town.yaml:3:15 time.zone',
      'town.yaml:3:34 time.start',
      'town.yaml:5:14 market.mechanism',
      'town.yaml:6:17 market.roundMinutes',
      'town.yaml:7:9 market.band',
      'town.yaml:8:8 sites',
    ])
  })

  it('do not hide those of tariffs, names and series where time and prices are sound', async () => {
    const text = `${head}market: { mechanism: cal }
tariff: { retail: 99, feedIn: { base: 8, windows: [{ from: "10:10", to: "12:00", price: 9 }] } }
sites:
  - name: h1
    devices:
      - { kind: pv, tiltDegrees: 300 }
      - { kind: household, dailyKwh: 11 }
      - { kind: household, dailyKwh: 12 }
      - { kind: household, name: m, series: { file: nope.csv, column: x, unit: kWh } }
  - { name: h1, legkW: 3 }
`
    expect((await mistakesOf(text)).map((line) => line.split(': ').slice(0, 2).join(' '))).toEqual([
      'town.yaml:2:22 market.mechanism',
      'town.yaml:3:19 tariff.retail',
      'town.yaml:3:60 tariff.feedIn.windows.0.from',
      'town.yaml:7:34 sites.h1.devices.h1-pv.tiltDegrees',
      'town.yaml:9:9 sites.h1.devices.h1-household',
      'town.yaml:10:53 sites.h1.devices.m.series.file',
      'town.yaml:11:13 sites.h1.name',
      'town.yaml:11:17 sites.h1.legkW',
    ])
  })
})

describe('one mistake of the schema is one mistake', () => {
  // with the default in its place, each of these would be at odds with what stands beside it
  it.each([
    [
      'a slot that its round divides',
      'market: { slotMinutes: 20, roundMinutes: 20, quoteLeadsMinutes: [0], gateClosureMinutes: -20, openBeforeMinutes: 40 }',
    ],
    ['a round that its gate fits', 'market: { roundMinutes: 7.5, gateClosureMinutes: -3, quoteLeadsMinutes: [3] }'],
    ['a gate that its leads fit', 'market: { gateClosureMinutes: far, openBeforeMinutes: 5, quoteLeadsMinutes: [0] }'],
    ['a tick that its band fits', 'market: { tick: 0.0001, band: { min: 0.01, max: 50 } }'],
    ['a band that its tariff fits', 'market: { band: { min: 0, max: 90 EUR } }\ntariff: { retail: 80 }'],
    [
      'a key of the market that nobody knows',
      'market: { slotMinuts: 15 }\ntariff: { retail: { base: 9, windows: [{ from: "10:15", to: "12:00", price: 9 }] } }',
    ],
    ['a part of the file that nobody knows', 'marke: { band: { max: 200 } }\ntariff: { retail: 150 }'],
    ['a tariff in words', 'market: { band: { max: 20 } }\ntariff: { retail: cheap }'],
  ])('%s', async (_, part) => {
    expect(await mistakesOf(`${head}${part}\n${sites}`)).toHaveLength(1)
  })

  it('also of a car whose trip would not fit the default', async () => {
    const trip = '{ leaves: "08:00", returns: "18:00", energyKwh: 60, departureSoc: 0.9 }'
    const car = `{ kind: ev, capacityKwh: 90 kWh, driving: [${trip}] }`
    expect(
      await mistakesOf(`${head}sites: [{ name: h1, devices: [${car}, ${car.replace('ev', 'pv, peakKw: 4')}] }]\n`),
    ).toEqual([
      expect.stringContaining('h1-ev.capacityKwh'),
      expect.stringContaining('h1-pv.capacityKwh'),
      expect.stringContaining('h1-pv.driving'),
    ])
  })
})
