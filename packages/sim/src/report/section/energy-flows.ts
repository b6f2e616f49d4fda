import { endName, flowRibbons } from '../chart/flow-ribbons.js'
import { behind, dataTable } from '../page/data-table.js'
import { figure, label, type Markup } from '../page/markup.js'
import { type Section, scrolling, THE_NUMBERS } from '../page/section.js'
import { type Flows, flows } from '../reading/flows.js'
import type { ReportView } from '../report-view.js'
import { energy, kwh } from '../text/amounts.js'
import { words } from '../text/words.js'

/** With more sites than this no ribbon can be told from the next: flows between kinds of devices say more. */
const MOST_SITES = 24

export function energyFlowsSection({ run, scenario }: ReportView): Section {
  const by = scenario.sites.length > MOST_SITES ? 'device-kind' : 'site'
  const found = flows(run, scenario, by)
  const title = words('Who supplied whom', '誰から誰へ')
  const drawing = flowRibbons(found, {
    id: 'flow-drawing',
    title,
    description: words(
      `${energy(found.total)} from ${found.sellers.length} sellers to ${found.buyers.length} buyers.`,
      `売り手 ${found.sellers.length}、買い手 ${found.buyers.length}、合計 ${energy(found.total)}。`,
    ),
  })
  return {
    id: 'flows',
    title,
    intro:
      by === 'site'
        ? words(
            'Every unit has one seller and one buyer. A ribbon is as wide as the energy it carried; what a site supplied to itself is not in it.',
            'どのユニットにも売り手と買い手が一人ずついる。帯の幅は電力量。自己供給は含まない。',
          )
        : words(
            'Every unit has one seller and one buyer, always of two sites; here they are added up by the kind of their devices. A ribbon is as wide as the energy it carried.',
            'どのユニットにも売り手と買い手がいて、必ず別の拠点である。ここでは機器の種類ごとに合計した。帯の幅は電力量。',
          ),
    body: found.links.length === 0 ? '' : scrolling(title, drawing) + behind(THE_NUMBERS, matrix(found)),
  }
}

/** Sellers down, buyers across, sums at the margins. */
function matrix({ sellers, buyers, links, total }: Flows): Markup {
  const energies = sellers.map(() => new Array<number>(buyers.length).fill(0))
  for (const { seller, buyer, energy } of links) energies[seller][buyer] = energy
  const cell = (wh: number) => (wh === 0 ? '' : figure(kwh(wh)))
  const rows = sellers.map((end, i) => [label(endName(end)), ...energies[i].map(cell), figure(kwh(end.energy))])
  const sums = [label(words('all', '合計')), ...buyers.map((end) => figure(kwh(end.energy))), figure(kwh(total))]
  return dataTable(
    words('kWh, sellers down, buyers across', 'kWh(縦: 売り手、横: 買い手)'),
    [
      { head: words('seller', '売り手'), kind: 'text' },
      ...buyers.map((end) => ({ head: endName(end), kind: 'number' }) as const),
      { head: words('all', '合計'), kind: 'number' },
    ],
    [...rows, sums],
    1,
  )
}
