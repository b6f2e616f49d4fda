import { DAY, HOUR } from '@jazzgrid/units'

const RADIAN = Math.PI / 180

/** UTC ms of the epoch J2000.0, noon of 1 January 2000 (the 64 seconds between UTC and terrestrial time do not matter). */
const J2000 = 10_957 * DAY + 12 * HOUR

/** Where the sun stands, seen from a place. */
export interface SunPosition {
  /** Degrees above the horizon, without refraction; negative at night. */
  readonly elevation: number
  /** Degrees from south, west positive, -180 to 180. */
  readonly azimuth: number
  /** Distance from the sun in astronomical units. */
  readonly distance: number
}

/**
 * Low-precision formulae of the Astronomical Almanac in the form of J. J. Michalsky, Solar Energy 40 (1988) 227-235:
 * within 0.01 degrees from 1950 to 2050.
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 * @param time UTC ms
 */
export function sunPosition(latitude: number, longitude: number, time: number): SunPosition {
  const days = (time - J2000) / DAY
  const anomaly = (357.528 + 0.9856003 * days) * RADIAN
  const meanLongitude = 280.46 + 0.9856474 * days
  const ecliptic = (meanLongitude + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * RADIAN
  const obliquity = (23.439 - 0.0000004 * days) * RADIAN
  const ascension = Math.atan2(Math.cos(obliquity) * Math.sin(ecliptic), Math.cos(ecliptic))
  const sinDeclination = Math.sin(obliquity) * Math.sin(ecliptic)
  const cosDeclination = Math.sqrt(1 - sinDeclination * sinDeclination)
  const siderealTime = (280.46062 + 360.98564737 * days) * RADIAN
  const hourAngle = siderealTime + longitude * RADIAN - ascension
  const sinLatitude = Math.sin(latitude * RADIAN)
  const cosLatitude = Math.cos(latitude * RADIAN)
  const up = sinLatitude * sinDeclination + cosLatitude * cosDeclination * Math.cos(hourAngle)
  const west = cosDeclination * Math.sin(hourAngle)
  const south = sinLatitude * cosDeclination * Math.cos(hourAngle) - cosLatitude * sinDeclination
  return {
    elevation: Math.asin(Math.max(-1, Math.min(1, up))) / RADIAN,
    azimuth: Math.atan2(west, south) / RADIAN,
    distance: 1.00014 - 0.01671 * Math.cos(anomaly) - 0.00014 * Math.cos(2 * anomaly),
  }
}
