import { energyStackChart } from '../chart/energy-stack.js'
import { behind, dataTable } from '../page/data-table.js'
import { figure, label } from '../page/markup.js'
import { type Section, scrolling, THE_NUMBERS } from '../page/section.js'
import { energyBalance } from '../reading/energy-balance.js'
import type { ReportView } from '../report-view.js'
import { kwh } from '../text/amounts.js'
import { words } from '../text/words.js'

export function energyOfTheDaySection({ run, slots, scenario, local }: ReportView): Section {
  const balance = energyBalance(run, slots.start)
  const title = words('Energy of all sites', '全拠点の電力量')
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
  const parts = [
    [words('generation', '発電'), balance.generation],
    [words('discharge', '放電'), balance.discharge],
    [words('import', '受電'), balance.imported],
    [words('load', '需要'), balance.load],
    [words('charge', '充電'), balance.charge],
    [words('export', '送電'), balance.exported],
  ] as const
  const totals = parts.map(([name, values]) => [label(name), figure(kwh(sum(values)))])
  const drawing = energyStackChart(
    { balance, starts: slots.start, slotLength: scenario.market.slotLength, local },
    {
      id: 'energy-drawing',
      title,
      description: words(
        parts.map(([name, values]) => `${name.en} ${kwh(sum(values))} kWh`).join(', '),
        parts.map(([name, values]) => `${name.ja} ${kwh(sum(values))} kWh`).join('、'),
      ),
    },
  )
  return {
    id: 'energy',
    title,
    intro: words(
      'Up: where the energy of a slot came from. Down: where it went; both sides are equally long. Import and export are summed over the connection points, so energy that moves between two sites is in both.',
      '上は供給、下は消費で、両側の長さは等しい。受電と送電は各拠点の接続点での合計で、拠点間を移動した電力は両方に入る。',
    ),
    body:
      scrolling(title, drawing) +
      behind(
        THE_NUMBERS,
        dataTable(
          words('Sums over the run', '期間の合計'),
          [
            { head: words('part', '項目'), kind: 'text' },
            { head: 'kWh', kind: 'number' },
          ],
          totals,
        ),
      ),
  }
}
