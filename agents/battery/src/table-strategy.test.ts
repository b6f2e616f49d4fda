import type { StoreSettings } from '@jazzgrid/agent'
import { StateBook } from '@jazzgrid/agent'
import { answerLines, callOf, type Situation, stateOf } from '@jazzgrid/agent/conformance'
import { perKwh, watt, wh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { rowAt } from './bidding-table.js'
import { tableStrategy } from './table-strategy.js'

const BATTERY: StoreSettings = {
  capacity: wh(10_000),
  charge: watt(3_000),
  discharge: watt(3_000),
  chargeEfficiency: 1,
  dischargeEfficiency: 1,
  minimumSoc: 0.1,
  maximumSoc: 0.9,
  wear: perKwh(0),
  ownUse: false,
  ambition: 0.5,
  turn: 0.7,
  slotLength: 1_800_000,
}

/** What the battery says about the next half-hour. */
const next = (situation: Partial<Situation>): string[] =>
  answerLines(tableStrategy, BATTERY, { urgency: [-1, 0.5], ...situation })

describe('the bidding table of the trial, for 1.0 kWh each', () => {
  it.each([
    // SOC   bid              offer
    [0.3, 'buy 1000 at 25', undefined],
    [0.4, 'buy 1000 at 20', 'sell 1000 at 30'],
    [0.5, 'buy 1000 at 10', 'sell 1000 at 20'],
    [0.6, 'buy 1000 at 5', 'sell 1000 at 15'],
    [0.7, undefined, 'sell 1000 at 10'],
  ])('at %d of capacity', (soc, bid, offer) => {
    const wanted = [bid, offer].filter((side) => side !== undefined).map((side) => `1 ${side} (table-row)`)
    expect(next({ soc })).toEqual(wanted)
  })

  it.each([
    [0.34, 30],
    [0.35, 40],
    [0.449, 40],
    [0.55, 60],
    [0, 30],
    [0.12, 30],
    [0.86, 70],
    [1, 70],
  ])('at %d takes the row of %i per cent', (soc, row) => {
    expect(rowAt(soc)?.soc).toBe(row)
  })

  it('has no row for a charge that is not known', () => {
    expect(rowAt(Number.NaN)).toBeUndefined()
    expect(next({ soc: Number.NaN })).toEqual(['1 - (soc-unknown)'])
  })
})

describe('a battery by the table', () => {
  it('needs no forecast of prices', () => {
    expect(next({ soc: 0.7, expected: Number.NaN })).toEqual(['1 sell 1000 at 10 (table-row)'])
  })

  it('looks up the charge that it will have in the slot, by what is contracted before it', () => {
    expect(next({ soc: 0.5, running: 1_000 })).toEqual(['1 buy 1000 at 5 (table-row)', '1 sell 1000 at 15 (table-row)'])
    expect(next({ soc: 0.5, positions: [-1_000, 0] })).toEqual([
      '1 buy 1000 at 20 (table-row)',
      '1 sell 1000 at 30 (table-row)',
    ])
  })

  it('sells no energy twice: what one slot offers is missing in the next', () => {
    // 3.6 kWh in store, of which 1.0 has to stay: 2.6 are for sale over all slots together
    const lines = answerLines(tableStrategy, BATTERY, { slots: 5, soc: 0.36, urgency: [-1, 0, 0, 0, 0] })
    expect(lines.filter((line) => line.includes('sell'))).toEqual([
      '1 sell 1000 at 30 (table-row)',
      '2 sell 1000 at 30 (table-row)',
      '3 sell 600 at 30 (table-row)',
    ])
  })

  it('trades less where the leg or the battery leaves less, and says so where nothing is left', () => {
    expect(next({ soc: 0.5, out: 350 })).toEqual(['1 buy 1000 at 10 (table-row)', '1 sell 300 at 20 (table-row)'])
    expect(next({ soc: 0.5, out: 0, in: 0 })).toEqual(['1 - (table-row, reserved)'])
    expect(next({ soc: 0.5, band: { min: 12, max: 18 } })).toEqual(['1 - (table-row, reserved)'])
  })

  it('delivers what it has sold', () => {
    const sold = { slots: 3, soc: 0.5, positions: [-700, 0, 0] }
    const book = new StateBook(stateOf(sold))
    expect(tableStrategy.setpoint?.(null, BATTERY, callOf(sold, 700), book)).toEqual({
      energy: -700,
      reasons: ['keeps-contract'],
    })
  })
})
