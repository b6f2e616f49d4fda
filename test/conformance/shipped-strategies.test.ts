import type { StoreSettings, Strategy } from '@jazzgrid/agent'
import { strategyViolations } from '@jazzgrid/agent/conformance'
import { tableStrategy, valueStrategy } from '@jazzgrid/agent-battery'
import { type EvSettings, evPriceCapStrategy, evValueStrategy } from '@jazzgrid/agent-ev'
import { HOUSEHOLD_SETTINGS, householdStrategy } from '@jazzgrid/agent-household'
import { PV_SETTINGS, pvStrategy } from '@jazzgrid/agent-pv'
import { perKwh, watt, wh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'

const battery: StoreSettings = {
  capacity: wh(10_000),
  charge: watt(3_000),
  discharge: watt(3_000),
  chargeEfficiency: 0.93,
  dischargeEfficiency: 0.93,
  minimumSoc: 0.1,
  maximumSoc: 0.9,
  wear: perKwh(1),
  ownUse: true,
  ambition: 0.5,
  turn: 0.7,
  slotLength: 1_800_000,
}
const car: EvSettings = {
  ...battery,
  trips: [{ departure: 5_400_000, arrival: 8_100_000, energy: wh(2_000), departureSoc: 0.6 }],
  v2g: true,
  priceCap: perKwh(10),
}
const shopper = { ...HOUSEHOLD_SETTINGS, premium: { renewable: perKwh(3), local: perKwh(2) } }

/** Trades by prices of its own: the table by its rows, the price cap by its cap. */
const ownPrices = { ownPrices: true }

const SHIPPED: readonly [Strategy<never>, unknown, object][] = [
  [pvStrategy, PV_SETTINGS, {}],
  [householdStrategy, shopper, {}],
  [valueStrategy, battery, {}],
  [tableStrategy, battery, ownPrices],
  [evValueStrategy, car, {}],
  [evPriceCapStrategy, car, ownPrices],
]

describe('conform', () => {
  it.each(SHIPPED)('$name', (strategy, settings, allowance) => {
    expect(strategyViolations(strategy, settings as never, { ...allowance, situations: 2000 }).slice(0, 5)).toEqual([])
  })
})
