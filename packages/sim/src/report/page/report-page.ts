import { DAY } from '@jazzgrid/units'
import type { ReportView } from '../report-view.js'
import { decimal } from '../text/amounts.js'
import { words } from '../text/words.js'
import { escaped, label, type Markup } from './markup.js'
import { type Section, sectionMarkup } from './section.js'
import { STYLE } from './style.js'

const HONESTY = words(
  'Plausibility under stated assumptions, not a replication of the field trial.',
  '明示した仮定の下での妥当性の確認であり、実証実験の再現ではない。',
)

/** The document around the sections. The language switch is two radio buttons and a style sheet. */
export function reportPage(view: ReportView, sections: readonly Section[]): Markup {
  const { run, scenario, local } = view
  const { days, start, zone } = scenario.time
  const [first, last] = [local.day(start), local.day(start + days * DAY - 1)]
  const period = days === 1 ? words(first, first) : words(`${first} to ${last}`, `${first} から ${last} まで`)
  const agents = scenario.sites.reduce((sum, site) => sum + site.devices.length, 0)
  const name = run.case === 'base' ? '' : ` <small>${escaped(run.case)}</small>`
  const lead = words(
    `${decimal(scenario.sites.length, 0, 0)} sites with ${decimal(agents, 0, 0)} device agents trade electricity among themselves: ${period.en}, ${zone}, ${scenario.market.mechanism} market.`,
    `${decimal(scenario.sites.length, 0, 0)} 拠点、${decimal(agents, 0, 0)} 台の機器エージェントが電力を売買する。${period.ja}、${zone}、方式 ${scenario.market.mechanism}。`,
  )
  const contents = sections.map(({ id, title }) => `<li><a href="#${id}">${label(title)}</a></li>`)
  return (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width,initial-scale=1">' +
    `<title>${escaped(`${run.scenario} · ${run.case} · Jazzgrid`)}</title><style>${STYLE}</style></head><body>\n` +
    '<input class="lang" type="radio" name="lang" id="lang-en" checked aria-label="English">' +
    '<input class="lang" type="radio" name="lang" id="lang-ja" aria-label="日本語">\n' +
    '<header><div class="top"><span class="brand">Jazzgrid</span><span class="switch">' +
    '<label for="lang-en">English</label><label for="lang-ja" lang="ja">日本語</label></span></div>' +
    `<h1>${escaped(run.scenario)}${name}</h1><p class="lead">${label(lead)}</p>` +
    `<p class="honest"><strong>${label(HONESTY)}</strong></p>` +
    `<nav aria-label="Contents / 目次"><ul>${contents.join('')}</ul></nav></header>\n` +
    `<main>\n${sections.map(sectionMarkup).join('\n')}\n</main>\n` +
    `<footer><p>Jazzgrid · ${label(HONESTY)}</p></footer>\n</body></html>\n`
  )
}
