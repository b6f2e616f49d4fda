import type { Explanation } from '@jazzgrid/node/api'
import { energy, LocalTime } from '@jazzgrid/sim'
import { endingText } from '../explain/ending-text.js'
import type { Language } from '../explain/phrases.js'
import { RowText } from '../explain/row-text.js'
import { printable } from '../terminal/printable.js'
import { NODE_AMOUNTS } from './book-text.js'

const ROUND = {
  certified: 'certified',
  undecided: 'not decided in time: the site was on its own',
  missed: 'the node could not write',
} as const

export interface ExplanationOptions {
  readonly lang: Language
  readonly zone: string
  readonly slotLength: number
}

/** Why a site did what it did for a slot or with an order. */
export function explanationText(answer: Explanation, { lang, zone, slotLength }: ExplanationOptions): string {
  const { question, site, account, rounds, decisions, fates, trades, statement } = answer
  const local = new LocalTime(zone)
  const words = new RowText(lang, NODE_AMOUNTS, local, slotLength)
  const who = `${site ?? `account ${account}`}`
  const lines = ['slot_ms' in question ? `${who}, ${words.slot(question.slot_ms)}` : `${who}, order ${question.order}`]
  for (const { at_ms, outcome, height } of rounds.filter((round) => round.outcome !== 'certified')) {
    lines.push(`  ${local.clock(at_ms)} ${height === null ? 'round' : `round ${height}`}: ${ROUND[outcome]}`)
  }
  for (const row of decisions) {
    lines.push(`  ${words.clock(row.decided_ms, row.slot_ms)} ${row.agent} ${words.action(row)}`)
    lines.push(`        ${words.say('because')}: ${words.reasons(row)}`)
    const inputs = words.inputs(row)
    if (inputs !== '') lines.push(`        ${words.say('saw')}: ${inputs}`)
    const instead = words.alternative(row)
    if (instead !== '') lines.push(`        ${words.say('instead')}: ${instead}`)
  }
  for (const fate of fates) {
    const { order, at_ms, filled_wh, quantity_wh, ended, refusal } = fate
    const why = refusal ?? ended
    const end = why === null ? '' : `: ${endingText(why, lang)}`
    lines.push(
      `  ${local.clock(at_ms)} ${words.say('orderNumber')} ${order}: ${energy(filled_wh)} / ${energy(quantity_wh)}${end}`,
    )
  }
  for (const { at_ms, id, buyer, seller, quantity_wh, price_micro_per_wh } of trades) {
    const amount = words.amount(quantity_wh, price_micro_per_wh)
    lines.push(`  ${local.clock(at_ms)} ${words.say('trade')} ${id}: ${seller} -> ${buyer}: ${amount}`)
  }
  for (const { cost_micro, supplier_only_micro, bought_wh, sold_wh } of statement) {
    const money = `${NODE_AMOUNTS.money(cost_micro)} instead of ${NODE_AMOUNTS.money(supplier_only_micro)}`
    lines.push(`  settled: bought ${energy(bought_wh)}, sold ${energy(sold_wh)}, cost ${money}`)
  }
  if (lines.length === 1) lines.push('  nothing: it decided, traded and settled nothing here')
  return lines.map(printable).join('\n')
}
