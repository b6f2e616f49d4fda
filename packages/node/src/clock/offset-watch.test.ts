import { Chance, MINUTE } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { OffsetWatch } from './offset-watch.js'

/** Members whose clocks are so much ahead of the true time, heard by one whose clock is `own` ahead. */
function hearing(own: number, others: readonly number[], watch: OffsetWatch, from = 0, samples = 30): OffsetWatch {
  const chance = new Chance(`offset ${own}`)
  for (let n = 0; n < samples; n++) {
    const at = from + n * 10_000
    others.forEach((ahead, account) => {
      const delay = 5 + Math.floor(chance.uniform() * 300)
      watch.heard(account + 1, at + ahead, at + delay + own)
    })
  }
  return watch
}

describe('the watch on the own clock', () => {
  it('knows nothing before it has heard somebody', () => {
    expect(new OffsetWatch(2_000).report()).toEqual({ offset_ms: null, within_ms: null, sources: 0, alarm: false })
  })

  it.each([0, 5_000, -5_000])('finds an offset of %i ms to within the fastest way', (own) => {
    const { offset_ms, sources, alarm } = hearing(own, [0, 0, 0, 0], new OffsetWatch(2_000)).report()
    expect(offset_ms! - own).toBeGreaterThanOrEqual(5)
    expect(offset_ms! - own).toBeLessThan(60)
    expect({ sources, alarm }).toEqual({ sources: 4, alarm: own !== 0 })
  })

  it('is not led astray by fewer than half', () => {
    const { offset_ms, alarm } = hearing(0, [0, 0, 0, -90_000, 90_000], new OffsetWatch(2_000)).report()
    expect(Math.abs(offset_ms!)).toBeLessThan(60)
    expect(alarm).toBe(false)
  })

  it('says what it finds of each member', () => {
    const watch = hearing(0, [0, -7_000], new OffsetWatch(2_000))
    expect(watch.against(2)! - watch.against(1)!).toBeGreaterThan(6_900)
    expect(watch.against(9)).toBeUndefined()
  })

  it('raises no alarm by fewer members than may lie', () => {
    const watch = new OffsetWatch(2_000)
    watch.least = 2
    expect(hearing(9_000, [0], watch).report()).toMatchObject({ sources: 1, alarm: false })
    expect(hearing(9_000, [0, 0], watch).report()).toMatchObject({ sources: 2, alarm: true })
  })

  it('forgets how the clock was before it was mended', () => {
    const watch = hearing(-60_000, [0, 0, 0], new OffsetWatch(2_000))
    expect(watch.report().alarm).toBe(true)
    hearing(0, [0, 0, 0], watch, 60 * MINUTE)
    expect(watch.report()).toMatchObject({ alarm: false })
  })

  it('counts on the wall where a laboratory runs faster', () => {
    const watch = new OffsetWatch(2_000, 60)
    watch.heard(1, 0, 60_000)
    expect(watch.report()).toMatchObject({ offset_ms: 1_000, alarm: false })
  })
})
