import { answerLines, type Situation } from '@jazzgrid/agent/conformance'
import { describe, expect, it } from 'vitest'
import { pvStrategy } from './pv-strategy.js'
import { PV_SETTINGS } from './settings.js'

/** Sunny noon, dark evening: 1,500 Wh are left over at noon. */
const DAY = { generation: [1_800, 0], load: [300, 900] }

const roof = (situation: Partial<Situation>, settings = PV_SETTINGS): string[] =>
  answerLines(pvStrategy, settings, { ...DAY, ...situation })

describe('a roof', () => {
  it.each([
    [0, '0 sell 1500 at 21.5 (surplus-forecast, asking-price)'],
    [0.35, '0 sell 1500 at 19.3 (surplus-forecast, concession)'],
    [0.7, '0 sell 1500 at 17 (surplus-forecast, concession)'],
    [0.85, '0 sell 1500 at 12.8 (surplus-forecast, concession)'],
    [1, '0 sell 1500 at 8.5 (surplus-forecast, last-chance)'],
  ])('at urgency %d offers its surplus between the asking price and feed-in', (urgency, line) => {
    expect(roof({ urgency })).toEqual([line, '1 - (no-surplus)'])
  })

  it('asks more the more ambitious it is, and less the less the slot is expected to bring', () => {
    const first = (ambition: number, expected: number) =>
      roof({ urgency: 0, expected }, { ...PV_SETTINGS, ambition })[0]
    expect(first(1, 17)).toContain('at 26 ')
    expect(first(0, 17)).toContain('at 17 ')
    expect(first(0.5, 10)).toContain('at 18 ')
  })

  it('never takes less than feed-in, whatever is expected', () => {
    expect(roof({ urgency: 0.7, expected: 3 })[0]).toContain('at 8.5 ')
  })

  it('that hedges offers less than it expects where a shortfall would cost more than a surplus, and says so', () => {
    // at 10 too little loses 1.5 to feed-in, too much costs 16 more than it brings: the lowest twelfth of outcomes
    const uncertain = { generationError: [200, 0], expected: 10 }
    const hedging = { ...PV_SETTINGS, hedges: true }
    expect(roof({ ...uncertain, urgency: 0.7 }, hedging)[0]).toBe(
      '0 sell 1200 at 10 (surplus-forecast, forecast-hedge, concession)',
    )
    expect(roof({ ...uncertain, generationError: [1_500, 0] }, hedging)[0]).toBe('0 - (forecast-hedge)')
    expect(roof({ ...uncertain, urgency: 0.7, positions: [-1_500, 0] }, hedging)[0]).toBe(
      '0 buy 200 at 10 (rebuy-shortfall, forecast-hedge, concession)',
    )
    // it never promises more than it expects, and hedges only where it is told to
    expect(roof({ ...uncertain, expected: 25, urgency: 0.7 }, hedging)[0]).toContain('sell 1500 at 25 ')
    expect(roof(uncertain)[0]).toContain('sell 1500')
  })

  it('offers its own share where a site has several roofs', () => {
    expect(roof({}, { ...PV_SETTINGS, share: 0.5 })[0]).toContain('sell 700')
  })

  it('offers what is left after its sales', () => {
    expect(roof({ positions: [-600, 0] })[0]).toContain('sell 900')
  })

  it.each([
    [0, '0 buy 800 at 8.5 (rebuy-shortfall, concession)'],
    [0.7, '0 buy 800 at 17 (rebuy-shortfall, concession)'],
    [1, '0 buy 800 at 24 (rebuy-shortfall, concession)'],
  ])('at urgency %d buys back what clouds have taken, up to the supplier’s price', (urgency, line) => {
    // sold 1,500; now only 700 are left over
    expect(roof({ urgency, generation: [1_000, 0], positions: [-1_500, 0], networkCharge: 2 })[0]).toBe(line)
  })

  it.each<[string, string, Partial<Situation>]>([
    ['no sun', 'no-surplus', { generation: 0 }],
    ['all of it sold', 'covered-already', { positions: [-1_500, 0] }],
    ['a rest below the lot', 'covered-already', { positions: [-1_450, 0] }],
    ['a surplus below the lot', 'below-lot', { generation: [350, 0] }],
    ['a leg that is promised to others', 'leg-used', { out: 0 }],
    [
      'a leg that is promised to others, with energy to buy back',
      'leg-used',
      { in: 0, generation: 0, positions: [-500, 0] },
    ],
    ['feed-in above the price band', 'value-outside-band', { band: { min: 0, max: 8 }, urgency: 1 }],
    ['no forecast of the sun', 'forecast-unknown', { generation: Number.NaN }],
    ['no forecast of the price', 'forecast-unknown', { expected: Number.NaN }],
  ])('with %s is silent and says %s', (_what, reason, situation) => {
    expect(roof(situation)[0]).toBe(`0 - (${reason})`)
  })
})
