import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clearSkyGlobal, extraterrestrial } from './clear-sky.js'
import { diffuseShare, planeIrradiance, type SkyLight } from './plane-irradiance.js'
import { type SunPosition, sunPosition } from './sun-position.js'

const sunAt = (elevation: number, azimuth = 0): SunPosition => ({ elevation, azimuth, distance: 1 })

describe('the clear sky', () => {
  it('lets through about three quarters of the light above it when the sun is high, and less the lower it stands', () => {
    const through = [90, 60, 30, 10, 3].map((elevation) => {
      const sun = sunAt(elevation)
      return clearSkyGlobal(sun) / extraterrestrial(sun)
    })
    expect(through[0]).toBeCloseTo((1098 * Math.exp(-0.059)) / 1361, 6)
    expect(through).toEqual([...through].sort((a, b) => b - a))
    expect(through[3]).toBeLessThan(0.6)
  })

  it('is dark at night', () => {
    expect(clearSkyGlobal(sunAt(0))).toBe(0)
    expect(clearSkyGlobal(sunAt(-20))).toBe(0)
    expect(extraterrestrial(sunAt(-20))).toBe(0)
  })
})

describe('the diffuse share', () => {
  it('joins its three pieces without a jump worth noticing', () => {
    expect(Math.abs(diffuseShare(0.22) - diffuseShare(0.2200001))).toBeLessThan(0.005)
    expect(Math.abs(diffuseShare(0.8) - diffuseShare(0.8000001))).toBeLessThan(0.005)
  })

  it('falls from all of the light under thick cloud to a sixth under the clearest sky', () => {
    expect(diffuseShare(0)).toBe(1)
    const shares = Array.from({ length: 80 }, (_, i) => diffuseShare(i / 100))
    expect(shares.every((share, i) => i === 0 || share < shares[i - 1])).toBe(true)
    expect(diffuseShare(0.9)).toBe(0.165)
  })
})

describe('the irradiance on a plane', () => {
  const light = (elevation: number, azimuth: number, global: number, diffuse: number): SkyLight => ({
    sun: sunAt(elevation, azimuth),
    global,
    diffuse,
  })

  it('on a flat roof is the global irradiance', () => {
    expect(planeIrradiance(light(40, 25, 600, 150), 0, 77)).toBeCloseTo(600, 9)
  })

  it('facing the sun takes the whole of the direct beam', () => {
    const beam = (800 - 100) / Math.sin(Math.PI / 6)
    const expected = beam + (100 * (1 + 0.5)) / 2 + (0.2 * 800 * (1 - 0.5)) / 2
    expect(planeIrradiance(light(30, -20, 800, 100), 60, -20)).toBeCloseTo(expected, 9)
  })

  it('with the sun behind it is lit by sky and ground only', () => {
    expect(planeIrradiance(light(20, 90, 300, 100), 90, -90)).toBeCloseTo(100 / 2 + (0.2 * 300) / 2, 9)
  })

  it('an east roof and a west roof are mirror images', () => {
    expect(planeIrradiance(light(35, -60, 500, 120), 30, -90)).toBeCloseTo(
      planeIrradiance(light(35, 60, 500, 120), 30, 90),
      9,
    )
  })

  it('is a sane number at every place, time and tilt, the poles and the horizon included', () => {
    const cases = fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
      time: fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2050, 0, 1) }),
      tilt: fc.double({ min: 0, max: 90, noNaN: true }),
      azimuth: fc.double({ min: -180, max: 180, noNaN: true }),
      index: fc.double({ min: 0, max: 1.2, noNaN: true }),
    })
    fc.assert(
      fc.property(cases, ({ latitude, longitude, time, tilt, azimuth, index }) => {
        const sun = sunPosition(latitude, longitude, time)
        const above = extraterrestrial(sun)
        const global = index * clearSkyGlobal(sun)
        const diffuse = above > 0 ? global * diffuseShare(global / above) : 0
        const plane = planeIrradiance({ sun, global, diffuse }, tilt, azimuth)
        expect(sun.distance).toBeGreaterThan(0.98)
        expect(sun.distance).toBeLessThan(1.02)
        expect(diffuse).toBeLessThanOrEqual(global)
        expect(plane).toBeGreaterThanOrEqual(0)
        expect(plane).toBeLessThan(1500)
        if (sun.elevation <= 0) expect(plane).toBe(0)
      }),
      { seed: 3, numRuns: 2_000 },
    )
  })
})
