import { wh } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge, type Reliability, type ReliabilityRule, shortfallIndicator, UNBLEMISHED } from './reliability.js'

const RULE: ReliabilityRule = { window: 4, suspendAbove: 200, recoverAt: 100, tolerance: wh(100), least: wh(1_000) }

/** Judge slots 0, 1, 2... of [sold, shortfall] and tell after each whether offers are suspended. */
function suspensions(sales: readonly (readonly [number, number])[]): boolean[] {
  let record = UNBLEMISHED
  return sales.map(([sold, shortfall], slot) => {
    record = judge(record, { slot, sold: wh(sold), shortfall: wh(shortfall) }, RULE)
    return record.suspended
  })
}

describe('reliability', () => {
  it('suspends a seller above 20 % shortfall and lets it back as its bad slots leave the window', () => {
    expect(
      suspensions([
        [1_000, 0],
        [1_000, 900],
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
      ]),
    ).toEqual([false, true, true, true, true, false])
  })

  it('stays suspended between the two thresholds', () => {
    // 30 %, then 15 % (still suspended), then 10 %: recovered
    expect(
      suspensions([
        [1_000, 300],
        [1_000, 0],
        [1_000, 0],
      ]),
    ).toEqual([true, true, false])
    // 15 % alone suspends nobody
    expect(suspensions([[2_000, 300]])).toEqual([false])
  })

  it('does not hold the resolution of a register against a seller', () => {
    expect(
      suspensions([
        [250, 100],
        [250, 100],
        [250, 100],
        [250, 100],
      ]),
    ).toEqual([false, false, false, false])
    expect(
      suspensions([
        [250, 101],
        [250, 101],
        [250, 101],
        [250, 101],
      ]),
    ).toEqual([false, false, false, true])
  })

  it('judges nobody on less than was asked for', () => {
    const record = judge(UNBLEMISHED, { slot: 0, sold: wh(999), shortfall: wh(999) }, RULE)
    expect(record.suspended).toBe(false)
    expect(shortfallIndicator(record, RULE)).toBe(0)
    expect(shortfallIndicator(UNBLEMISHED, RULE)).toBe(0)
    expect(shortfallIndicator(record, { ...RULE, least: wh(0) })).toBe(1_000)
  })

  it('always forgives after a window without sales, and never suspends who delivers', () => {
    const anySales = fc.array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 1_000 })), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(anySales, (sales) => {
        const bad = sales.map(([sold, perThousand]): [number, number] => [
          sold,
          Math.floor((sold * perThousand) / 1000),
        ])
        expect(suspensions([...bad, [0, 0], [0, 0], [0, 0], [0, 0]]).at(-1)).toBe(false)
        expect(suspensions(sales.map(([sold]): [number, number] => [sold, 0])).every((held) => !held)).toBe(true)
        let record: Reliability = UNBLEMISHED
        bad.forEach(([sold, shortfall], slot) => {
          record = judge(record, { slot, sold: wh(sold), shortfall: wh(shortfall) }, RULE)
          expect(record.sales.length).toBeLessThanOrEqual(RULE.window)
          expect(shortfallIndicator(record, RULE)).toBeLessThanOrEqual(1000)
        })
      }),
      { seed: 31, numRuns: 100 },
    )
  })
})
