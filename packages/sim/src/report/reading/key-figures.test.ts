import { expect, test } from 'vitest'
import { at, recordOf, SMALL_ROWS, smallRun } from '../../../test/report/small-run.js'
import { smallScenario } from '../../../test/report/small-scenario.js'
import { keyFigures, savedShare } from './key-figures.js'

test('the community is summed up from slots, readings, deliveries and statements of its sites', () => {
  expect(keyFigures(smallRun(), smallScenario())).toEqual({
    lowest: { price: 10_000, slot: at('13:00') },
    highest: { price: 20_116, slot: at('12:00') },
    meanPrice: (1200 * 20_116 + 2000 * 10_000) / 3200,
    traded: 3200,
    selfSupply: 300,
    units: 3,
    generation: 3450,
    load: 3500,
    // 97 JPY without a market less 46 saved; the supplier's own statement is no bill
    saved: 46_000_000,
    bill: 51_000_000,
    selfConsumptionBill: 97_000_000,
    supplierOnlyBill: 102_000_000,
    storedChange: 2000,
    renewableShare: 3450 / 5500,
    localShare: 3450 / 5500,
    driven: 0,
    stranded: 0,
    unitsDelivered: 3,
    unitsSettled: 4,
    winners: 2,
    losers: 1,
  })
})

test('without trade there is no price, which is not a price of zero', () => {
  const slots = SMALL_ROWS.slots.filter((_, i) => i % 2 === 1)
  const figures = keyFigures(recordOf({ slots, readings: [], statements: [] }), smallScenario())
  expect(figures).toMatchObject({ meanPrice: NaN, lowest: { price: NaN, slot: NaN }, renewableShare: NaN, traded: 0 })
})

test('a share of a bill is saved only where there was a bill, and still is one', () => {
  expect([savedShare(75, 100), savedShare(0, 100), savedShare(150, 100)]).toEqual([0.25, 1, -0.5])
  expect([savedShare(-10, 100), savedShare(-90, -40), savedShare(0, 0)]).toEqual([NaN, NaN, NaN])
})
