import { DAY, HOUR } from '@jazzgrid/units'
import type { ScenarioHousehold } from '../../scenario/scenario.js'

export type LoadProfileName = ScenarioHousehold['profile']

/**
 * How a kind of consumer spends its day: 24 hourly weights, each for the middle of its hour. They are rounded by hand
 * after the published shapes that are named with each profile. They are not measured; use a series where you have one.
 */
export interface LoadProfile {
  readonly weekday: readonly number[]
  /** Saturday and Sunday. */
  readonly weekend: readonly number[]
  /** Standard deviation of the logarithm of the load about its shape; an assumption. */
  readonly deviation: number
}

/**
 * Two peaks, breakfast and the higher one of the evening about 20:00, with the night at a third of it: the shape of
 * Japanese detached houses with gas heating in spring, as in H. Shiraki et al., Energy 114 (2016) 478-491. At weekends
 * the morning starts later and the day is fuller.
 */
const detached: LoadProfile = {
  // biome-ignore format: a day reads best as four rows of six hours
  weekday: [
    0.75, 0.60, 0.52, 0.50, 0.52, 0.68,
    1.05, 1.25, 1.10, 0.92, 0.85, 0.82,
    0.86, 0.80, 0.78, 0.82, 0.95, 1.20,
    1.55, 1.75, 1.78, 1.65, 1.40, 1.05,
  ],
  // biome-ignore format: a day reads best as four rows of six hours
  weekend: [
    0.80, 0.64, 0.54, 0.51, 0.52, 0.60,
    0.80, 1.10, 1.28, 1.22, 1.12, 1.06,
    1.10, 1.02, 0.98, 1.00, 1.10, 1.32,
    1.60, 1.75, 1.72, 1.58, 1.36, 1.05,
  ],
  deviation: 0.3,
}

/**
 * Open round the clock. Refrigeration, heated food and lighting never stop (the Tokyo Bureau of Environment's guide for
 * convenience stores gives them two thirds of the electricity); customers and air conditioning add a slight rise by day.
 */
const store: LoadProfile = {
  // biome-ignore format: a day reads best as four rows of six hours
  weekday: [
    0.92, 0.90, 0.89, 0.88, 0.89, 0.92,
    0.96, 1.00, 1.02, 1.03, 1.05, 1.08,
    1.10, 1.10, 1.09, 1.09, 1.08, 1.07,
    1.06, 1.04, 1.02, 0.99, 0.96, 0.94,
  ],
  // biome-ignore format: a day reads best as four rows of six hours
  weekend: [
    0.93, 0.91, 0.89, 0.88, 0.88, 0.90,
    0.93, 0.97, 1.00, 1.02, 1.05, 1.08,
    1.10, 1.10, 1.09, 1.09, 1.08, 1.07,
    1.05, 1.03, 1.01, 0.98, 0.96, 0.94,
  ],
  deviation: 0.06,
}

/** Shops from 10 to 21 h, restaurants an hour longer; cold chain and safety through the night; busiest at weekends. */
const mall: LoadProfile = {
  // biome-ignore format: a day reads best as four rows of six hours
  weekday: [
    0.38, 0.36, 0.36, 0.36, 0.37, 0.40,
    0.48, 0.65, 0.95, 1.35, 1.58, 1.62,
    1.65, 1.65, 1.64, 1.63, 1.62, 1.62,
    1.60, 1.55, 1.42, 1.00, 0.62, 0.44,
  ],
  // biome-ignore format: a day reads best as four rows of six hours
  weekend: [
    0.38, 0.36, 0.36, 0.36, 0.37, 0.40,
    0.48, 0.66, 1.00, 1.45, 1.70, 1.75,
    1.78, 1.78, 1.77, 1.76, 1.74, 1.72,
    1.68, 1.60, 1.45, 1.02, 0.63, 0.44,
  ],
  deviation: 0.06,
}

/**
 * Working hours with the dip of the Japanese lunch hour, when lights and screens go out (A. Meier et al., "Japan's 6 GW
 * lunch break", eceee Summer Study 2015), a long tail of overtime and an almost empty weekend.
 */
const office: LoadProfile = {
  // biome-ignore format: a day reads best as four rows of six hours
  weekday: [
    0.42, 0.40, 0.40, 0.40, 0.40, 0.42,
    0.52, 0.85, 1.50, 1.95, 2.02, 2.02,
    1.75, 2.00, 2.05, 2.02, 1.98, 1.88,
    1.55, 1.20, 0.90, 0.68, 0.52, 0.45,
  ],
  // biome-ignore format: a day reads best as four rows of six hours
  weekend: [
    0.40, 0.39, 0.39, 0.39, 0.39, 0.39,
    0.40, 0.43, 0.48, 0.54, 0.56, 0.57,
    0.57, 0.57, 0.57, 0.56, 0.55, 0.53,
    0.50, 0.46, 0.43, 0.41, 0.40, 0.40,
  ],
  deviation: 0.08,
}

const constant: readonly number[] = new Array(24).fill(1)

/** Weights divided by their mean over a week of five weekdays and two days of weekend. */
function perMean({ weekday, weekend, deviation }: LoadProfile): LoadProfile {
  const sum = (weights: readonly number[]) => weights.reduce((total, weight) => total + weight, 0)
  const mean = (5 * sum(weekday) + 2 * sum(weekend)) / (7 * 24)
  return { weekday: weekday.map((w) => w / mean), weekend: weekend.map((w) => w / mean), deviation }
}

export const LOAD_PROFILES: Readonly<Record<LoadProfileName, LoadProfile>> = {
  detached: perMean(detached),
  store: perMean(store),
  mall: perMean(mall),
  office: perMean(office),
  /** Constant power without chance, for experiments that must not depend on a shape. */
  flat: { weekday: constant, weekend: constant, deviation: 0 },
}

/**
 * The load as a multiple of its mean over a week.
 * @param wall what clocks on the spot show, as the UTC milliseconds of the same digits
 */
export function relativeLoad(profile: LoadProfile, wall: number): number {
  const day = Math.floor(wall / DAY)
  const weekday = (((day + 4) % 7) + 7) % 7 // 0 = Sunday; the epoch was a Thursday
  const weights = weekday === 0 || weekday === 6 ? profile.weekend : profile.weekday
  const centred = (wall - day * DAY) / HOUR + 23.5 // straight lines between the middles of the hours, round the clock
  const before = Math.floor(centred)
  const share = centred - before
  return (1 - share) * weights[before % 24] + share * weights[(before + 1) % 24]
}
