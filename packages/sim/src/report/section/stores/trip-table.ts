import { dataTable } from '../../page/data-table.js'
import { escaped, figure, label, type Markup } from '../../page/markup.js'
import { LACK, type StoreSeries } from '../../reading/stores.js'
import type { ReportView } from '../../report-view.js'
import { decimal, kwh, MISSING, percent } from '../../text/amounts.js'
import { type Words, words } from '../../text/words.js'

/** Every trip of the record, with what it needed, found and lacked. */
export function tripTable(found: readonly StoreSeries[], { local, slots, scenario }: ReportView): Markup {
  const from = slots.start[0]
  const to = slots.start[slots.start.length - 1] + scenario.market.slotLength
  const endingAt = new Map(Array.from(slots.start, (start, i) => [start + scenario.market.slotLength, i]))
  const rows = found.flatMap((store) =>
    store.trips
      .filter((trip) => trip.departure < to && trip.arrival > from)
      .map((trip) => {
        // the state at departure is that at the end of the slot before
        const [before, last] = [endingAt.get(trip.departure), endingAt.get(trip.arrival)]
        return [
          escaped(store.name),
          local.stamp(trip.departure),
          local.stamp(trip.arrival),
          figure(kwh(trip.energy)),
          figure(percent(trip.departureSoc)),
          before === undefined ? label(MISSING) : figure(percent(store.soc[before])),
          last === undefined ? label(MISSING) : lacked(store.stranded[last]),
          label(pluggedAfter(store, last)),
        ]
      }),
  )
  return dataTable(
    words('Trips', '走行'),
    [
      { head: words('vehicle', '車'), kind: 'text' },
      { head: words('leaves', '出発'), kind: 'word' },
      { head: words('returns', '帰着'), kind: 'word' },
      { head: 'kWh', kind: 'number' },
      { head: words('agreed SOC', '約束の SOC'), kind: 'number' },
      { head: words('SOC at departure', '出発時の SOC'), kind: 'number' },
      { head: words('lacked kWh', '不足 kWh'), kind: 'number' },
      { head: words('then plugged in', '帰着後に接続'), kind: 'word' },
    ],
    rows,
  )
}

const lacked = (energy: number): Markup =>
  energy >= LACK ? `<strong class="down">${figure(decimal(energy, 3, 2))}</strong>` : figure(kwh(energy))

/** Whether it was at its charger in the slot after the last one of the trip. */
function pluggedAfter({ plugged }: StoreSeries, last: number | undefined): Words | string {
  const after = last === undefined ? undefined : plugged[last + 1]
  if (after === undefined) return MISSING
  return after ? words('yes', 'はい') : words('no', 'いいえ')
}
