import { expect, it } from 'vitest'
import { UnitTable } from './unit-table.js'

it('a table of units keeps what it holds when it outgrows its room', () => {
  const units = new UnitTable(1)
  for (let unit = 0; unit < 40; unit++) units.add(unit, 2 * unit, 3 * unit)
  expect(units.count).toBe(40)
  for (const unit of [0, 1, 39]) {
    expect([units.buy[unit], units.sell[unit], units.quantity[unit]]).toEqual([unit, 2 * unit, 3 * unit])
  }
})
