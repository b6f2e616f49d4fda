import { MOST_ROWS, stateOfChargeChart } from '../../chart/state-of-charge.js'
import { behind, dataTable } from '../../page/data-table.js'
import { figure, type Markup } from '../../page/markup.js'
import { type Section, scrolling, THE_NUMBERS } from '../../page/section.js'
import { lackOf, type StoreSeries, stores } from '../../reading/stores.js'
import type { ReportView } from '../../report-view.js'
import { percent } from '../../text/amounts.js'
import { words } from '../../text/words.js'
import { drivingInWords } from './driving.js'
import { tripTable } from './trip-table.js'

/** Undefined where the community has no stores. */
export function storesSection(view: ReportView): Section | undefined {
  const { run, scenario, slots, local } = view
  const found = stores(run, scenario, slots.start)
  if (found.length === 0) return undefined
  const title = words('State of charge and trips', '充電率(SOC)と走行')
  // of many, those are shown first whose trips lacked most
  const ordered = found.length > MOST_ROWS ? found.toSorted((a, b) => lackOf(b).energy - lackOf(a).energy) : found
  const cars = found.filter((store) => store.trips.length > 0)
  const lacking = cars.reduce((sum, car) => sum + lackOf(car).trips, 0)
  const drawing = stateOfChargeChart(
    { stores: ordered, starts: slots.start, slotLength: scenario.market.slotLength, local },
    {
      id: 'soc',
      title,
      description: words(
        `${found.length} stores, 0 to 100 % over the day.${lacking > 0 ? ` Marked: trips that lacked energy, ${lacking} in all.` : ''}`,
        `${found.length} 台、0-100 %。${lacking > 0 ? `電力が不足した走行に印(計 ${lacking} 回)。` : ''}`,
      ),
    },
  )
  const shown = ordered.slice(0, MOST_ROWS)
  const unplugged = found.some((store) => store.unplugged.includes(true))
  const marks = {
    en: `${unplugged ? ' Dots: it stands at home but is not plugged in.' : ''}${lacking > 0 ? ' Triangles: a trip that ended lacked energy.' : ''}`,
    ja: `${unplugged ? '点は在宅だが充電器につながれていない時間。' : ''}${lacking > 0 ? '三角は電力が不足した走行の終わり。' : ''}`,
  }
  return {
    id: 'stores',
    title,
    intro: words(
      `State of charge at the end of each slot. Dotted lines: the band that the store may use. Hatched: the vehicle is away.${marks.en}`,
      `各スロット終了時の SOC。点線は使用できる範囲、斜線は車が不在の時間。${marks.ja}`,
    ),
    body:
      drivingInWords(cars, scenario.market.slotLength) +
      scrolling(title, drawing) +
      behind(THE_NUMBERS, table(shown, view) + (cars.length > 0 ? tripTable(shown, view) : '')),
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
