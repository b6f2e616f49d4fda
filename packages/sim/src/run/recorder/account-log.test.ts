import type { SettledSlot } from '@jazzgrid/market'
import { money, price, wh } from '@jazzgrid/units'
import { expect, it } from 'vitest'
import { TableBuilder } from '../../record/table-builder.js'
import { AccountLog } from './account-log.js'

const reference = { retail: price(26_000), feedIn: price(8_500) }

/** One slot of one house: it sold 1 kWh for 20 JPY and bought 0.5 kWh from the supplier for 13 JPY. */
const SLOT: SettledSlot = {
  slot: 0,
  postings: [],
  lines: [
    {
      account: 0,
      slot: 0,
      reference,
      bought: wh(0),
      sold: wh(1000),
      purchases: money(0),
      sales: money(20_000_000),
      network: money(0),
      from: 0,
      metered: { imported: wh(0), exported: wh(500) },
      imbalance: wh(500),
      supplier: money(13_000_000),
      shortfall: wh(500),
      penalty: money(0),
    },
  ],
}

it('a site has saved what it would have paid with its batteries for its own use, less what it paid, stores priced in', () => {
  const log = new AccountLog(['h1'])
  log.add(SLOT, [{ load: 400, renewable: 300, local: 100 }])
  const table = new TableBuilder('statements')
  log.write(table, [
    { supplierOnly: 50_000_000, selfConsumption: 30_000_000, storedChange: -200, storedWorth: -3_000_000 },
  ])
  const { columns } = table.build()
  const cell = (name: string): number => {
    const column = columns.find((each) => each.name === name)
    return column?.kind === 'number' ? column.values[0] : Number.NaN
  }
  expect(cell('total_micro')).toBe(7_000_000)
  expect(cell('supplier_only_micro')).toBe(-50_000_000)
  expect(cell('self_consumption_micro')).toBe(-30_000_000)
  // received 7, would have paid 30, and gave 3 out of its store
  expect(cell('saved_micro')).toBe(34_000_000)
  expect(cell('renewable_share')).toBe(0.75)
})
