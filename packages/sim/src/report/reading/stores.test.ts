import { expect, test } from 'vitest'
import { smallRun } from '../../../test/report/small-run.js'
import { smallScenario } from '../../../test/report/small-scenario.js'
import { slotSeries } from './slot-series.js'
import { spread, stores } from './stores.js'

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
