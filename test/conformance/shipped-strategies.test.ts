import {
  adaptiveAggressive,
  type StoreSettings,
  type Strategy,
  traderStrategy,
  zeroIntelligence,
  zeroIntelligencePlus,
} from '@jazzgrid/agent'
import { type Allowance, resumeViolations, situationViolations, strategyViolations } from '@jazzgrid/agent/conformance'
import { tableStrategy, valueStrategy } from '@jazzgrid/agent-battery'
import { type EvSettings, evPriceCapStrategy, evValueStrategy } from '@jazzgrid/agent-ev'
import { HOUSEHOLD_SETTINGS, householdStrategy } from '@jazzgrid/agent-household'
import { PV_SETTINGS, pvStrategy } from '@jazzgrid/agent-pv'
import { HOUR, perKwh, watt, wh } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitrarySituation } from './arbitrary-situation.js'

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
  slotLength: 0.5 * HOUR,
}
const trading: StoreSettings = { ...battery, ownUse: false, wear: perKwh(0), chargeEfficiency: 1, ambition: 1 }
const car: EvSettings = {
  ...battery,
  ownUse: false,
  trips: [
    { departure: 1.5 * HOUR, arrival: 2.25 * HOUR, energy: wh(2_000), departureSoc: 0.6 },
    { departure: 5 * HOUR, arrival: 7 * HOUR, energy: wh(3_000), departureSoc: 0.8 },
  ],
  v2g: true,
  priceCap: perKwh(10),
}
const green = { ...HOUSEHOLD_SETTINGS, thrift: 1, premium: { renewable: perKwh(3), local: perKwh(2) } }

/** These two trade by prices of their own, the table by its rows and the cap by its cap, so they may pass the supplier's. */
const ownPrices = { ownPrices: true }

interface Shipped {
  readonly name: string
  readonly strategy: Strategy<never>
  readonly settings: unknown
  readonly allowance?: Allowance
}

const SHIPPED: readonly Shipped[] = [
  { name: 'pv', strategy: pvStrategy, settings: PV_SETTINGS },
  { name: 'household', strategy: householdStrategy, settings: HOUSEHOLD_SETTINGS },
  { name: 'household with preferences', strategy: householdStrategy, settings: green },
  {
    name: 'roof with a zero-intelligence trader',
    strategy: traderStrategy('zi-c', pvStrategy, zeroIntelligence),
    settings: PV_SETTINGS,
  },
  {
    name: 'household with a ZIP trader',
    strategy: traderStrategy('zip', householdStrategy, zeroIntelligencePlus),
    settings: green,
  },
  {
    name: 'battery with an adaptive-aggressive trader',
    strategy: traderStrategy('aa', valueStrategy, adaptiveAggressive),
    settings: battery,
  },
  { name: 'battery, own use first', strategy: valueStrategy, settings: battery },
  { name: 'battery that only trades', strategy: valueStrategy, settings: trading },
  { name: 'battery by the table', strategy: tableStrategy, settings: battery, allowance: ownPrices },
  { name: 'car that sells back', strategy: evValueStrategy, settings: car },
  { name: 'car that only charges', strategy: evValueStrategy, settings: { ...car, v2g: false } },
  { name: 'car under a price cap', strategy: evPriceCapStrategy, settings: car, allowance: ownPrices },
]

describe.each(SHIPPED)('$name', ({ strategy, settings, allowance }) => {
  it('keeps every rule in a thousand drawn situations', () => {
    expect(strategyViolations(strategy, settings as never, { ...allowance, seed: 5, situations: 1_000 })).toEqual([])
  })

  it('keeps every rule in whatever situation can be made up', () => {
    fc.assert(
      fc.property(arbitrarySituation(), (situation) => {
        expect(situationViolations(strategy, settings as never, situation, allowance)).toEqual([])
      }),
      { seed: 6, numRuns: 150 },
    )
  })

  it('goes on after an interruption as if there had been none, stored as text in between', () => {
    expect(resumeViolations(strategy, settings as never, { seed: 7 })).toEqual([])
  })
})
