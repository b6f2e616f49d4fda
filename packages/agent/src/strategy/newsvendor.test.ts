import { describe, expect, it } from 'vitest'
import { viewOf } from '../conformance/index.js'
import { hedge, netError } from './newsvendor.js'

describe('the hedge of an uncertain amount', () => {
  it('is nothing where too much costs as much as too little', () => {
    expect(hedge(200, 5, 5)).toBeCloseTo(0, 1)
  })

  it('is a quantile of the error: contract more where too little is dear, less where too much is', () => {
    // 0.841 of all normal outcomes lie below one standard deviation
    expect(hedge(200, 0.8413, 0.1587)).toBeCloseTo(200, 0)
    expect(hedge(200, 0.1587, 0.8413)).toBeCloseTo(-200, 0)
  })

  it('does not reach into the tails, of which nothing is known', () => {
    expect(hedge(100, 1, 0)).toBeCloseTo(164.5, 0)
    expect(hedge(100, 0, 1)).toBeCloseTo(-164.5, 0)
  })

  it.each([
    ['an exact forecast', 0, 5, 5],
    ['an unknown error', Number.NaN, 5, 5],
    ['an unknown price', 100, Number.NaN, 5],
    ['a tariff that pays more than it asks', 100, -1, 5],
    ['a tariff that leaves nothing to weigh', 100, 0, 0],
  ])('is nothing for %s', (_what, error, tooLittle, tooMuch) => {
    expect(hedge(error, tooLittle, tooMuch)).toBe(0)
  })

  it('costs less than the plain forecast, whatever the costs are', () => {
    // the mean of 2,000 normal outcomes in equal steps of probability
    const outcomes = Array.from({ length: 2_000 }, (_, i) => 1_000 + hedge(150, i + 0.5, 1_999.5 - i))
    for (const [cu, co] of [
      [1, 9],
      [6, 2],
      [1, 1],
    ]) {
      const cost = (contracted: number) =>
        outcomes.reduce((sum, y) => sum + (y > contracted ? cu * (y - contracted) : co * (contracted - y)), 0)
      expect(cost(1_000 + hedge(150, cu, co))).toBeLessThanOrEqual(cost(1_000) * 1.0001)
    }
  })

  it('adds the errors of load and generation as independent ones', () => {
    expect(netError(viewOf({ slots: 1, loadError: 30, generationError: 40 }), 0)).toBe(50)
  })

  it('counts the error that is known where the other is not', () => {
    expect(netError(viewOf({ slots: 1, loadError: Number.NaN, generationError: 40 }), 0)).toBe(40)
    expect(netError(viewOf({ slots: 1, loadError: 30, generationError: Number.NaN }), 0)).toBe(30)
    expect(netError(viewOf({ slots: 1, loadError: Number.NaN, generationError: Number.NaN }), 0)).toBe(0)
  })
})
