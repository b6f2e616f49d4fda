import { MINUTE, type Price, type W, type Wh } from '@jazzgrid/units'
import type { RunRecord } from '../../src/record/run-record.js'
import type { Cell } from '../../src/record/table-builder.js'
import type { Scenario, ScenarioDevice } from '../../src/scenario/scenario.js'
import { MIDNIGHT, recordOf } from './small-run.js'
import { siteOf, smallScenario } from './small-scenario.js'

const battery = (name: string): ScenarioDevice => ({
  kind: 'battery',
  name,
  capacity: 10_000 as Wh,
  charge: 3000 as W,
  discharge: 3000 as W,
  chargeEfficiency: 0.93,
  dischargeEfficiency: 0.93,
  minimumSoc: 0.1,
  maximumSoc: 1,
  initialSoc: 0.5,
  wear: 0 as Price,
  strategy: 'value',
})

/** Sites that differ only by their number; what they do is arithmetic, so that a page of many can be made quickly. */
export const townScenario = (homes: number): Scenario =>
  smallScenario({
    name: 'town',
    sites: Array.from({ length: homes }, (_, i) => siteOf(`h${i}`, 'house', 'cheapest', [battery(`h${i}-battery`)])),
  })

/** Every second home sells to the next one, in every slot; prices run over the tick of the hour. */
export function townRun(homes: number, slots: number): RunRecord {
  const rows: Record<'slots' | 'orders' | 'trades' | 'deliveries' | 'readings' | 'agents' | 'statements', Cell[][]> = {
    slots: [],
    orders: [],
    trades: [],
    deliveries: [],
    readings: [],
    agents: [],
    statements: [],
  }
  for (let k = 0; k < slots; k++) {
    const slot = MIDNIGHT + k * 30 * MINUTE
    const price = 9000 + ((k * 700) % 16_000)
    rows.slots.push([
      slot,
      price,
      price - 300,
      price + 400,
      price + 200,
      price,
      homes * 50,
      0,
      price,
      26_000,
      8500,
      homes * 100,
      homes * 100,
      homes * 50,
      homes * 50,
    ])
    for (let i = 0; i < homes; i++) {
      const seller = i % 2 === 0
      const id = k * homes + i
      const limit = price + ((i * 37) % 50) * 100
      rows.readings.push([
        slot,
        `h${i}`,
        seller ? 0 : 100,
        seller ? 100 : 0,
        seller ? -100 : 100,
        0,
        seller ? 0 : 100,
        seller ? 100 : 0,
        0,
        0,
        0,
        0,
        0,
        seller ? 0 : 100,
        0,
      ])
      rows.agents.push([
        slot,
        `h${i}-battery`,
        'battery',
        `h${i}`,
        0,
        0,
        undefined,
        0.1 + ((i + k) % 90) / 100,
        1,
        undefined,
        undefined,
        '',
      ])
      rows.orders.push([
        id,
        0,
        slot - 3_600_000,
        slot,
        `h${i}-battery`,
        seller ? 'sell' : 'buy',
        limit,
        200,
        100,
        0,
        100,
        'partially-filled',
        'gate-closure',
        slot,
      ])
      if (!seller) continue
      rows.trades.push([
        id,
        'trade',
        slot - 1_800_000,
        slot,
        `h${i}`,
        `h${i}-battery`,
        `h${(i + 1) % homes}`,
        'x',
        id,
        id + 1,
        price,
        price,
        100,
        'battery',
        0,
      ])
      rows.deliveries.push([id, slot, slot, slot, slot, slot, slot, slot, 100, 100, 'delivered'])
    }
  }
  for (let i = 0; i < homes; i++) {
    rows.statements.push([`h${i}`, 100, 100, 100, 100, 0, 0, 0, 0, 0, 0, 0, (i - homes / 3) * 1e6, 0, 0.5, 0.5])
  }
  return recordOf(rows, { scenario: 'town' })
}
