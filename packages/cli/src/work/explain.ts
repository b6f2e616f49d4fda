import {
  amountsIn,
  assertUndamaged,
  LocalTime,
  nearest,
  openRun,
  type RunFolder,
  type RunTable,
  type Scenario,
} from '@jazzgrid/sim'
import { CodedError } from '@jazzgrid/units'
import type { ExplainChoice } from '../command/explain.js'
import { EXIT, type ExitCode } from '../exit-code.js'
import { answerText } from '../explain/answer.js'
import { type Evidence, gather } from '../explain/evidence.js'
import { alikeFirst } from '../explain/names-alike.js'
import { numberRange } from '../explain/number-range.js'
import type { Language } from '../explain/phrases.js'
import { type Question, readQuestion } from '../explain/question.js'
import { RowText } from '../explain/row-text.js'
import { slotTimes } from '../explain/slot-time.js'
import { bandsOf } from '../explain/store/store-text.js'
import type { Terminal } from '../terminal/terminal.js'

const AGENTS_NAMED = 12

/** Why somebody traded or did not, from the tables of a run. */
export async function explain(
  path: string,
  what: readonly string[],
  { lang, json }: ExplainChoice,
  terminal: Terminal,
): Promise<ExitCode> {
  const folder = await openRun(path)
  assertUndamaged(folder)
  const scenario = await folder.scenario()
  const question = readQuestion(what, slotTimes(await folder.table('slots'), scenario))
  const evidence = await gather(question, folder.table)
  if (isEmpty(evidence)) throw await nothingFound(question, what, folder)
  terminal.out(
    json
      ? `${JSON.stringify({ schema: 'jazzgrid/explanation@1', run: path, question, ...evidence })}\n`
      : answerText(evidence, wordsFor(scenario, lang), bandsOf(scenario)),
  )
  return EXIT.ok
}

function wordsFor({ market, time }: Scenario, language: Language): RowText {
  return new RowText(language, amountsIn(market.currency), new LocalTime(time.zone), market.slotLength)
}

const isEmpty = ({ stores, decisions, orders, trades }: Evidence): boolean =>
  stores.length + decisions.length + orders.length + trades.length === 0

/** Numbers in the warm-up days are taken and not recorded, so the range says more than the count. */
async function nothingFound({ name, slot }: Question, what: readonly string[], folder: RunFolder): Promise<CodedError> {
  const agents = await folder.table('agents')
  const names = [...new Set([...textsOf(agents, 'agent'), ...textsOf(agents, 'site')])]
  const about = `${folder.path} holds nothing on '${what.join(' ')}'`
  if (name !== undefined && names.includes(name) && slot !== undefined) {
    return new CodedError(
      'nothing-found',
      `${about}: ${name} decided and traded nothing for this slot. Ask for another.`,
    )
  }
  const meant = name === undefined ? undefined : nearest(name, names)
  if (meant !== undefined) return new CodedError('nothing-found', `${about}. Did you mean "${meant}"?`)
  const ranges = [
    numberRange('orders', numbersOf(await folder.table('orders'), 'order')),
    numberRange('trades', numbersOf(await folder.table('trades'), 'trade')),
  ]
  const told = name === undefined ? names : alikeFirst(name, names)
  const listed = `${told.slice(0, AGENTS_NAMED).join(', ')}${names.length > AGENTS_NAMED ? ' and others' : ''}`
  return new CodedError('nothing-found', `${about}. It has ${ranges.join(', ')}, and the agents and sites ${listed}.`)
}

const textsOf = ({ columns }: RunTable, column: string): readonly string[] =>
  columns.flatMap((each) => (each.name === column && each.kind === 'text' ? each.texts : []))

const numbersOf = ({ columns }: RunTable, column: string): number[] =>
  columns.flatMap((each) => (each.name === column && each.kind === 'number' ? [...each.values] : []))
