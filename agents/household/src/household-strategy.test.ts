import { answerLines, type Situation } from '@jazzgrid/agent/conformance'
import { perKwh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { householdStrategy } from './household-strategy.js'
import { HOUSEHOLD_SETTINGS, type HouseholdSettings } from './settings.js'

/** Its roof covers noon; in the evening it needs 900 Wh. */
const DAY = { generation: [1_800, 0], load: [300, 900], networkCharge: 2 }

/** What the household says about the evening. */
function evening(situation: Partial<Situation>, settings: Partial<HouseholdSettings> = {}): string {
  return answerLines(householdStrategy, { ...HOUSEHOLD_SETTINGS, ...settings }, { ...DAY, ...situation })[1]
}

describe('a household', () => {
  it.each([
    [0, '1 buy 900 at 12.7 (load-forecast, first-price)'],
    [0.35, '1 buy 900 at 14.8 (load-forecast, concession)'],
    [0.7, '1 buy 900 at 17 (load-forecast, concession)'],
    [0.85, '1 buy 900 at 20.5 (load-forecast, concession)'],
    [1, '1 buy 900 at 24 (load-forecast, last-chance)'],
  ])('at urgency %d bids for its net load, up to retail less the network charge', (urgency, line) => {
    expect(evening({ urgency })).toBe(line)
  })

  it('begins at feed-in where it is thrifty, and at the expected price where it is not', () => {
    expect(evening({ urgency: 0 }, { thrift: 1 })).toContain('at 8.5 ')
    expect(evening({ urgency: 0 }, { thrift: 0 })).toContain('at 17 ')
  })

  it('that hedges bids for more than it expects where a shortfall would cost more than a surplus, for less where it costs less', () => {
    const uncertain = { loadError: [0, 200], urgency: 0.7 }
    expect(evening({ ...uncertain, expected: 10 }, { hedges: true })).toBe(
      '1 buy 1100 at 10 (load-forecast, forecast-hedge, concession)',
    )
    expect(evening({ ...uncertain, expected: 23 }, { hedges: true })).toBe(
      '1 buy 500 at 23 (load-forecast, forecast-hedge, concession)',
    )
    expect(evening({ ...uncertain, expected: 10 })).toContain('buy 900 ')
    // held back altogether, and held back after it has bought
    const wild = { loadError: [0, 900], urgency: 0.7, expected: 23 }
    expect(evening(wild, { hedges: true })).toBe('1 - (forecast-hedge)')
    expect(evening({ ...wild, positions: [0, 900] }, { hedges: true })).toBe(
      '1 sell 900 at 23 (resell-excess, forecast-hedge, concession)',
    )
  })

  it('bids for what is not bought yet, and for its own share of it', () => {
    expect(evening({ positions: [0, 500] })).toContain('buy 400')
    expect(evening({}, { share: 0.5 })).toContain('buy 400')
    expect(evening({}, { tradable: 0.3 })).toContain('buy 200')
  })

  it('never pays more than the supplier asks, whatever is expected', () => {
    expect(evening({ urgency: 0.7, expected: 40 })).toContain('at 24 ')
  })

  it.each([
    [0.7, '1 buy 900 at 17 +3 renewable +2 local (load-forecast, concession, premium-renewable, premium-local)'],
    [0.85, '1 buy 900 at 20.5 +3 renewable +0.5 local (load-forecast, concession, premium-renewable, premium-local)'],
    [0.95, '1 buy 900 at 22.8 +1.2 renewable (load-forecast, concession, premium-renewable)'],
    [1, '1 buy 900 at 24 (load-forecast, last-chance)'],
  ])('at urgency %d pays premiums as far as limit and premiums together stay below the supplier', (urgency, line) => {
    expect(evening({ urgency }, { premium: { renewable: perKwh(3), local: perKwh(2) } })).toBe(line)
  })

  it('pays for local energy alone where that is all it prefers', () => {
    const premium = { renewable: perKwh(0), local: perKwh(2) }
    expect(evening({ urgency: 0.7 }, { premium })).toBe(
      '1 buy 900 at 17 +2 local (load-forecast, concession, premium-local)',
    )
  })

  it.each([
    [0, '1 sell 400 at 26 (resell-excess, concession)'],
    [0.7, '1 sell 400 at 17 (resell-excess, concession)'],
    [1, '1 sell 400 at 8.5 (resell-excess, concession)'],
  ])('at urgency %d sells what it bought and will not need, down to feed-in', (urgency, line) => {
    expect(evening({ urgency, positions: [0, 1_300] })).toBe(line)
  })

  it.each<[string, string, Partial<Situation>, Partial<HouseholdSettings>]>([
    ['nothing to run', 'no-load', { load: 0 }, {}],
    ['its own roof', 'own-generation-covers', { generation: 900 }, {}],
    ['a load that it does not trade', 'not-tradable', {}, { tradable: 0 }],
    ['all of it bought', 'covered-already', { positions: [0, 900] }, {}],
    ['a need below the lot', 'below-lot', { load: 90 }, {}],
    ['a leg that is promised to others', 'leg-used', { in: 50 }, {}],
    ['a leg that is promised to others, with energy to sell', 'leg-used', { out: 0, positions: [0, 2_000] }, {}],
    ['a price band above what the supplier asks', 'value-outside-band', { band: { min: 30, max: 50 } }, {}],
    ['no forecast of the load', 'forecast-unknown', { load: Number.NaN }, {}],
    ['no forecast of the price', 'forecast-unknown', { expected: Number.NaN }, {}],
  ])('with %s is silent and says %s', (_what, reason, situation, settings) => {
    expect(evening(situation, settings)).toBe(`1 - (${reason})`)
  })
})
