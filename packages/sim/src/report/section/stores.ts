import { MOST_ROWS, stateOfChargeChart } from '../chart/state-of-charge.js'
import { behind, dataTable } from '../page/data-table.js'
import { escaped, figure, label, type Markup } from '../page/markup.js'
import { type Section, scrolling, THE_NUMBERS } from '../page/section.js'
import { type StoreSeries, stores } from '../reading/stores.js'
import type { ReportView } from '../report-view.js'
import { kwh, percent } from '../text/amounts.js'
import { words } from '../text/words.js'

/** Undefined where the community has no stores. */
export function storesSection(view: ReportView): Section | undefined {
  const { run, scenario, slots, local } = view
  const found = stores(run, scenario, slots.start)
  if (found.length === 0) return undefined
  const title = words('State of charge and trips', '充電率(SOC)と走行')
  const drawing = stateOfChargeChart(
    { stores: found, starts: slots.start, slotLength: scenario.market.slotLength, local },
    {
      id: 'soc',
      title,
      description: words(`${found.length} stores, 0 to 100 % over the day.`, `${found.length} 台、0-100 %。`),
    },
  )
  const shown = found.length > MOST_ROWS ? found.slice(0, MOST_ROWS) : found
  const trips = shown.some((store) => store.trips.length > 0)
  return {
    id: 'stores',
    title,
    intro: words(
      'State of charge at the end of each slot. Dotted lines: the band that the store may use. Hatched: the vehicle is away.',
      '各スロット終了時の SOC。点線は使用できる範囲、斜線は車が不在の時間。',
    ),
    body: scrolling(title, drawing) + behind(THE_NUMBERS, table(shown, view) + (trips ? tripTable(shown, view) : '')),
  }
}

/** Every second hour is enough to follow a store; the CSV has every slot. */
function table(found: readonly StoreSeries[], { slots, local, scenario }: ReportView): Markup {
  const rows = Array.from(slots.start, (start, i) => ({ start, i }))
    .filter(({ start }) => local.minuteOfDay(start) % (scenario.time.days > 2 ? 1440 : 120) === 0)
    .map(({ start, i }) => [local.stamp(start), ...found.map((store) => figure(percent(store.soc[i])))])
  return dataTable(
    words('State of charge at the end of the slot', 'スロット終了時の SOC'),
    [
      { head: words('slot', 'スロット'), kind: 'text' },
      ...found.map((store) => ({ head: store.name, kind: 'number' }) as const),
    ],
    rows,
  )
}

function tripTable(found: readonly StoreSeries[], { local, slots, scenario }: ReportView): Markup {
  const from = slots.start[0]
  const to = slots.start[slots.start.length - 1] + scenario.market.slotLength
  const rows = found.flatMap((store) =>
    store.trips
      .filter((trip) => trip.departure < to && trip.arrival > from)
      .map((trip) => {
        // the state at departure is that at the end of the slot before
        const before = slots.start.findIndex((start) => start + scenario.market.slotLength === trip.departure)
        return [
          escaped(store.name),
          local.stamp(trip.departure),
          local.stamp(trip.arrival),
          figure(kwh(trip.energy)),
          figure(percent(trip.departureSoc)),
          before < 0 ? label('–') : figure(percent(store.soc[before])),
        ]
      }),
  )
  return dataTable(
    words('Trips', '走行'),
    [
      { head: words('vehicle', '車'), kind: 'text' },
      { head: words('leaves', '出発'), kind: 'text' },
      { head: words('returns', '帰着'), kind: 'text' },
      { head: 'kWh', kind: 'number' },
      { head: words('agreed SOC', '約束の SOC'), kind: 'number' },
      { head: words('SOC at departure', '出発時の SOC'), kind: 'number' },
    ],
    rows,
  )
}
