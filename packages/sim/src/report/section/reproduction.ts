import { escaped, label, type Markup } from '../page/markup.js'
import type { Section } from '../page/section.js'
import type { ReportView } from '../report-view.js'
import { same, type Words, words } from '../text/words.js'

export function reproductionSection({ run, scenario, versions, command }: ReportView): Section {
  const { market, time } = scenario
  const facts: [Words, Markup][] = [
    [words('scenario', 'シナリオ'), escaped(run.scenario)],
    [words('case', 'ケース'), escaped(run.case)],
    [words('seed', 'シード'), escaped(run.seed)],
    [words('fidelity', '忠実度'), escaped(run.fidelity)],
    [words('mechanism', '方式'), escaped(market.mechanism)],
    [words('recorded days', '記録日数'), `${time.days}`],
    [words('warm-up days', '助走日数'), `${time.warmUpDays}`],
    [words('record hash', '記録のハッシュ'), `<span class="hash">${escaped(run.hash)}</span>`],
    ...Object.entries(versions).map(([name, version]): [Words, Markup] => [same(name), escaped(version)]),
  ]
  return {
    id: 'reproduction',
    title: words('Repeat it', '再現する'),
    intro: words(
      'The same scenario and seed give the same record to the last byte; the hash says so.',
      '同じシナリオとシードからは一字一句同じ記録ができる。ハッシュで確かめられる。',
    ),
    body:
      `<pre tabindex="0"><code>${escaped(command)}</code></pre>` +
      `<dl class="facts">${facts.map(([name, value]) => `<dt>${label(name)}</dt><dd>${value}</dd>`).join('')}</dl>`,
  }
}
