import { REASON_TEXTS } from '@jazzgrid/agent'
import { dataTable } from '../page/data-table.js'
import { escaped, figure, label, type Markup } from '../page/markup.js'
import type { Section } from '../page/section.js'
import { type Decision, type RecordedSetpoint, tellingDecisions, tellingSetpoints } from '../reading/decisions.js'
import type { ReportView } from '../report-view.js'
import { type Amounts, decimal, kwh, percent } from '../text/amounts.js'
import { type Words, words } from '../text/words.js'

const MOST = 12
const MOST_SETPOINTS = 6

const ACTIONS: Readonly<Record<string, Words>> = {
  order: words('order', '注文'),
  replace: words('replace', '訂正'),
  keep: words('keep', '維持'),
  cancel: words('cancel', '取消'),
  none: words('nothing', '何もしない'),
}

const SIDES: Readonly<Record<string, Words>> = {
  sell: words('sell', '売り'),
  buy: words('buy', '買い'),
  none: words('', ''),
}

/** Short names for a narrow column; the price follows. */
const ALTERNATIVES: Readonly<Record<string, Words>> = {
  retail: words('retail', '小売'),
  'feed-in': words('feed-in', '売電'),
  'stored-value': words('stored value', '蓄電の価値'),
}

export function decisionsSection(view: ReportView): Section {
  const around = view.focus?.time ?? view.slots.start[view.slots.start.length >> 1] ?? 0
  const shown = tellingDecisions(view.run, around, MOST)
  const setpoints = tellingSetpoints(view.run, around, MOST_SETPOINTS)
  return {
    id: 'decisions',
    title: words('Why did it do that?', 'なぜそうしたのか'),
    intro: words(
      'Every order has a reason, and so has every order that was not placed. One example of each of the most frequent reasons; all are in decisions.csv.',
      '出した注文にも、出さなかった注文にも理由が記録される。頻度の高い理由から一例ずつ(全件は decisions.csv)。',
    ),
    body:
      decisionTable(shown, words('Decisions', '判断'), view) +
      (setpoints.length > 0 ? setpointTable(setpoints, view) : ''),
  }
}

/** What a store does in its slot has a reason too, also when it does nothing. */
function setpointTable(shown: readonly RecordedSetpoint[], { local }: Pick<ReportView, 'local'>): Markup {
  const rows = shown.map(({ slot, agent, planned, metered, soc, reasons }) => [
    local.stamp(slot),
    escaped(agent),
    figure(decimal(planned, 3, 2)),
    figure(decimal(metered, 3, 2)),
    figure(percent(soc)),
    reasons.map(reason).join('<br>'),
  ])
  return dataTable(
    words(
      'What batteries and cars did in a slot: one example of each of the most frequent reasons (all in agents.csv); charging is positive',
      '蓄電池と車が実際に行ったこと:頻度の高い理由から一例ずつ(全件は agents.csv)。充電が正',
    ),
    [
      { head: words('slot', 'スロット'), kind: 'word' },
      { head: words('agent', 'エージェント'), kind: 'word' },
      { head: words('planned kWh', '計画 kWh'), kind: 'number' },
      { head: words('metered kWh', '計量 kWh'), kind: 'number' },
      { head: words('SOC then', '終了時の SOC'), kind: 'number' },
      { head: words('because', '理由'), kind: 'sentence' },
    ],
    rows,
  )
}

export function decisionTable(
  shown: readonly Decision[],
  caption: Words,
  { local, amounts }: Pick<ReportView, 'local' | 'amounts'>,
): Markup {
  const rows = shown.map((each) => [
    local.stamp(each.decidedAt),
    escaped(each.agent),
    local.clock(each.slot),
    `${known(ACTIONS, each.action)} ${known(SIDES, each.side)}`,
    quoted(each, amounts),
    figure(percent(each.soc)),
    `${figure(amounts.price(each.bestBid))} / ${figure(amounts.price(each.bestAsk))}`,
    each.reasons.map(reason).join('<br>'),
    alternative(each, amounts),
  ])
  return dataTable(
    caption,
    [
      { head: words('decided', '時刻'), kind: 'word' },
      { head: words('agent', 'エージェント'), kind: 'word' },
      { head: words('slot', 'スロット'), kind: 'word' },
      { head: words('action', '行動'), kind: 'word' },
      { head: `kWh × ${amounts.priceUnit}`, kind: 'number' },
      { head: 'SOC', kind: 'number' },
      { head: words('bid / offer', '買気配 / 売気配'), kind: 'number' },
      { head: words('because', '理由'), kind: 'sentence' },
      { head: words('otherwise', '代わりに'), kind: 'word' },
    ],
    rows,
  )
}

function quoted({ quantity, price }: Decision, amounts: Amounts): Markup {
  return quantity > 0 ? `${figure(kwh(quantity))} × ${figure(amounts.price(price))}` : ''
}

function reason(code: string): Markup {
  const texts: Readonly<Record<string, Words>> = REASON_TEXTS
  if (!Object.hasOwn(texts, code)) return `<span class="tag">${escaped(code)}</span>`
  return `<span title="${escaped(code)}">${label(texts[code])}</span>`
}

function alternative({ alternative, alternativePrice }: Decision, amounts: Amounts): Markup {
  if (alternative === '' || alternative === 'none') return ''
  const price = Number.isFinite(alternativePrice) ? ` ${figure(amounts.price(alternativePrice))}` : ''
  return known(ALTERNATIVES, alternative) + price
}

/** A word of a closed set in both languages; a word from another version as it is. */
function known(set: Readonly<Record<string, Words>>, word: string): Markup {
  return label(Object.hasOwn(set, word) ? set[word] : word)
}
