import { expect, test } from 'vitest'
import { shortTripRun, smallRun } from '../../../test/report/small-run.js'
import { smallScenario } from '../../../test/report/small-scenario.js'
import { slotSeries } from './slot-series.js'
import { lackOf, spread, stores } from './stores.js'

test('stores come in the order of the scenario, with gaps where the state was not known and when a car was away', () => {
  const run = smallRun()
  const [battery, car, ...rest] = stores(run, smallScenario(), slotSeries(run).start)
  expect(rest).toEqual([])
  expect(battery).toMatchObject({ name: 'one-battery', site: 'one', kind: 'battery', capacity: 8000 })
  expect([...battery.soc]).toEqual([0.5, NaN, 0.75, 0.75])
  expect(car).toMatchObject({ name: 'two-car', kind: 'ev', plugged: [true, false, false, true] })
})

test('the spread of many stores is taken over those whose state is known', () => {
  const run = smallRun()
  const start = slotSeries(run).start
  const { low, median, high } = spread(stores(run, smallScenario(), start), start.length)
  expect([...median]).toEqual([0.5, 0.7, 0.6, 0.6])
  expect([low[0], high[0]]).toEqual([0.5, 0.8])
})

test('a car that stands at home without being plugged in is not away, and what its trip lacked stands where it ended', () => {
  const run = shortTripRun()
  const [battery, car] = stores(run, smallScenario(), slotSeries(run).start)
  expect(car.plugged).toEqual([true, false, false, false])
  expect(car.unplugged).toEqual([false, false, false, true])
  expect([...car.stranded]).toEqual([0, 0, 400, 0])
  expect(car.driven).toBe(1200)
  expect(lackOf(car)).toEqual({ trips: 1, energy: 400 })
  expect([lackOf(battery), battery.driven]).toEqual([{ trips: 0, energy: 0 }, 0])
})

test('rounding is no lack', () => {
  const run = shortTripRun()
  const [, car] = stores(run, smallScenario(), slotSeries(run).start)
  expect(lackOf({ ...car, stranded: Float64Array.of(NaN, 0.2, 0.5, 3) })).toEqual({ trips: 2, energy: 3.5 })
})
