import { type Chance, DAY, invariant, MINUTE, type Wh, wh } from '@jazzgrid/units'
import type { ScenarioHousehold, ScenarioTime } from '../../scenario/scenario.js'
import { zoneNamed } from '../../series/time/zone.js'
import { redNoise } from '../red-noise.js'
import { LOAD_PROFILES, relativeLoad } from './load-profile.js'

/** Distance of the points at which a load is sampled [ms]; it divides every slot length. */
const SAMPLE = 5 * MINUTE

/** An assumption: what people have switched on is forgotten to 1/e after one hour. */
const MEMORY = 60 * MINUTE

/**
 * Consumption per slot of the whole run, warm-up first [Wh]: the household's own series where it has one, else the shape
 * of its profile at local clock time, scaled so that the mean day is `daily`, times lognormal red noise of mean one.
 * Single days differ from `daily` by some percent. Fractions of a watt-hour are carried to the next slot, so that every
 * running total is exact to half of one.
 * @param slotLength ms
 * @param chance the chance of the run; the load draws from its stream `load/<name>` only, in steps that do not depend on
 * the slot length, so that other devices and other slots leave it as it is
 */
export function loadSeries(
  household: ScenarioHousehold,
  time: ScenarioTime,
  slotLength: number,
  chance: Chance,
): readonly Wh[] {
  if (household.series) return household.series
  const profile = LOAD_PROFILES[household.profile]
  const zone = zoneNamed(time.zone)
  invariant(zone, `a resolved scenario names a zone that exists, not ${time.zone}`)
  const from = time.start - time.warmUpDays * DAY
  const slots = ((time.warmUpDays + time.days) * DAY) / slotLength
  const perSlot = slotLength / SAMPLE
  const { deviation } = profile
  const noise = redNoise(slots * perSlot, SAMPLE, MEMORY, deviation, chance.stream(`load/${household.name}`))
  const drift = (deviation * deviation) / 2 // the mean of exp(x) is exp(variance / 2)
  const mean = (household.daily * SAMPLE) / DAY
  const series: Wh[] = new Array(slots)
  let energy = 0
  let counted = 0
  for (let slot = 0; slot < slots; slot++) {
    for (let i = slot * perSlot; i < (slot + 1) * perSlot; i++) {
      energy += mean * relativeLoad(profile, zone.wall(from + (i + 0.5) * SAMPLE)) * Math.exp(noise[i] - drift)
    }
    const register = Math.round(energy)
    series[slot] = wh(register - counted)
    counted = register
  }
  return series
}
