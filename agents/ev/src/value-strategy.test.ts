import { StateBook } from '@jazzgrid/agent'
import { answerLines, callOf, type Situation, stateOf } from '@jazzgrid/agent/conformance'
import { HOUR, perKwh, watt, wh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { evPriceCapStrategy } from './price-cap-strategy.js'
import { type EvSettings, evValueStrategy } from './value-strategy.js'

const SLOT = 0.5 * HOUR

/** 10 kWh, 1,500 Wh a half-hour, away in slots 4 and 5; 80 per cent must be there at departure. */
const CAR: EvSettings = {
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
  slotLength: SLOT,
  trips: [{ departure: 4 * SLOT, arrival: 6 * SLOT, energy: wh(2_000), departureSoc: 0.8 }],
  v2g: true,
  priceCap: perKwh(10),
}

const answers = (situation: Partial<Situation>, settings: Partial<EvSettings> = {}, strategy = evValueStrategy) =>
  answerLines(strategy, { ...CAR, ...settings }, { slots: 10, soc: 0.5, ...situation })

const offers = (lines: readonly string[]): string[] => lines.filter((line) => line.includes(' sell '))

/** State of charge slot by slot where the market brings nothing at all: setpoints buy from the supplier. */
function chargesAlone(strategy: typeof evValueStrategy, soc: number, slots: number): number[] {
  const states = [soc]
  for (let left = slots; left > 0; left--) {
    const trips = [{ ...CAR.trips[0], departure: left * SLOT, arrival: (left + 2) * SLOT }]
    const call = callOf({ slots: 10, soc: states.at(-1) as number }, 0)
    const energy =
      strategy.setpoint?.(null, { ...CAR, trips }, call, new StateBook(stateOf({ slots: 10 }))).energy ?? Number.NaN
    states.push((states.at(-1) as number) + (energy * 0.93) / 10_000)
  }
  return states
}

describe.each([evValueStrategy, evPriceCapStrategy])('the departure charge of $name', (strategy) => {
  it('is bought from the supplier, early enough, where the market brings nothing', () => {
    const states = chargesAlone(strategy, 0.4, 6)
    // 4,000 Wh at 1,395 a slot take three slots: hope lasts for the first three and ends in time
    expect(states.slice(0, 4)).toEqual([0.4, 0.4, 0.4, 0.4])
    expect(states.at(-1)).toBeGreaterThanOrEqual(0.8)
    expect(states.at(-1)).toBeLessThan(0.8002)
  })

  it('begins at once where there is no time to lose', () => {
    const states = chargesAlone(strategy, 0.2, 2)
    expect(states[1] - states[0]).toBeCloseTo(0.1395, 12)
    expect(states[2] - states[1]).toBeCloseTo(0.1395, 12)
  })
})

describe('a car by value', () => {
  it('is silent about slots in which it is away, and says so', () => {
    const lines = answers({ urgency: 0.5, expected: 12 })
    expect(lines.filter((line) => line.includes('away'))).toEqual(['4 - (away)', '5 - (away)'])
  })

  it('buys the departure charge in the cheapest slots before it leaves', () => {
    const bids = answers({ expected: [20, 10, 22, 12, 12, 12, 12, 12, 12, 12], urgency: 0 }, { v2g: false })
    // 3,000 Wh in store are 3,226 at the terminal: all of the two cheapest slots and 200 more in whole lots
    expect(bids.slice(0, 4)).toEqual([
      '0 buy 200 at 14.2 (charge-below-value, concession)',
      '1 buy 1500 at 9.2 (charge-below-value, concession)',
      '2 - (no-gain)',
      '3 buy 1500 at 10.2 (charge-below-value, concession)',
    ])
  })

  it('bids up to the supplier’s price where even full charge comes too late', () => {
    const late = { soc: 0.2, expected: 12, urgency: [-1, 0.7, 1, 1, -1, -1, -1, -1, -1, -1], networkCharge: 2 }
    expect(answers(late)).toEqual([
      '1 buy 1500 at 12 (departure-first)',
      '2 buy 1500 at 24 (departure-first)',
      '3 buy 1500 at 24 (departure-first)',
    ])
  })

  it('never sells energy that its trip needs', () => {
    const dear = { expected: [24, 24, 24, 24, 12, 12, 12, 12, 12, 12], urgency: 1 }
    expect(offers(answers({ ...dear, soc: 0.8 }).slice(0, 4))).toEqual([])
    const spare = offers(answers({ ...dear, soc: 0.9 }).slice(0, 4))
    const sold = spare.map((line) => Number(/sell (\d+)/.exec(line)?.[1]))
    // 1,000 Wh above the departure charge, 93 per cent of it at the terminal
    expect(sold.reduce((a, b) => a + b, 0)).toBe(900)
  })

  it('never sells where it may only charge', () => {
    for (const urgency of [0, 0.7, 1]) {
      const dear = { soc: 0.9, expected: [25, 25, 25, 25, 12, 12, 12, 12, 12, 12], urgency }
      expect(offers(answers(dear, { v2g: false }))).toEqual([])
      expect(offers(answers(dear)).length).toBeGreaterThan(0)
    }
  })

  it('sells back only above what the same energy is worth later', () => {
    const ask = (before: number, departure: number) =>
      answers({
        soc: 0.9,
        expected: [12, 12, before, departure, 12, 12, 12, 12, 12, 12],
        urgency: [-1, -1, 1, -1, -1, -1, -1, -1, -1, -1],
      })[0]
    // 1,000 Wh are above the departure charge: kept, they are worth the mean price of the horizon after the trip
    expect(ask(20, 12)).toBe('2 sell 900 at 12.8 (sells-back, discharge-above-value, concession)')
    // and where the slot before departure pays more, that is what the slot before it must pay
    expect(ask(20, 24)).toBe('2 sell 900 at 24 (sells-back, discharge-above-value, concession)')
  })

  it.each([14, 15, 16])('bids what a sale at %s leaves after losses and wear both ways', (later) => {
    const [bid] = answers({
      soc: 0.8,
      expected: [12, 12, 12, later, 12, 12, 12, 12, 12, 12],
      urgency: [-1, -1, 1, -1, -1, -1, -1, -1, -1, -1],
    })
    const price = Number(/^2 buy 1000 at ([\d.]+) /.exec(bid)?.[1])
    const leaves = (later - 1) * 0.93 * 0.93 - 1
    expect(price).toBeLessThanOrEqual(leaves)
    expect(price).toBeGreaterThan(leaves - 0.2)
  })

  it('sells what it bought where it stands without a plug, down to the feed-in price, and buys back what it sold', () => {
    const promised = { plugged: false, positions: [0, 900, -700, 0, 0, 0, 0, 0, 0, 0], expected: 12 }
    const lines = (urgency: number) =>
      answers({ ...promised, urgency: [-1, urgency, urgency, urgency, -1, -1, -1, -1, -1, -1] })
    expect(lines(0.7)).toEqual([
      '1 sell 900 at 12 (resell-excess, concession)',
      '2 buy 700 at 12 (rebuy-shortfall, concession)',
      '3 - (unplugged)',
    ])
    expect(lines(1)).toEqual([
      '1 sell 900 at 8.5 (resell-excess, concession)',
      '2 buy 700 at 26 (rebuy-shortfall, concession)',
      '3 - (unplugged)',
    ])
    const call = callOf({ slots: 10, soc: 0.5, plugged: false, positions: 0 }, 1_000)
    const book = new StateBook(stateOf({ slots: 10 }))
    expect(evValueStrategy.setpoint?.(null, CAR, call, book)).toEqual({ energy: 0, reasons: ['unplugged'] })
  })

  it('drives its energy once, also where it does not leave on the hour', () => {
    // 2,000 Wh are driven, so 10 per cent of 10 kWh and 2,000 have to be there: 3,000 are for sale of 6,000
    const trips = [{ departure: 3.4 * SLOT, arrival: 5.6 * SLOT, energy: wh(2_000), departureSoc: 0.3 }]
    const sold = offers(answers({ soc: 0.6, expected: 25, urgency: [-1, 1, 1, -1, -1, -1, -1, -1, -1, -1] }, { trips }))
    const amounts = sold.map((line) => Number(/sell (\d+)/.exec(line)?.[1]))
    expect(amounts.reduce((a, b) => a + b, 0)).toBe(2_700)
  })
})

describe('a car under a price cap', () => {
  const capped = (situation: Partial<Situation>, settings: Partial<EvSettings> = {}) =>
    answers({ urgency: [-1, 0.5, 0.5, 0.5, 0.5, 0.5, -1, -1, -1, -1], ...situation }, settings, evPriceCapStrategy)

  it('bids one tick under its cap in every slot in which it stands, and never sells', () => {
    expect(capped({ soc: 0.2, expected: 12 })).toEqual([
      '1 buy 1500 at 9.9 (price-cap)',
      '2 buy 1500 at 9.9 (price-cap)',
      '3 buy 1500 at 9.9 (price-cap)',
      '4 - (away)',
      '5 - (away)',
    ])
  })

  it('bids for no more than it has room for', () => {
    expect(capped({ soc: 0.8, expected: 12 }).slice(0, 2)).toEqual([
      '1 buy 1000 at 9.9 (price-cap)',
      '2 - (price-cap, reserved)',
    ])
  })

  it('is silent where its cap lies under the band or its charge is not known', () => {
    expect(capped({ band: { min: 10, max: 50 } })[0]).toBe('1 - (price-cap, reserved)')
    expect(capped({ soc: Number.NaN })[0]).toBe('1 - (soc-unknown)')
  })
})
