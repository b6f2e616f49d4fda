import { MINUTE } from '@jazzgrid/units'
import { expect, test } from 'vitest'
import { shortTripRun, smallRun } from '../../../../test/report/small-run.js'
import { smallScenario } from '../../../../test/report/small-scenario.js'
import { slotSeries } from '../../reading/slot-series.js'
import { type StoreSeries, stores } from '../../reading/stores.js'
import { drivingInWords } from './driving.js'

const run = shortTripRun()
const [, car] = stores(run, smallScenario(), slotSeries(run).start)
const said = (cars: readonly StoreSeries[], language = 'en') =>
  new RegExp(`<span lang="${language}">([^<]*)`).exec(drivingInWords(cars, 30 * MINUTE))?.[1]

test('what trips lacked, whose they were and who was not plugged in is said in words', () => {
  expect(said([car])).toBe(
    'Driving took 1.2 kWh from the batteries. 1 trip lacked 0.4 kWh: two-car 0.4 kWh. At home but not plugged in: two-car for 0.5 h.',
  )
  expect(said([car], 'ja')).toBe(
    '走行で使った電力は 1.2 kWh。電力が不足した走行は 1 回、合計 0.4 kWh(two-car 0.4 kWh)。在宅でも充電器につながれていなかった時間は two-car 0.5 時間。',
  )
})

test('where nothing lacked that is said too, and where nobody drove there is nothing to say', () => {
  const sound = { ...car, stranded: new Float64Array(4), unplugged: [false, false, false, false] }
  expect(said([sound])).toBe('Driving took 1.2 kWh from the batteries. Every trip had the energy it needed.')
  const parked = stores(smallRun(), smallScenario(), slotSeries(smallRun()).start)
  expect(drivingInWords(parked, 30 * MINUTE)).toBe('')
})

test('of many cars those that lacked most are named, and the others counted', () => {
  const many = Array.from({ length: 6 }, (_, i) => ({
    ...car,
    name: `c${i}`,
    stranded: Float64Array.of(1000 * (i + 1)),
  }))
  expect(said(many)).toContain(
    '6 trips lacked 21.0 kWh in all: c5 6.0 kWh, c4 5.0 kWh, c3 4.0 kWh, c2 3.0 kWh, 2 more.',
  )
  expect(said(many, 'ja')).toContain('c2 3.0 kWh、ほか 2 台)')
})
