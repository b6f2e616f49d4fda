import { unitTimeline, verdictName } from '../chart/unit-timeline.js'
import { dataTable } from '../page/data-table.js'
import { figure, label } from '../page/markup.js'
import { type Section, scrolling } from '../page/section.js'
import { decisionOf } from '../reading/decisions.js'
import { unitLife, verdicts } from '../reading/unit-life.js'
import type { ReportView } from '../report-view.js'
import { energy, kwh } from '../text/amounts.js'
import { words } from '../text/words.js'
import { decisionTable } from './decisions.js'

export function unitLifeSection(view: ReportView): Section {
  const { run, amounts, local } = view
  const title = words('One unit, from forecast to verification', '予測から検証まで、あるユニットの一生')
  const life = unitLife(run)
  const ended = dataTable(
    words('How deliveries ended', '融通の結果'),
    [
      { head: words('verdict', '判定'), kind: 'text' },
      { head: words('units', 'ユニット数'), kind: 'number' },
      { head: words('matched kWh', '約定 kWh'), kind: 'number' },
      { head: words('delivered kWh', '融通 kWh'), kind: 'number' },
    ],
    verdicts(run).map((each) => [
      label(verdictName(each.verdict)),
      `${each.units}`,
      figure(kwh(each.matched)),
      figure(kwh(each.delivered)),
    ]),
  )
  if (!life) return { id: 'unit', title, intro: words('No delivery was recorded.', '融通の記録なし。'), body: ended }
  const story = [life.sellOrder, life.buyOrder].map((order) => decisionOf(run, order)).filter((each) => !!each)
  const drawing = unitTimeline(life, amounts, local, {
    id: 'unit-drawing',
    title,
    description: words(
      `${life.seller} to ${life.buyer}: ${energy(life.matched)} at ${amounts.priceWithUnit(life.price)}, ${life.verdict}.`,
      `${life.seller} から ${life.buyer} へ ${energy(life.matched)}、${amounts.priceWithUnit(life.price)}、${life.verdict}。`,
    ),
  })
  const slot = local.stamp(life.slot)
  return {
    id: 'unit',
    title,
    intro: words(
      `${life.sellerAgent} (${life.seller}) sells ${energy(life.matched)} to ${life.buyerAgent} (${life.buyer}) for ${slot}.`,
      `${life.sellerAgent}(${life.seller})が ${life.buyerAgent}(${life.buyer})へ、${slot} 分の ${energy(life.matched)} を売る。`,
    ),
    body:
      scrolling(title, drawing) +
      (story.length === 0
        ? ''
        : decisionTable(story, words('The two decisions behind it', '元になった二つの判断'), view)) +
      ended,
  }
}
