import { HOUR, MINUTE } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { sunPosition } from './sun-position.js'

/** Misono in Saitama. */
const misono = (time: number) => sunPosition(35.9, 139.73, time)

describe('the position of the sun', () => {
  it('agrees with the worked example of the reference algorithm (NREL/TP-560-34302, appendix A.5)', () => {
    // 17 October 2003, 12:30:30 at UTC-7, 39.742476 N, 105.1786 W: 39.872 degrees high, 194.340 from north
    const sun = sunPosition(39.742476, -105.1786, Date.UTC(2003, 9, 17, 19, 30, 30))
    expect(sun.elevation).toBeCloseTo(39.872, 1)
    expect(sun.azimuth).toBeCloseTo(14.34, 1)
    expect(sun.distance).toBeCloseTo(0.9965, 3)
  })

  it('stands highest over Misono in May about 11:38 JST', () => {
    // 139.73 E is 18.9 minutes before the meridian of Akashi, and sundials run 3.3 minutes fast in mid May.
    const midnight = Date.UTC(2026, 4, 14, 15)
    let best = midnight
    for (let t = midnight; t < midnight + 24 * HOUR; t += MINUTE) {
      if (misono(t).elevation > misono(best).elevation) best = t
    }
    const minutes = (best - midnight) / MINUTE
    expect(Math.abs(minutes - (11 * 60 + 37.4))).toBeLessThan(2)
    expect(Math.abs(misono(best).azimuth)).toBeLessThan(1)
  })

  it('is east before noon, west after it, and in the north-east when it rises in summer', () => {
    const june = Date.UTC(2026, 5, 20, 15)
    expect(misono(june + 8 * HOUR).azimuth).toBeLessThan(-60)
    expect(misono(june + 15 * HOUR).azimuth).toBeGreaterThan(60)
    expect(misono(june + 4.5 * HOUR).azimuth).toBeLessThan(-110)
    expect(misono(june).elevation).toBeLessThan(-25)
  })

  it('reaches 90 degrees less the latitude, plus or minus 23.44, at the solstices', () => {
    const noon = (month: number, day: number) => {
      const midnight = Date.UTC(2026, month, day - 1, 15)
      return Math.max(...Array.from({ length: 1440 }, (_, i) => misono(midnight + i * MINUTE).elevation))
    }
    expect(noon(5, 21)).toBeCloseTo(90 - 35.9 + 23.44, 1)
    expect(noon(11, 22)).toBeCloseTo(90 - 35.9 - 23.44, 1)
  })

  it('stands in the north at noon south of the equator', () => {
    const sydney = sunPosition(-33.87, 151.21, Date.UTC(2026, 11, 21, 1, 54))
    expect(Math.abs(sydney.azimuth)).toBeGreaterThan(170)
    expect(sydney.elevation).toBeGreaterThan(79)
  })
})
