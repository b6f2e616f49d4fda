import { HOUR } from '@jazzgrid/units'
import { localText } from '../series/time/time-text.js'
import { Zone } from '../series/time/zone.js'
import { runSpan } from './run-span.js'
import type { Scenario } from './scenario.js'

/** Measured PV may exceed its nameplate a little: cold modules, bright edges of clouds. */
const PV_MARGIN = 1.25

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
