import { type Command, Option } from 'commander'
import type { Language } from '../explain/phrases.js'
import type { Context, RunAction } from '../program.js'

export interface ExplainChoice {
  readonly lang: Language
  readonly json?: true
}

const EXAMPLES = `
Examples of <what...>:
  18:00               everybody in the slot that begins at 18:00
  2018-05-16T18:00    the day too, in a run of several days
  h1-battery          one agent, slot by slot
  h1-battery 18:00    one agent in one slot: what it did, every decision
  order 5000          one order from its decision to its fate
  trade 5             one balanced unit, both orders, its delivery`

export function addExplain(program: Command, { terminal }: Context, run: RunAction): void {
  program
    .command('explain')
    .description('why an agent traded or did not, and why a battery or car charged, discharged or did neither')
    .argument('<run>', 'a run folder')
    .argument('<what...>', 'a slot (with its day where the run has several), an order, a trade, an agent or a site')
    .addOption(new Option('--lang <language>', 'language of the reasons').choices(['en', 'ja']).default('en'))
    .option('--json', 'print one JSON object: the rows of the tables that answer')
    .addHelpText('after', EXAMPLES)
    .action(
      run(async (path: string, what: readonly string[], choice: ExplainChoice) =>
        (await import('../work/explain.js')).explain(path, what, choice, terminal),
      ),
    )
}
