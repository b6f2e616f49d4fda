import { type Command, Option } from 'commander'
import type { Language } from '../explain/phrases.js'
import type { Context, RunAction } from '../program.js'
import { askingNode, type NodeChoice } from './node/node-option.js'

export interface ExplainChoice extends NodeChoice {
  readonly lang: Language
}

const EXAMPLES = `
Examples of <what...> in a run:
  18:00               everybody in the slot that begins at 18:00
  2018-05-16T18:00    the day too, in a run of several days
  h1-battery          one agent, slot by slot
  h1-battery 18:00    one agent in one slot: what it did, every decision
  order 5000          one order from its decision to its fate
  trade 5             one balanced unit, both orders, its delivery
A running node is asked where no run is named, by a time or an order:
  jazzgrid explain 18:00, jazzgrid explain order 12`

export function addExplain(program: Command, { terminal }: Context, run: RunAction): void {
  const command = program
    .command('explain')
    .description('why an agent traded or did not, and why a battery or car charged, discharged or did neither')
    .argument('<run>', 'a run folder; left out, a running node is asked')
    .argument('[what...]', 'a slot (with its day where the run has several), an order, a trade, an agent or a site')
    .addOption(new Option('--lang <language>', 'language of the reasons').choices(['en', 'ja']).default('en'))
    .addHelpText('after', EXAMPLES)
  askingNode(command, 'explain 18:00 --folder homes/h1').action(
    run(async (path: string, what: readonly string[], choice: ExplainChoice) => {
      const node = await import('../work/node/explain.js')
      if (node.asksNode([path])) return node.explainNode([path, ...what], choice, terminal)
      return (await import('../work/explain.js')).explain(path, what, choice, terminal)
    }),
  )
}
