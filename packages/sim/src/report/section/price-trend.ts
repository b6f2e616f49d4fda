import { priceTrendChart } from '../chart/price-trend.js'
import { behind, dataTable } from '../page/data-table.js'
import { figure, type Markup } from '../page/markup.js'
import { type Section, scrolling, THE_NUMBERS } from '../page/section.js'
import { keyFigures } from '../reading/key-figures.js'
import type { ReportView } from '../report-view.js'
import { kwh } from '../text/amounts.js'
import { words } from '../text/words.js'

/** More slots than this are too many for a table on a page; the CSV has them. */
const MOST_ROWS = 200

export function priceTrendSection(view: ReportView): Section {
  const { slots, amounts, local, scenario, run } = view
  const { lowest, highest } = keyFigures(run, scenario)
  const title = words('Price of electricity, slot by slot', 'スロットごとの電力価格')
  const drawing = priceTrendChart(
    { slots, slotLength: scenario.market.slotLength, priceUnit: amounts.priceUnit, local },
    {
      id: 'price-trend-drawing',
      title,
      description: words(
        `Lowest mean ${amounts.priceWithUnit(lowest.price)} at ${local.clock(lowest.slot)}, highest ${amounts.priceWithUnit(highest.price)} at ${local.clock(highest.slot)}.`,
        `最安 ${amounts.priceWithUnit(lowest.price)}(${local.clock(lowest.slot)})、最高 ${amounts.priceWithUnit(highest.price)}(${local.clock(highest.slot)})。`,
      ),
    },
  )
  return {
    id: 'price-trend',
    title,
    intro: words(
      'Each slot is a product with a book of its own. Line: mean price by volume. Candles: first to last price and the range between (open box rose, filled box fell). The tinted corridor lies between what a site gets from the supplier and what it pays there: inside it both sides gain. Times are those of delivery.',
      'スロットごとに独立した板がある。線は数量加重平均、ローソク足は始値・終値と高安(白抜きは上昇、塗りは下落)。色の帯は売電単価と小売単価の間で、この中なら売り手も買い手も得をする。時刻は受け渡し時刻。',
    ),
    body: scrolling(title, drawing) + behind(THE_NUMBERS, table(view)),
  }
}

function table({ slots, amounts, local, scenario }: ReportView): Markup {
  const shown = Math.min(slots.start.length, MOST_ROWS)
  const rows = Array.from({ length: shown }, (_, i) => [
    scenario.time.days > 1 ? local.stamp(slots.start[i]) : local.clock(slots.start[i]),
    ...[slots.open, slots.high, slots.low, slots.close, slots.mean].map((each) => figure(amounts.price(each[i]))),
    ...[slots.traded, slots.selfSupply].map((each) => figure(kwh(each[i]))),
    ...[slots.retail, slots.feedIn].map((each) => figure(amounts.price(each[i]))),
  ])
  const number = (en: string, ja: string) => ({ head: words(en, ja), kind: 'number' }) as const
  return dataTable(
    shown < slots.start.length
      ? words(`The first ${shown} slots; all are in slots.csv`, `最初の ${shown} スロット(全件は slots.csv)`)
      : words(`Prices in ${amounts.priceUnit}, energy in kWh`, `価格 ${amounts.priceUnit}、電力量 kWh`),
    [
      { head: words('slot', 'スロット'), kind: 'text' },
      number('open', '始値'),
      number('high', '高値'),
      number('low', '安値'),
      number('close', '終値'),
      number('mean', '平均'),
      number('traded', '取引量'),
      number('self-supply', '自己供給'),
      number('retail', '小売'),
      number('feed-in', '売電'),
    ],
    rows,
  )
}
