import { billsChart } from '../chart/bills.js'
import { behind, dataTable } from '../page/data-table.js'
import { escaped, figure, label, type Markup } from '../page/markup.js'
import { type Section, scrolling } from '../page/section.js'
import { numbers, texts } from '../reading/columns.js'
import { keyFigures } from '../reading/key-figures.js'
import type { ReportView } from '../report-view.js'
import { type Amounts, decimal, energy, MISSING, percent } from '../text/amounts.js'
import { same, type Words, words } from '../text/words.js'

export function keyFiguresSection(view: ReportView): Section {
  const { run, scenario, amounts, local, slots } = view
  const found = keyFigures(run, scenario)
  const when = (slot: number): Words => {
    const text = scenario.time.days > 1 ? local.stamp(slot) : local.clock(slot)
    return words(`slot of ${text}`, `${text} の商品`)
  }
  const [feedIn, retail] = [amounts.price(mean(slots.feedIn)), amounts.price(mean(slots.retail))]
  const cards = [
    card(words('Mean price, by volume', '平均価格(数量加重)'), amounts.price(found.meanPrice), amounts.priceUnit, {
      en: `feed-in ${feedIn}, retail ${retail}`,
      ja: `売電 ${feedIn}、小売 ${retail}`,
    }),
    card(
      words('Lowest price of a slot', '最安値'),
      amounts.price(found.lowest.price),
      amounts.priceUnit,
      when(found.lowest.slot),
    ),
    card(
      words('Highest price of a slot', '最高値'),
      amounts.price(found.highest.price),
      amounts.priceUnit,
      when(found.highest.slot),
    ),
    card(words('Traded between sites', '拠点間の取引量'), ...valueAndUnit(energy(found.traded)), {
      en: `and ${energy(found.selfSupply)} supplied by a site to itself`,
      ja: `ほかに自己供給 ${energy(found.selfSupply)}`,
    }),
    card(words('Saved by the market', '市場による節約'), amounts.money(found.saved), amounts.currency, {
      en: `${decimal(found.winners, 0, 0)} sites gain, ${decimal(found.losers, 0, 0)} lose`,
      ja: `得 ${found.winners} 拠点、損 ${found.losers} 拠点`,
    }),
    card(
      words('Renewable share', '再エネ率'),
      ...valueAndUnit(percent(found.renewableShare)),
      words('of the load', '需要に占める割合'),
    ),
    card(
      words('Local share', '地産率'),
      ...valueAndUnit(percent(found.localShare)),
      words('of the load: own or a neighbour', '需要のうち自家または近隣から'),
    ),
    card(
      words('Units delivered in full', '完全に融通されたユニット'),
      decimal(found.unitsDelivered, 0, 0),
      `/ ${decimal(found.unitsSettled, 0, 0)}`,
      {
        en: 'verified against the meters',
        ja: '計量値で検証',
      },
    ),
  ]
  const bills = billsChart(found, amounts, {
    id: 'bills',
    title: words('What all sites pay together', '全拠点の支払い合計'),
    description: same(
      [found.bill, found.selfConsumptionBill, found.supplierOnlyBill].map(amounts.moneyWithUnit).join(', '),
    ),
  })
  return {
    id: 'key-figures',
    title: words('Key figures', '主要な結果'),
    intro: words(
      'Bills count trades, network charges, imbalance and what was bought from or sold to the supplier; what the stores hold more or less in the end is priced in. The baselines run the same roofs, loads and trips with the supplier alone: once with batteries for own use, once with idle batteries; cars charge when they come home.',
      '支払いは取引、託送、インバランス、小売との売買を含み、期末の蓄電量の差も金額に換算した。比較対象は同じ発電、需要、走行を市場なし(小売のみ)で計算したもので、蓄電池を自家消費に使う場合と使わない場合がある。車は帰宅後すぐ充電する。',
    ),
    body:
      `<dl class="cards">${cards.join('')}</dl>` +
      `<h3>${label(words('What all sites pay together', '全拠点の支払い合計'))}</h3>` +
      scrolling(words('Bills', '支払い'), bills) +
      behind(words('All key figures of the record', '記録された全指標'), allKpis(view)),
  }
}

function card(name: Words, value: string, unit: string, note: Words): Markup {
  return (
    `<div class="card"><dt>${label(name)}</dt><dd class="value">${figure(value)} <small>${escaped(unit)}</small></dd>` +
    `<dd class="note">${label(note)}</dd></div>`
  )
}

function valueAndUnit(text: string): [string, string] {
  const [value, unit = ''] = text.split(' ')
  return [value, unit]
}

function mean(values: Float64Array): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length
}

function allKpis({ run, amounts }: ReportView): Markup {
  const [name, value, unit] = [texts(run, 'kpis', 'kpi'), numbers(run, 'kpis', 'value'), texts(run, 'kpis', 'unit')]
  const unitOf = (i: number) => (name.at(i).endsWith('_share') ? 'share' : unit.at(i))
  const rows = Array.from(value, (each, i) => [escaped(name.at(i)), figure(kpiText(each, unitOf(i), amounts))])
  return dataTable(
    words('Key figures', '指標'),
    [
      { head: words('figure', '指標'), kind: 'text' },
      { head: words('value', '値'), kind: 'number' },
    ],
    rows,
  )
}

/** Base units as people read them; an unknown unit is printed with its value as it is. */
export function kpiText(value: number, unit: string, amounts: Amounts): string {
  if (!Number.isFinite(value)) return MISSING
  if (unit === 'Wh') return energy(value)
  if (unit === 'micro') return amounts.moneyWithUnit(value)
  if (unit === 'micro/Wh' || unit === 'micro_per_wh') return amounts.priceWithUnit(value)
  if (unit === 'share') return percent(value, 1)
  const text = Number.isInteger(value) ? decimal(value, 0, 0) : decimal(value, 0, 3)
  return unit === '' || unit === '1' ? text : `${text} ${unit}`
}
