import { unitTimeline } from '../chart/unit-timeline.js'
import { dataTable } from '../page/data-table.js'
import { escaped, figure, label, type Markup } from '../page/markup.js'
import { type Section, scrolling } from '../page/section.js'
import { type Decision, decisionOf, tellingDecisions } from '../reading/decisions.js'
import { unitLife, verdicts } from '../reading/unit-life.js'
import { energy, kwh, percent } from '../text/amounts.js'
import { words } from '../text/words.js'
import type { ReportView } from './report-view.js'

export function unitLifeSection(view: ReportView): Section {
  const { run, focus, amounts, local } = view
  const title = words('One unit, from forecast to verification', '予測から検証まで、あるユニットの一生')
  const life = focus && unitLife(run, focus.trades)
  const ended = dataTable(
    words('How deliveries ended', '融通の結果'),
    [
      { head: words('verdict', '判定'), kind: 'text' },
      { head: words('units', 'ユニット数'), kind: 'number' },
      { head: words('matched kWh', '約定 kWh'), kind: 'number' },
      { head: words('delivered kWh', '融通 kWh'), kind: 'number' },
    ],
    verdicts(run).map((each) => [
      escaped(each.verdict),
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

export function decisionsSection(view: ReportView): Section {
  const around = view.focus?.time ?? view.slots.start[view.slots.start.length >> 1] ?? 0
  const shown = tellingDecisions(view.run, around, 10)
  return {
    id: 'decisions',
    title: words('Why did it do that?', 'なぜそうしたのか'),
    intro: words(
      'Every order has a reason, and so has every order that was not placed. One example of each of the most frequent reasons; all are in decisions.csv.',
      '出した注文にも、出さなかった注文にも理由が記録される。頻度の高い理由から一例ずつ(全件は decisions.csv)。',
    ),
    body: decisionTable(shown, words('Decisions', '判断'), view),
  }
}

function decisionTable(shown: readonly Decision[], caption: ReturnType<typeof words>, view: ReportView): Markup {
  const { local, amounts, reasonText } = view
  const sides: Record<string, Markup> = {
    sell: label(words('sell', '売り')),
    buy: label(words('buy', '買い')),
  }
  const rows = shown.map((each) => [
    local.stamp(each.decidedAt),
    escaped(each.agent),
    local.clock(each.slot),
    `${escaped(each.action)} ${sides[each.side] ?? escaped(each.side)}`,
    figure(amounts.price(each.price)),
    figure(kwh(each.quantity)),
    figure(percent(each.soc)),
    `${figure(amounts.price(each.bestBid))} / ${figure(amounts.price(each.bestAsk))}`,
    each.reasons
      .map((code) => {
        const text = reasonText(code)
        return `<span class="tag">${escaped(code)}</span>${text ? ` ${label(text)}` : ''}`
      })
      .join('<br>'),
  ])
  return dataTable(
    caption,
    [
      { head: words('decided', '時刻'), kind: 'text' },
      { head: words('agent', 'エージェント'), kind: 'text' },
      { head: words('slot', 'スロット'), kind: 'text' },
      { head: words('action', '行動'), kind: 'text' },
      { head: amounts.priceUnit, kind: 'number' },
      { head: 'kWh', kind: 'number' },
      { head: 'SOC', kind: 'number' },
      { head: words('bid / offer', '買気配 / 売気配'), kind: 'number' },
      { head: words('because', '理由'), kind: 'text' },
    ],
    rows,
  )
}
