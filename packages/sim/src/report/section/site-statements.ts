import { provenanceBars, SOURCE_NAMES } from '../chart/provenance-bars.js'
import { savingsChart } from '../chart/savings.js'
import { behind, dataTable } from '../page/data-table.js'
import { escaped, figure, label, type Markup } from '../page/markup.js'
import { type Section, scrolling, THE_NUMBERS } from '../page/section.js'
import { combined, provenance, SOURCES } from '../reading/provenance.js'
import { bySaving, type Statement, statements } from '../reading/site-statements.js'
import type { ReportView } from '../report-view.js'
import { kwh, percent, signed } from '../text/amounts.js'
import { same, type Words, words } from '../text/words.js'

/** Sites that are shown one by one where there are many. */
const MOST_SITES = 20

const PREFERENCES: Readonly<Record<string, Words>> = {
  cheapest: words('cheapest', '安さ'),
  renewable: words('renewable', '再エネ'),
  local: words('local', '地産'),
  profit: words('profit', '利益'),
}

const INSTITUTIONS: Readonly<Record<string, Words>> = {
  supplier: words('supplier', '小売'),
  network: words('network', '託送'),
  community: words('community', 'コミュニティ'),
}

export function siteStatementsSection(view: ReportView): Section {
  const { run, scenario, amounts } = view
  const all = statements(run, scenario)
  const sorted = bySaving(all)
  const winners = sorted.filter(({ saved }) => saved > 0).length
  const losers = sorted.filter(({ saved }) => saved < 0).length
  const title = words('Winners and losers', '得をした拠点、損をした拠点')
  const drawing = savingsChart(sorted, amounts, {
    id: 'savings-drawing',
    title,
    description: words(`${winners} sites gain, ${losers} lose.`, `得 ${winners} 拠点、損 ${losers} 拠点。`),
  })
  return {
    id: 'statements',
    title,
    intro: words(
      'What a site saved against a day without a market, its batteries for its own use; what its stores hold more or less in the end is priced in. ▲ gained, ▼ lost.',
      '市場がなく、蓄電池を自家消費に使う場合と比べた節約額。期末の蓄電量の差も換算した。▲ 得、▼ 損。',
    ),
    body: scrolling(title, drawing) + accounts(sorted, all, view),
  }
}

function accounts(sorted: readonly Statement[], all: readonly Statement[], { amounts }: ReportView): Markup {
  const many = sorted.length > MOST_SITES
  const shown = many ? [...sorted.slice(0, MOST_SITES / 2), ...sorted.slice(-MOST_SITES / 2)] : sorted
  const others = all.filter(({ kind }) => kind === undefined)
  const row = (each: Statement) => [
    each.kind === undefined ? label(INSTITUTIONS[each.account] ?? same(each.account)) : escaped(each.account),
    label(PREFERENCES[each.preference ?? ''] ?? same(each.preference ?? '')),
    ...[each.bought, each.sold, each.imported, each.exported].map((value) => figure(kwh(value))),
    ...[each.total, each.selfConsumption, each.supplierOnly].map((value) => figure(amounts.money(value))),
    each.kind === undefined ? '' : figure(kwh(each.storedChange)),
    each.kind === undefined ? '' : change(each.saved, amounts.money(each.saved)),
    each.kind === undefined ? '' : figure(percent(each.renewableShare)),
    each.kind === undefined ? '' : figure(percent(each.localShare)),
  ]
  const number = (en: string, ja: string) => ({ head: words(en, ja), kind: 'number' }) as const
  return dataTable(
    many
      ? words(
          `Statements of the ${MOST_SITES} sites at both ends; all are in statements.csv. ${amounts.currency}, received positive; kWh`,
          `両端の ${MOST_SITES} 拠点の明細(全件は statements.csv)。${amounts.currency}、受取が正。kWh`,
        )
      : words(
          `Statements: ${amounts.currency}, received positive; kWh. All totals sum to zero.`,
          `明細: ${amounts.currency}(受取が正)、kWh。合計は全口座でゼロ。`,
        ),
    [
      { head: words('account', '口座'), kind: 'text' },
      { head: words('prefers', '選好'), kind: 'text' },
      number('bought', '購入'),
      number('sold', '販売'),
      number('import', '受電'),
      number('export', '送電'),
      number('total', '収支'),
      number('no market', '市場なし'),
      number('idle batteries', '蓄電池なし'),
      number('stored', '蓄電増減'),
      number('saved', '節約'),
      number('renewable', '再エネ'),
      number('local', '地産'),
    ],
    [...shown.map(row), ...others.map(row)],
  )
}

function change(saved: number, text: string): Markup {
  if (!(saved !== 0 && Number.isFinite(saved))) return figure(text)
  const sign = saved > 0 ? '▲' : '▼'
  return `<span class="${saved > 0 ? 'up' : 'down'}">${sign} ${figure(signed(text))}</span>`
}

export function provenanceSection({ run, scenario }: ReportView): Section {
  const sites = provenance(run, scenario)
  const shown =
    sites.length > MOST_SITES
      ? [...sites].sort((a, b) => b.total - a.total || (a.site < b.site ? -1 : 1)).slice(0, MOST_SITES)
      : sites
  const title = words('Where the energy came from', '電気の出どころ')
  const all = { name: words('all sites', '全拠点'), ...combined(sites) }
  const bars = [all, ...shown.map(({ site, ...rest }) => ({ name: site, ...rest }))]
  const drawing = provenanceBars(bars, {
    id: 'provenance-drawing',
    title,
    description: words(`${shown.length} sites.`, `${shown.length} 拠点。`),
  })
  const rows = bars.map(({ name, energy, total }) => [
    label(name),
    ...SOURCES.map((source) => figure(kwh(energy[source]))),
    figure(kwh(total)),
  ])
  const table = dataTable(
    words('kWh', 'kWh'),
    [
      { head: words('site', '拠点'), kind: 'text' },
      ...SOURCES.map((source) => ({ head: SOURCE_NAMES[source], kind: 'number' }) as const),
      { head: words('all', '合計'), kind: 'number' },
    ],
    rows,
  )
  return {
    id: 'provenance',
    title,
    intro: words(
      'All energy that a site used or charged, by source: its own devices, neighbours (by the origin of the units it bought), the supplier. Percentages are shares of the site; the amounts stand to the right.',
      '各拠点が使った、または蓄えた電力量の内訳: 自家、近隣からの購入(由来別)、小売。',
    ),
    body: scrolling(title, drawing) + behind(THE_NUMBERS, table),
  }
}
