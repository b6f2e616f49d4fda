import { expect, test } from 'vitest'
import { recordOf, SMALL_ROWS, smallRun } from '../../../test/report/small-run.js'
import { smallScenario } from '../../../test/report/small-scenario.js'
import { combined, provenance } from './provenance.js'

test('the parts of a site are its own, its neighbours and the supplier, and add up to what it needed', () => {
  expect(provenance(smallRun(), smallScenario())).toEqual([
    { site: 'one', energy: { own: 300, pv: 2000, store: 0, supplier: 0 }, total: 2300 },
    { site: 'two', energy: { own: 0, pv: 0, store: 0, supplier: 1500 }, total: 1500 },
    { site: 'mall', energy: { own: 0, pv: 0, store: 0, supplier: 0 }, total: 0 },
    { site: 'shop', energy: { own: 0, pv: 1200, store: 0, supplier: 500 }, total: 1700 },
  ])
})

test("neighbours' energy is split by the origin of the units that the site bought", () => {
  const trades = SMALL_ROWS.trades.map((row) => row.map((cell, i) => (i === 13 && row[0] === 1 ? 'battery' : cell)))
  const [, , , shop] = provenance(recordOf({ ...SMALL_ROWS, trades }), smallScenario())
  expect(shop.energy).toEqual({ own: 0, pv: 700, store: 500, supplier: 500 })
})

test('energy that was bought and never taken is nobody’s use', () => {
  const idle = SMALL_ROWS.readings.map((row) => row.map((cell, i) => (i === 4 && row[1] === 'shop' ? 9000 : cell)))
  const [, , , shop] = provenance(recordOf({ ...SMALL_ROWS, readings: idle }), smallScenario())
  expect(shop).toMatchObject({ energy: { pv: 1700, supplier: 0 }, total: 1700 })
})

test('all sites as one are the sum of their sources', () => {
  const all = combined(provenance(smallRun(), smallScenario()))
  expect(all).toEqual({ energy: { own: 300, pv: 3200, store: 0, supplier: 2000 }, total: 5500 })
})
