import { type EnergySetpoint, type ReasonCode, StateBook, type StoreSettings } from '@jazzgrid/agent'
import { answerLines, callOf, type Situation, stateOf } from '@jazzgrid/agent/conformance'
import { perKwh, watt, wh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { valueStrategy } from './value-strategy.js'

/** 10 kWh between 10 and 90 per cent, 1,500 Wh a half-hour, 7 per cent lost each way, wear 1 a kWh each way. */
const BATTERY: StoreSettings = {
  capacity: wh(10_000),
  charge: watt(3_000),
  discharge: watt(3_000),
  chargeEfficiency: 0.93,
  dischargeEfficiency: 0.93,
  minimumSoc: 0.1,
  maximumSoc: 0.9,
  wear: perKwh(1),
  ownUse: false,
  ambition: 0.5,
  turn: 0.7,
  slotLength: 1_800_000,
}

const answers = (situation: Partial<Situation>, settings = BATTERY): string[] =>
  answerLines(valueStrategy, settings, situation)

/** Energy into the battery in slot 0 [Wh]; the site would draw `residual` from the supplier without it. */
function setpoint(situation: Partial<Situation>, residual: number): EnergySetpoint | undefined {
  const book = new StateBook(stateOf(situation))
  return valueStrategy.setpoint?.(null, BATTERY, callOf(situation, residual), book)
}

describe('the value of stored energy', () => {
  // empty at the start; the same energy can be had in slot 0 at 12, so nobody pays more for it in slot 1
  const cheapThenDear = { slots: 8, soc: 0.1, expected: [12, 10, 22, 12, 12, 12, 12, 12] }
  const due = (urgency: number) => ({ urgency: [-1, urgency, -1, -1, -1, -1, -1, -1] })

  it.each([
    [0, 'buy 1500 at 9.2'],
    [0.35, 'buy 1500 at 9.6'],
    [0.7, 'buy 1500 at 10'],
    [0.85, 'buy 1500 at 11'],
    [1, 'buy 1500 at 12'],
  ])('at urgency %d: %s, from under the expected price to what the energy would cost elsewhere', (urgency, line) => {
    expect(answers({ ...cheapThenDear, ...due(urgency) })).toEqual([`1 ${line} (charge-below-value, concession)`])
  })

  it('sells at the gate down to what the energy is worth if it stays: the mean price of the slots in sight', () => {
    const flat = { slots: 6, soc: 0.5, expected: [16, 24, 16, 16, 16, 16], urgency: [-1, 1, -1, -1, -1, -1] }
    expect((5 * 16 + 24) / 6).toBeCloseTo(17.33, 2)
    expect(answers(flat)).toEqual(['1 sell 1500 at 17.4 (discharge-above-value, concession)'])
  })

  it('trades at no price where the spread does not pay for losses and wear', () => {
    // a round trip loses 14 per cent of 16 and wears off 2: 17 is not worth it
    expect(answers({ slots: 4, soc: 0.5, expected: [16, 16, 17, 16], urgency: 0 })).toEqual([
      '0 - (no-gain)',
      '1 - (no-gain)',
      '2 sell 1500 at 21.5 (discharge-above-value, concession)',
      '3 - (no-gain)',
    ])
  })

  it('counts the network charge that a buyer pays on top', () => {
    const bid = (networkCharge: number) => answers({ ...cheapThenDear, ...due(1), networkCharge })[0]
    expect(bid(0)).toContain('at 12 ')
    expect(bid(3)).toContain('at 12 ') // elsewhere the charge is due as well
  })
})

describe('a battery by value', () => {
  it('sells no energy twice: two dear evenings, energy for less than one', () => {
    // 2,000 Wh in store, 1,000 must stay, 93 per cent reach the terminal: 900 in whole lots
    const evenings = { slots: 4, soc: 0.2, expected: [10, 24, 25, 10], urgency: [-1, 0, 0, -1] }
    const offered = answers(evenings).map((line) => Number(/sell (\d+)/.exec(line)?.[1] ?? 0))
    expect(offered.reduce((a, b) => a + b, 0)).toBe(900)
  })

  it('counts on a quarter of what the book shows, and on all of it at the gate', () => {
    const shown = { slots: 3, soc: 0.2, expected: [20, 9, 24], askDepth: [0, 2_400, 0], bidDepth: [0, 0, 9_000] }
    const bid = (urgency: number) => answers({ ...shown, urgency: [-1, urgency, -1] })[0]
    expect(bid(0)).toContain('buy 600 ')
    expect(bid(1)).toContain('buy 1500 ')
  })

  it.each<[string, string, Partial<Situation>]>([
    ['full', 'store-full', { soc: 0.9, expected: [30, 9, 25] }],
    ['empty', 'store-empty', { soc: 0.1, expected: [9, 25, 9] }],
    ['without room on the leg', 'leg-used', { soc: 0.5, expected: [20, 9, 25], in: 0 }],
    ['done with it', 'covered-already', { soc: 0.5, expected: [20, 9, 25], positions: [0, 1_500, 0] }],
    ['unread', 'soc-unknown', { soc: Number.NaN }],
    ['without a forecast', 'forecast-unknown', { soc: 0.5, expected: [20, Number.NaN, Number.NaN] }],
  ])('that is %s says %s', (_what, reason, situation) => {
    expect(answers({ slots: 3, urgency: [-1, 0, -1], ...situation })).toEqual([`1 - (${reason})`])
  })

  it('offers what the own load leaves at the worth of what is left, not of what the load takes', () => {
    // of 2,000 Wh the owner's load takes 1,500; the rest is wanted later at 22, and what nobody wants is worth 14
    const lossless = { minimumSoc: 0, maximumSoc: 1, wear: perKwh(0), chargeEfficiency: 1, dischargeEfficiency: 1 }
    const owner = { ...BATTERY, ...lossless, charge: watt(0), discharge: watt(8_000), ownUse: true }
    const evening = { slots: 3, expected: [10, 10, 22], bidDepth: [0, 0, 2_000], urgency: [-1, 1, -1] }
    const offer = ['1 sell 500 at 22 (discharge-above-value, concession)']
    expect(answers({ ...evening, soc: 0.2, load: [0, 1_500, 0] }, owner)).toEqual(offer)
    expect(answers({ ...evening, soc: 0.05 }, owner)).toEqual(offer)
    expect(answers({ ...evening, soc: 0.2 }, owner)).toEqual(['1 sell 1500 at 14 (discharge-above-value, concession)'])
  })

  it('says of a slot beyond its plan of 96 that it plans less far, and not that there is no forecast', () => {
    const urgency = Array.from({ length: 98 }, (_, k) => (k < 95 ? -1 : 0))
    expect(answers({ slots: 98, soc: 0.1, expected: 16, urgency }).slice(1)).toEqual([
      '96 - (beyond-plan)',
      '97 - (beyond-plan)',
    ])
    expect(answers({ slots: 98, soc: Number.NaN, expected: 16, urgency })[2]).toBe('97 - (soc-unknown)')
  })

  it('says that its energy is reserved where later sales need it', () => {
    const sold = { slots: 3, soc: 0.2, expected: [9, 25, 9], positions: [0, 0, -900], urgency: [-1, 0, -1] }
    expect(answers(sold)).toEqual(['1 - (reserved)'])
  })
})

describe('the setpoint of a battery', () => {
  it.each<[string, Partial<Situation>, number, number, ReasonCode]>([
    ['delivers what was sold', { positions: [-800, 0, 0, 0] }, 800, -800, 'keeps-contract'],
    ['takes what was bought', { positions: [800, 0, 0, 0] }, -800, 800, 'keeps-contract'],
    [
      'covers the site’s own need where the supplier is dearer than its energy',
      { expected: 9 },
      1_000,
      -1_000,
      'covers-own-load',
    ],
    [
      'takes the site’s own surplus where later slots pay more than feed-in',
      { expected: 22 },
      -1_000,
      1_000,
      'takes-surplus',
    ],
    [
      'keeps what was sold for a later slot',
      { expected: 9, soc: 0.2, positions: [0, -900, 0, 0] },
      1_000,
      // 1,000 Wh above the floor less 900 / 0.93, at 93 per cent
      -30,
      'covers-own-load',
    ],
    [
      'keeps what is offered in a later slot: the offer may fill',
      { expected: 9, soc: 0.2, resting: [{ slot: 1, side: 'sell', price: 20, leaves: 500 }] },
      1_000,
      -430,
      'covers-own-load',
    ],
    [
      'keeps room for what was bought for a later slot',
      { expected: 22, soc: 0.85, positions: [0, 500, 0, 0] },
      -1_000,
      // 500 Wh below the ceiling less 500 x 0.93
      37,
      'takes-surplus',
    ],
    ['does nothing before it knows its charge', { soc: Number.NaN }, 1_000, 0, 'soc-unknown'],
    [
      'delivers what was sold where no price is known',
      { expected: Number.NaN, positions: [-800, 0, 0, 0] },
      800,
      -800,
      'keeps-contract',
    ],
    ['keeps full what is full', { expected: 22, soc: 0.9 }, -1_000, 0, 'store-full'],
    ['leaves empty what is empty', { expected: 9, soc: 0.1 }, 1_000, 0, 'store-empty'],
    [
      'keeps what was sold beyond the last known price',
      { expected: [9, 9, Number.NaN, Number.NaN], soc: 0.2, positions: [0, 0, 0, -900] },
      1_000,
      -30,
      'covers-own-load',
    ],
  ])('%s, and says why', (_what, situation, residual, energy, reason) => {
    expect(setpoint({ slots: 4, soc: 0.5, ...situation }, residual)).toEqual({ energy, reasons: [reason] })
  })

  it('says both where it does more than the site’s own need or surplus asks for', () => {
    const both = (situation: Partial<Situation>, residual: number) =>
      setpoint({ slots: 4, soc: 0.5, ...situation }, residual)
    // the supplier pays more than the energy is worth later: what the load leaves goes there as well
    expect(both({ expected: 9, feedIn: 14 }, 200)).toEqual({
      energy: -1_500,
      reasons: ['covers-own-load', 'discharge-above-value'],
    })
    // and the reverse: after the surplus it charges at a retail price below what later slots pay
    expect(both({ expected: 40, retail: 15 }, -200)).toEqual({
      energy: 1_500,
      reasons: ['takes-surplus', 'charge-below-value'],
    })
    expect(both({ expected: 40, retail: 15 }, 0)?.reasons).toEqual(['charge-below-value'])
    expect(both({ expected: 9, feedIn: 14 }, 0)?.reasons).toEqual(['discharge-above-value'])
  })
})
