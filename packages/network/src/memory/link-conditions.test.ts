import { Chance } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { between, type Delay, longTailed, steady } from './link-conditions.js'

function quantiles(delay: Delay, ...at: number[]): number[] {
  const chance = new Chance('delays')
  const drawn = Array.from({ length: 20_000 }, () => delay(chance)).sort((a, b) => a - b)
  return at.map((part) => drawn[Math.floor(part * (drawn.length - 1))])
}

describe('a delay', () => {
  it('may be steady', () => {
    expect(quantiles(steady(40), 0, 1)).toEqual([40, 40])
  })

  it('may be uniform, with both ends', () => {
    expect(quantiles(between(10, 20), 0, 0.5, 1)).toEqual([10, 15, 20])
  })

  it('may have a long tail, with the median and the 99th percentile that it was given', () => {
    const [low, median, p99] = quantiles(longTailed(40, 400), 0, 0.5, 0.99)
    expect(low).toBeGreaterThanOrEqual(0)
    expect(Math.abs(median - 40)).toBeLessThan(2)
    expect(Math.abs(p99 - 400)).toBeLessThan(40)
  })
})
