import { amountsIn, assertUndamaged, LocalTime, openRun, type RunFolder, type Scenario } from '@jazzgrid/sim'
import { CodedError } from '@jazzgrid/units'
import { type Command, Option } from 'commander'
import { EXIT } from '../exit-code.js'
import { answerText } from '../explain/answer.js'
import { type Evidence, gather } from '../explain/evidence.js'
import type { Language } from '../explain/phrases.js'
import { readQuestion } from '../explain/question.js'
import { RowText } from '../explain/row-text.js'
import { slotTimes } from '../explain/slot-time.js'
import type { Context, RunAction } from '../program.js'

interface ExplainChoice {
  readonly lang: Language
  readonly json?: true
}

const EXAMPLES = `
Examples:
  jazzgrid explain runs/misono-day-1 18:00               everybody in the slot that begins at 18:00
  jazzgrid explain runs/misono-day-1 h1-battery          one agent, slot by slot
  jazzgrid explain runs/misono-day-1 h1-battery 18:00    one agent in one slot, every decision
  jazzgrid explain runs/misono-day-1 order 17            one order from its decision to its fate
  jazzgrid explain runs/misono-day-1 trade 5             one balanced unit, both orders, its delivery`

export function addExplain(program: Command, { terminal }: Context, run: RunAction): void {
  program
    .command('explain')
    .description('why an agent traded or did not: its decisions, its orders and what became of them')
    .argument('<run>', 'a run folder')
    .argument('<what...>', 'a slot, an order, a trade, an agent or a site, or an agent and a slot')
    .addOption(new Option('--lang <language>', 'language of the reasons').choices(['en', 'ja']).default('en'))
    .option('--json', 'print one JSON object: the rows of the tables that answer')
    .addHelpText('after', EXAMPLES)
    .action(
      run(async (path: string, what: readonly string[], { lang, json }: ExplainChoice) => {
        const folder = await openRun(path)
        assertUndamaged(folder)
        const scenario = await folder.scenario()
        const question = readQuestion(what, slotTimes(await folder.table('slots'), scenario))
        const evidence = await gather(question, folder.table)
        if (isEmpty(evidence)) throw await nothingFound(what, folder)
        terminal.out(
          json
            ? `${JSON.stringify({ schema: 'jazzgrid/explanation@1', run: path, question, ...evidence })}\n`
            : answerText(evidence, wordsFor(scenario, lang)),
        )
        return EXIT.ok
      }),
    )
}

function wordsFor({ market, time }: Scenario, language: Language): RowText {
  return new RowText(language, amountsIn(market.currency), new LocalTime(time.zone), market.slotLength)
}

const isEmpty = ({ decisions, orders, trades }: Evidence): boolean =>
  decisions.length + orders.length + trades.length === 0

async function nothingFound(what: readonly string[], folder: RunFolder): Promise<CodedError> {
  const agents = await folder.table('agents')
  const [agent] = agents.columns.filter(({ name }) => name === 'agent')
  const names = agent.kind === 'text' ? agent.texts.slice(0, 12).join(', ') : ''
  const counts = folder.manifest.tables
    .filter(({ table }) => table === 'orders' || table === 'trades')
    .map(({ table, rows }) => `${rows} ${table}`)
  return new CodedError(
    'nothing-found',
    `${folder.path} holds nothing on '${what.join(' ')}'. It has ${counts.join(', ')} and the agents ${names}` +
      `${agent.kind === 'text' && agent.texts.length > 12 ? ', ...' : ''}.`,
  )
}
