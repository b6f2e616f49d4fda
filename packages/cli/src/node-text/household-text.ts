import type { ModeReport, Preferences, Trips } from '@jazzgrid/node/api'
import { energy, LocalTime, percent } from '@jazzgrid/sim'
import { printable } from '../terminal/printable.js'
import { textTable } from '../terminal/text-table.js'

const MEANS: Readonly<Record<ModeReport['mode'], string>> = {
  run: 'the agents trade',
  'soft-stop': 'no new orders; what rests may still fill, and what was contracted is delivered',
  stop: 'no orders, open ones are canceled; what was contracted is delivered, the rest comes from the supplier',
  manual: 'orders come by hand only',
}

export const modeText = ({ mode, since_ms }: ModeReport, zone: string): string =>
  `${mode}, since ${since_ms === null ? 'the first start' : new LocalTime(zone).stamp(since_ms)}: ${MEANS[mode]}`

export function preferencesText({ preference, since_ms, pending }: Preferences, zone: string): string {
  const local = new LocalTime(zone)
  return [
    `${preference}, since ${local.stamp(since_ms)}`,
    ...(pending === null ? [] : [`${pending.preference} from ${local.stamp(pending.from_ms)} on`]),
  ].join('\n')
}

export function tripsText({ cars }: Trips, zone: string): string {
  if (cars.length === 0) return 'This site has no car.'
  const local = new LocalTime(zone)
  return cars
    .map(({ device, trips, pending }) => {
      const rows = trips.map(({ departs_ms, returns_ms, energy_wh, departure_soc_share }) => [
        local.stamp(departs_ms),
        local.stamp(returns_ms),
        energy(energy_wh),
        percent(departure_soc_share),
      ])
      const later =
        pending === null ? [] : [`  ${pending.trips.length} other trips from ${local.stamp(pending.from_ms)} on`]
      const table = trips.length === 0 ? '  no trips' : textTable(['departs', 'returns', 'uses', 'charged to'], rows)
      return [printable(device), table, ...later].join('\n')
    })
    .join('\n\n')
}
