import { DAY, HOUR } from '@jazzgrid/units'
import { localText } from '../series/time/time-text.js'
import { Zone } from '../series/time/zone.js'
import { runSpan } from './run-span.js'
import type { Scenario } from './scenario.js'

/** Measured PV may exceed its nameplate a little: cold modules, bright edges of clouds. */
const PV_MARGIN = 1.25

/** On the clocks of China's far west the sun is highest at 15:00, nowhere later; summer time adds an hour elsewhere. */
const NOON_MARGIN = 3.5 * HOUR

/** Local time of day at which the mean sun is highest on the first day [ms after midnight]. */
function clockAtSolarNoon({ time, weather }: Scenario, zone: Zone): number {
  const utc = Math.floor(time.start / DAY) * DAY + DAY / 2 - (weather.longitude / 360) * DAY
  return ((zone.wall(utc) % DAY) + DAY) % DAY
}

/** What is allowed but was probably not meant, as sentences; most of it comes from a wrong unit or scale. */
export function plausibilityNotes(scenario: Scenario): string[] {
  const { tariff, sites } = scenario
  const { from, slotLength } = runSpan(scenario)
  const zone = new Zone(scenario.time.zone)
  const when = (slot: number) => localText(from + slot * slotLength, zone)
  const notes: string[] = []
  const inverted = tariff.feedIn.flatMap((feedIn, i) => (feedIn > tariff.retail[i] ? [i] : []))
  if (inverted.length > 0) {
    const slots = inverted.length === 1 ? 'one slot' : `${inverted.length} slots, the first`
    notes.push(`tariff: feed-in is above retail in ${slots} at ${when(inverted[0])}: whoever resells there earns money`)
  }
  const noon = clockAtSolarNoon(scenario, zone)
  const drawn = sites.some(({ devices }) => devices.some((each) => each.kind === 'pv' && each.series === undefined))
  if (drawn && Math.abs(noon - DAY / 2) > NOON_MARGIN) {
    const clock = new Date(noon).toISOString().slice(11, 16)
    const { longitude } = scenario.weather
    notes.push(
      `weather: at longitude ${longitude} the sun is highest at ${clock} on the clocks of ${scenario.time.zone}: check weather.longitude and time.zone`,
    )
  }
  for (const site of sites) {
    for (const device of site.devices) {
      if (!('series' in device) || device.series === undefined) continue
      const [limit, name] =
        device.kind === 'pv' ? [device.peak * PV_MARGIN, 'peak'] : [site.contract, 'contract of its site']
      const over = device.series.findIndex((energy) => (energy * HOUR) / slotLength > limit)
      if (over < 0) continue
      const power = Math.round((device.series[over] * HOUR) / slotLength)
      const rated = device.kind === 'pv' ? device.peak : site.contract
      notes.push(`${device.name}: ${power} W at ${when(over)} is above the ${name} of ${rated} W: check unit and scale`)
    }
  }
  return notes
}
